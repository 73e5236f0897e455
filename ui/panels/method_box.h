// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include "core/recipe/method_info.h"

namespace saliscope {

/// The choice of a method: a list under the headings of its families, which can be neither chosen nor reached
/// by keys. The data of an entry is the method's id, its tooltip the summary.
class MethodBox : public QComboBox
{
    Q_OBJECT
public:
    explicit MethodBox(QWidget* parent = nullptr);

    /// Families in their own order, methods in the given one.
    void setMethods(const QList<MethodInfo>& methods);

private:
    void addHeading(const QString& text);
    void addMethod(const MethodInfo& method);
};

} // namespace saliscope
