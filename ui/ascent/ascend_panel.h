// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/recipe/method_info.h"

class QLabel;

namespace saliscope {

class ClassSearch;
class MethodForm;

/// What is drawn and how: class, preset, parameters, seed.
class AscendPanel : public QWidget
{
    Q_OBJECT
public:
    explicit AscendPanel(QWidget* parent = nullptr);

    void setMethod(const MethodInfo& method);
    void setLabels(const QStringList& labels);
    void setValues(int classIndex, const ParamValues& params, quint64 seed);
    void showWaiting(const QString& text);

    MethodForm* form() const { return m_form; }
    ClassSearch* search() const { return m_search; }

Q_SIGNALS:
    void classChosen(int classIndex, const QString& label);

private:
    QLabel* m_summary;
    ClassSearch* m_search;
    MethodForm* m_form;
};

} // namespace saliscope
