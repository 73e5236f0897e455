# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The real program, started with an empty environment and no display.
saliscope_add_test(cli/usage)
saliscope_add_test(cli/explain)
saliscope_add_test(cli/results)
saliscope_add_test(cli/sets)
saliscope_add_test(cli/figure)
saliscope_add_test(cli/metrics)
foreach(test usage explain results sets figure metrics)
    target_compile_definitions(test_cli_${test} PRIVATE SALISCOPE_PROGRAM="$<TARGET_FILE:saliscope>")
    add_dependencies(test_cli_${test} saliscope)
endforeach()
