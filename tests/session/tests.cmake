# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
saliscope_add_test(session/session_document)
saliscope_add_test(session/board)
saliscope_add_test(session/board_traits LIBRARIES saliscope_test_support)
saliscope_add_test(session/result_cache LIBRARIES saliscope_test_support)
saliscope_add_test(session/settings)
saliscope_add_test(session/session_file LIBRARIES saliscope_test_support)
saliscope_add_test(session/autosave)
