# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
saliscope_add_test(unit/target)
saliscope_add_test(unit/model_card)
saliscope_add_test(unit/params)
