# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Benchmarks are built with the tests, so that they stay true, and run by hand on an idle machine.
saliscope_add_benchmark(bench/window LIBRARIES saliscope_ui)
add_dependencies(bench_bench_window saliscope_compute_module)

find_package(benchmark QUIET) # Debian: libbenchmark-dev
if(benchmark_FOUND)
    add_executable(bench_kernels bench/bench_kernels.cpp)
    set_target_properties(bench_kernels PROPERTIES AUTOMOC OFF)
    target_link_libraries(bench_kernels PRIVATE saliscope_compute benchmark::benchmark)
    target_compile_options(bench_kernels PRIVATE -fopenmp -fPIC) # as the precompiled header was made
    target_precompile_headers(bench_kernels REUSE_FROM saliscope_compute)
endif()
