# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
saliscope_add_test(arch/layers)
saliscope_add_test(arch/files)
target_compile_definitions(test_arch_layers PRIVATE SALISCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
target_compile_definitions(test_arch_files PRIVATE SALISCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
