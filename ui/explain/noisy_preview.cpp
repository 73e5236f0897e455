// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/noisy_preview.h"

#include <QAction>
#include <QLocale>

#include "core/base/percent_text.h"
#include "core/base/strings.h"
#include "ui/explain/explain_page.h"
#include "ui/views/picture_view.h"

namespace saliscope {

NoisyPreview::NoisyPreview(Engine& engine, const SessionDocument& document, QAction& action,
                           ExplainPage& page, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_document(document)
    , m_action(action)
    , m_page(page)
{
    connect(&action, &QAction::toggled, this, [this](bool on) {
        m_sample += on;
        on ? request() : clear();
    });
    connect(&engine, &Engine::ready, this, &NoisyPreview::request);
    connect(&engine, &Engine::noisyInputMade, this, &NoisyPreview::show);
    connect(&engine, &Engine::noisyInputFailed, this, [this](const Error& error) {
        if (error.code != ErrorCode::Cancelled)
            clear();
    });
    connect(&document, &SessionDocument::changed, this, [this](SessionDocument::Changes changes) {
        if (changes & (SessionDocument::CurrentChanged | SessionDocument::FramingChanged))
            clear();
        if (changes & SessionDocument::ExplainMask)
            request();
    });
    request();
}

bool NoisyPreview::isPossible() const
{
    const MethodInfo* method = m_engine.method(m_document.session().method);
    return method && method->param(u"noise"_s) && m_document.session().currentPicture();
}

void NoisyPreview::request()
{
    m_action.setEnabled(isPossible());
    if (!m_action.isChecked())
        return;
    if (!isPossible())
        return clear();
    m_engine.makeNoisyInput(m_document.explainRecipe(), m_document.session().currentPicture()->picture,
                            m_sample);
}

void NoisyPreview::show(const NoisyInput& input)
{
    if (!m_action.isChecked() || !isPossible() || input.prediction.classes.isEmpty())
        return;
    const ClassScore& top = input.prediction.classes.first();
    const QLocale locale;
    m_page.photo()->setInset(input.picture, input.prediction.geometry.source);
    m_page.setPhotoTitle(tr("Noisy copy %1 · σ = %2 of 255 levels · %3 %4")
                             .arg(input.sample)
                             .arg(locale.toString(input.noiseLevels, 'f', 1), top.label,
                                  percentText(top.probability, locale)));
}

void NoisyPreview::clear()
{
    const OpenPicture* open = m_document.session().currentPicture();
    m_page.photo()->setInset({}, {});
    m_page.setPhotoTitle(open ? open->picture.name : QString());
}

} // namespace saliscope
