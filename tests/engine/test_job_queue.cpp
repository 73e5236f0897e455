// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/strings.h"
#include "core/engine/job_queue.h"

using namespace saliscope;

namespace {

Job job(JobKind kind, quint64 id, const QByteArray& picture = "koala", int n = 1)
{
    Job result;
    result.kind = kind;
    result.id = id;
    result.recipe.pictureHash = picture;
    result.recipe.params = {{u"n"_s, n}};
    return result;
}

} // namespace

class TestJobQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestPendingJobWins();
    void kindsTakeTurns();
    void anotherSubjectStopsTheRunningJobAtOnce();
    void otherParamsLetItShowItsFirstPreview();
    void theSameRecipeIsAnsweredByTheRunningJob();
    void aStoppedJobAnswersNobodyElse();
    void cancelTellsWhetherAPendingJobWasDropped();
    void nothingIsTakenAfterClose();
};

void TestJobQueue::theNewestPendingJobWins()
{
    JobQueue queue;
    for (quint64 id = 1; id <= 100; ++id)
        QCOMPARE(queue.put(job(JobKind::Explain, id, "koala", int(id))), id);
    QCOMPARE(queue.take()->id, 100U);
    QVERIFY(!queue.take());
}

void TestJobQueue::kindsTakeTurns()
{
    JobQueue queue;
    queue.put(job(JobKind::Explain, 1));
    queue.put(job(JobKind::Predict, 2));
    QCOMPARE(queue.take()->kind, JobKind::Predict);
    queue.finish(JobKind::Predict);
    queue.put(job(JobKind::Predict, 3));
    QCOMPARE(queue.take()->kind, JobKind::Explain);
    QCOMPARE(queue.take()->id, 3U);
}

void TestJobQueue::anotherSubjectStopsTheRunningJobAtOnce()
{
    JobQueue queue;
    queue.put(job(JobKind::Explain, 1, "koala"));
    const Job running = *queue.take();
    queue.put(job(JobKind::Explain, 2, "panda"));
    QVERIFY(running.cancel.isCancelled());
}

void TestJobQueue::otherParamsLetItShowItsFirstPreview()
{
    JobQueue queue;
    queue.put(job(JobKind::Explain, 1, "koala", 1));
    const Job running = *queue.take();
    queue.put(job(JobKind::Explain, 2, "koala", 2));
    QVERIFY(!running.cancel.isCancelled());
    QVERIFY(running.enough.isCancelled());
}

void TestJobQueue::theSameRecipeIsAnsweredByTheRunningJob()
{
    JobQueue queue;
    queue.put(job(JobKind::Predict, 1));
    const Job running = *queue.take();
    QCOMPARE(queue.put(job(JobKind::Predict, 2)), 1U);
    QVERIFY(!running.cancel.isCancelled());
    QVERIFY(!queue.take());
    queue.finish(JobKind::Predict);
    QCOMPARE(queue.put(job(JobKind::Predict, 3)), 3U);
}

void TestJobQueue::aStoppedJobAnswersNobodyElse()
{
    JobQueue queue;
    queue.put(job(JobKind::Explain, 1, "koala", 1));
    QVERIFY(queue.take());
    queue.put(job(JobKind::Explain, 2, "koala", 2));
    QCOMPARE(queue.put(job(JobKind::Explain, 3, "koala", 1)), 3U);
    QCOMPARE(queue.take()->id, 3U);
}

void TestJobQueue::cancelTellsWhetherAPendingJobWasDropped()
{
    JobQueue queue;
    QVERIFY(!queue.cancel(JobKind::Explain));
    queue.put(job(JobKind::Explain, 1));
    QVERIFY(queue.cancel(JobKind::Explain));
    queue.put(job(JobKind::Explain, 2));
    const Job running = *queue.take();
    QVERIFY(!queue.cancel(JobKind::Explain));
    QVERIFY(running.cancel.isCancelled());
    QVERIFY(!queue.take());
}

void TestJobQueue::nothingIsTakenAfterClose()
{
    JobQueue queue;
    queue.put(job(JobKind::Load, 1));
    const Job running = *queue.take();
    queue.put(job(JobKind::Predict, 2));
    queue.close();
    QVERIFY(running.cancel.isCancelled());
    queue.put(job(JobKind::Explain, 3));
    QVERIFY(!queue.take());
}

QTEST_GUILESS_MAIN(TestJobQueue)
#include "test_job_queue.moc"
