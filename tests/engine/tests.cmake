# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
saliscope_add_test(engine/job_queue)
saliscope_add_test(engine/map_queue LIBRARIES saliscope_test_support)
saliscope_add_test(engine/board_maps LIBRARIES saliscope_test_support)
saliscope_add_test(engine/engine LIBRARIES saliscope_test_support)
saliscope_add_test(engine/measure LIBRARIES saliscope_test_support)
saliscope_add_test(engine/ascent LIBRARIES saliscope_test_support)
saliscope_add_test(engine/fake_runner LIBRARIES saliscope_test_support)
saliscope_add_test(engine/replay LIBRARIES saliscope_test_support)
# Broken figures make Qt warn about their compressed data, so warnings are not fatal here.
set_tests_properties(engine/replay PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;XDG_RUNTIME_DIR=${test_runtime_dir}")
