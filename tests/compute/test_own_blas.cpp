// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "core/base/strings.h"
#include "core/engine/runner_loader.h"

using namespace saliscope;

namespace {

int foreignCalls = 0;

} // namespace

// Stand for the system's BLAS, which OpenCV loads before libtorch: exported from this executable.
extern "C" Q_DECL_EXPORT void sgemm_()
{
    ++foreignCalls;
}
extern "C" Q_DECL_EXPORT void sgemv_()
{
    ++foreignCalls;
}

/// libtorch multiplies with the BLAS that it carries, whatever other BLAS the process has loaded before.
class TestOwnBlas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foreignBlasIsNeverCalled();
};

void TestOwnBlas::foreignBlasIsNeverCalled()
{
    const auto runner = openRunner();
    QVERIFY2(runner.has_value(), runner ? "" : qPrintable(runner.error().text()));
    Recipe recipe;
    recipe.model.path = QStringLiteral(SALISCOPE_TEST_DATA "/models/small_cnn.pt2");
    recipe.threads = 1; // where 1x1 convolutions, too, are matrix products
    Picture picture;
    picture.pixels = QImage(40, 30, QImage::Format_RGB32);
    picture.pixels.fill(Qt::darkGreen);
    const auto prediction = (*runner)->predict(recipe, picture, {});
    QVERIFY2(prediction.has_value(), prediction ? "" : qPrintable(prediction.error().text()));
    QCOMPARE(foreignCalls, 0);
}

QTEST_GUILESS_MAIN(TestOwnBlas)
#include "test_own_blas.moc"
