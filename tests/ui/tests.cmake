# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
saliscope_add_test(ui/views LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/explain LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/ascend LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/files LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/window LIBRARIES saliscope_ui saliscope_test_support)

# The offscreen platform warns about what it does not support, so warnings are not fatal here: WindowFixture fails
# on all others.
set_tests_properties(ui/views ui/explain ui/ascend ui/files ui/window
    PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;SALISCOPE_RESOURCES=${PROJECT_SOURCE_DIR}/resources")
