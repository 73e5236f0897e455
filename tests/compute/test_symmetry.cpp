// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/method_run.h"

#include <QtTest>

using namespace saliscope;
using namespace saliscope::compute;

/// On a model whose kernels are their own mirror images, a mirrored picture has the mirrored map, and what is
/// alike on both sides of a picture gets the same. Methods that draw random numbers have no such symmetry.
class TestSymmetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_model = tinyModel(u"mirror_cnn.pt2"_s); }
    void theModelIsSymmetric();
    void mirroredPicturesHaveMirroredMaps_data() { methods(); }
    void mirroredPicturesHaveMirroredMaps();
    /// RectGrad's threshold may lie between two values that are alike but for rounding.
    void symmetricPicturesHaveSymmetricMaps_data() { methods({u"rectgrad"_s}); }
    void symmetricPicturesHaveSymmetricMaps();

private:
    static at::Tensor mirrored(const at::Tensor& picture) { return picture.flip({-1}); }
    static void methods(const QStringList& without = {});
    at::Tensor map(const at::Tensor& picture) const;

    std::shared_ptr<Model> m_model;
};

void TestSymmetry::methods(const QStringList& without)
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<ParamValues>("params");
    for (const auto& method : methodRegistry()) {
        const MethodInfo info = method->info();
        const bool isRandom = info.param(u"n"_s) && info.id != u"smoothgrad"_s;
        if (isRandom || without.contains(info.id))
            continue;
        ParamValues params;
        if (info.param(u"relu"_s))
            params.insert(u"relu"_s, false);
        if (info.param(u"reduction"_s))
            params.insert(u"reduction"_s, u"none"_s);
        if (info.id == u"product"_s)
            params.insert(u"a.relu"_s, false);
        if (info.id == u"smoothgrad"_s)
            params.insert(u"n"_s, 0); // Without noise.
        if (info.id == u"occlusion"_s)
            params = {{u"window"_s, 8}, {u"stride"_s, 4}}; // No square is cut at one side only.
        QTest::newRow(qPrintable(info.id)) << info.id << params;
    }
}

at::Tensor TestSymmetry::map(const at::Tensor& picture) const
{
    QFETCH(const QString, id);
    QFETCH(const ParamValues, params);
    MethodInput input = inputFor(*m_model, id, params);
    input.image = picture.contiguous(at::MemoryFormat::ChannelsLast);
    Report report;
    return findMethod(id)->run(input, report).map;
}

void TestSymmetry::theModelIsSymmetric()
{
    const auto answer = [&](const at::Tensor& picture) {
        return m_model->engine().forward(picture, {m_model->output()}, false, {}).front();
    };
    const at::Tensor x = image(*m_model);
    QVERIFY(largestDifference(answer(x), answer(mirrored(x))) < 1e-12);
    QVERIFY(largestDifference(x, mirrored(x)) > 1);
}

void TestSymmetry::mirroredPicturesHaveMirroredMaps()
{
    const at::Tensor x = image(*m_model);
    const at::Tensor plain = map(x);
    const double size = plain.abs().max().item<double>();
    QVERIFY(size > 0);
    QVERIFY(largestDifference(map(mirrored(x)), mirrored(plain)) < 1e-10 * size);
    const bool dependsOnPicture =
        qstrcmp(QTest::currentDataTag(), "deconvnet") != 0; // Nothing pools its maxima here.
    QCOMPARE(largestDifference(plain, mirrored(plain)) > 1e-3 * size, dependsOnPicture);
}

void TestSymmetry::symmetricPicturesHaveSymmetricMaps()
{
    const at::Tensor x = image(*m_model);
    const at::Tensor found = map(x + mirrored(x));
    const double size = found.abs().max().item<double>();
    QVERIFY(size > 0);
    QVERIFY(largestDifference(found, mirrored(found)) < 1e-10 * size);
}

QTEST_APPLESS_MAIN(TestSymmetry)
#include "test_symmetry.moc"
