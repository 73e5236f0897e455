# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Benchmarks are built with the tests, so that they stay true, and run by hand on an idle machine.
saliscope_add_benchmark(bench/window LIBRARIES saliscope_ui)
add_dependencies(bench_bench_window saliscope_compute_module)
