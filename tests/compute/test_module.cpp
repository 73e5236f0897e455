// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/runner_loader.h"

#include <QtTest>

#include <QSet>
#include <QTemporaryDir>

#include <dlfcn.h>

#include "core/base/strings.h"

using namespace saliscope;

namespace {

Recipe tinyRecipe()
{
    Recipe recipe;
    recipe.model.path = QStringLiteral(SALISCOPE_TEST_DATA "/models/small_cnn.pt2");
    return recipe;
}

/// The files whose name begins with `name` among those mapped into this process.
QSet<QString> mappedFiles(const QString& name)
{
    QFile maps(u"/proc/self/maps"_s);
    if (!maps.open(QIODevice::ReadOnly))
        return {};
    QSet<QString> files;
    const QStringList lines = QString::fromUtf8(maps.readAll()).split(u'\n');
    for (const QString& line : lines) {
        const QString path = line.section(u' ', 5, -1, QString::SectionSkipEmpty);
        if (path.section(u'/', -1).startsWith(name))
            files += path;
    }
    return files;
}

} // namespace

/// The compute module, opened as the program opens it: this test does not link libtorch.
class TestModule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void absentModuleIsAnError();
    void nothingIsLoadedBeforehand();
    void opensAndComputes();
    void errorsComeAsValues();
    void staysOutOfTheWay();
    void opensAgain();

private:
    std::unique_ptr<Runner> m_runner;
};

void TestModule::absentModuleIsAnError()
{
    const QTemporaryDir folder;
    qputenv("SALISCOPE_MODULE_DIR", folder.path().toUtf8());
    const auto runner = openRunner();
    qunsetenv("SALISCOPE_MODULE_DIR");
    QVERIFY(!runner);
    QCOMPARE(runner.error().code, ErrorCode::ModuleUnavailable);
    QVERIFY2(runner.error().detail.contains(folder.path()), qPrintable(runner.error().text()));
    QVERIFY(!runner.error().hint.isEmpty());
}

void TestModule::nothingIsLoadedBeforehand()
{
    QVERIFY(mappedFiles(u"libtorch"_s).isEmpty());
}

void TestModule::opensAndComputes()
{
    auto runner = openRunner();
    QVERIFY2(runner.has_value(), runner ? "" : qPrintable(runner.error().text()));
    m_runner = std::move(*runner);
    QVERIFY(!m_runner->methods().isEmpty());
    QCOMPARE(m_runner->devices().first().id, u"cpu"_s);
    Picture picture;
    picture.pixels = QImage(40, 30, QImage::Format_RGB32);
    picture.pixels.fill(Qt::darkGreen);
    const auto prediction = m_runner->predict(tinyRecipe(), picture, {});
    QVERIFY2(prediction.has_value(), prediction ? "" : qPrintable(prediction.error().text()));
    QCOMPARE(prediction->classes.size(), 10);
    QVERIFY(prediction->classes[0].probability >= prediction->classes[1].probability);
}

/// Exceptions of libtorch end inside the module.
void TestModule::errorsComeAsValues()
{
    Recipe recipe = tinyRecipe();
    recipe.model.path = QStringLiteral(SALISCOPE_TEST_DATA "/broken/wrong_shape.pt2");
    const auto info = m_runner->loadModel(recipe, {});
    QVERIFY(!info);
    QCOMPARE(info.error().code, ErrorCode::ModelBroken);
    JobContext job;
    job.cancel.cancel();
    recipe.model.path = QStringLiteral(SALISCOPE_TEST_DATA "/models/linear.pt");
    QCOMPARE(m_runner->loadModel(recipe, job).error().code, ErrorCode::Cancelled);
}

void TestModule::staysOutOfTheWay()
{
    QCOMPARE(mappedFiles(u"libtorch_cpu"_s).size(), 1);
    QCOMPARE(mappedFiles(u"libgomp"_s).size(), 1); // two OpenMP runtimes would fight for the cores
    QVERIFY(!dlsym(RTLD_DEFAULT, createRunnerSymbol));
    if (!dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL))
        QVERIFY(mappedFiles(u"libtorch_cuda"_s).isEmpty());
}

void TestModule::opensAgain()
{
    const auto second = openRunner();
    QVERIFY(second.has_value());
    QVERIFY((*second)->loadModel(tinyRecipe(), {}).has_value());
}

QTEST_GUILESS_MAIN(TestModule)
#include "test_module.moc"
