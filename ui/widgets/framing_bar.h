// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/imaging/framing.h"

class QButtonGroup;

namespace saliscope {

/// The choice of how the photo is fitted to the model's input.
class FramingBar : public QWidget
{
    Q_OBJECT
public:
    explicit FramingBar(QWidget* parent = nullptr);

    void setFit(Framing::Fit fit);

Q_SIGNALS:
    void fitChosen(saliscope::Framing::Fit fit);

private:
    QButtonGroup* m_buttons;
};

} // namespace saliscope
