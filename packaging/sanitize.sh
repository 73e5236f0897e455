#!/bin/bash
# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds with a sanitizer and runs the tests under it: packaging/sanitize.sh asan|ubsan|tsan [ctest arguments].
# libtorch, Qt and OpenCV are not instrumented; what that makes the thread sanitizer report is named in sanitizers/tsan.supp.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
preset=${1:-}
case $preset in
asan | ubsan | tsan) shift ;;
*) die "usage: packaging/sanitize.sh asan|ubsan|tsan [ctest arguments]" ;;
esac

# libtorch turns a failed allocation into an error; some tests ask for too much.
export ASAN_OPTIONS=detect_stack_use_after_return=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS=suppressions=$root/packaging/sanitizers/tsan.supp:ignore_noninstrumented_modules=1
SALISCOPE_PRESET=$preset exec "$root/packaging/test.sh" "$@"
