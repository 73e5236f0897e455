# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
add_test(NAME packaging/fetch_libtorch COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/packaging/test_fetch_libtorch.sh)
set_tests_properties(packaging/fetch_libtorch PROPERTIES TIMEOUT 300)
