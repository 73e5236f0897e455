// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/metrics/judged_score.h"

#include <ATen/ATen.h>

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/batch_sizer.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("JudgedScore", source);
}

Target judgedTarget(const MetricInput& input)
{
    Target target = input.explained.input.target;
    if (input.params.value(u"score"_s).toString() == u"probability")
        target.score = Target::Score::Probability;
    return target;
}

} // namespace

ParamSpec scoreParam()
{
    return {.id = u"score"_s,
            .name = text(QT_TRANSLATE_NOOP("JudgedScore", "Judged by")),
            .kind = ParamSpec::Kind::Choice,
            .defaultValue = u"probability"_s,
            .help = text(QT_TRANSLATE_NOOP("JudgedScore",
                                           "What the model says about the changed pictures: the class's "
                                           "probability, or the score that the map explains.")),
            .choices = {{u"probability"_s, text(QT_TRANSLATE_NOOP("JudgedScore", "Probability"))},
                        {u"explained"_s, text(QT_TRANSLATE_NOOP("JudgedScore", "Explained score"))}},
            .advanced = true};
}

JudgedScore::JudgedScore(const MetricInput& input)
    : m_input(input)
    , m_target(judgedTarget(input))
    , m_score(input.explained.input.model, m_target)
{}

QString JudgedScore::name() const
{
    if (m_target.kind == Target::Kind::Unit)
        return text(QT_TRANSLATE_NOOP("JudgedScore", "activation"));
    switch (m_target.score) {
    case Target::Score::Logit:
        return text(QT_TRANSLATE_NOOP("JudgedScore", "logit"));
    case Target::Score::Probability:
        return text(QT_TRANSLATE_NOOP("JudgedScore", "probability"));
    case Target::Score::LogProbability:
        break;
    }
    return text(QT_TRANSLATE_NOOP("JudgedScore", "log probability"));
}

double JudgedScore::ofPhoto() const
{
    const MethodInput& input = m_input.explained.input;
    return scoresOf(input.model, m_score, input.image, input.cancel)[0].item<double>();
}

std::vector<double> JudgedScore::ofPictures(int total, const std::function<at::Tensor(int)>& picture) const
{
    const MethodInput& input = m_input.explained.input;
    std::vector<double> scores(std::size_t(total), 0.0);
    inBatches(input.model, total, input.cancel, [&](int first, int count) {
        std::vector<at::Tensor> pictures;
        for (int i = first; i < first + count; ++i)
            pictures.push_back(picture(i));
        const at::Tensor batch =
            at::stack(pictures).to(input.image.options()).contiguous(at::MemoryFormat::ChannelsLast);
        const at::Tensor found =
            scoresOf(input.model, m_score, batch, input.cancel).to(at::kCPU, at::kDouble);
        for (int i = 0; i < count; ++i)
            scores[std::size_t(first + i)] = found[i].item<double>();
        m_input.progress(first + count, total);
    });
    return scores;
}

} // namespace saliscope::compute
