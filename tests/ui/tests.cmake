# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
saliscope_add_test(ui/views LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/explain LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/measures LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/method LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/target LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/confidence LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/compare LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/ascend LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/files LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/figure LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/session LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/window LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/layout LIBRARIES saliscope_ui saliscope_test_support)
saliscope_add_test(ui/end_to_end LIBRARIES saliscope_ui saliscope_test_support)
add_dependencies(test_ui_end_to_end saliscope_compute_module)

# The offscreen platform warns about what it does not support, so warnings are not fatal here: WindowFixture fails
# on all others.
set_tests_properties(ui/views ui/explain ui/measures ui/method ui/target ui/confidence ui/compare ui/ascend ui/files ui/figure ui/session ui/window ui/layout ui/end_to_end
    PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;SALISCOPE_RESOURCES=${PROJECT_SOURCE_DIR}/resources")
