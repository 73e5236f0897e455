# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
saliscope_add_test(session/session_document)
saliscope_add_test(session/board)
saliscope_add_test(session/settings)
