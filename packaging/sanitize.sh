#!/bin/bash
# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds with a sanitizer and runs the tests under it: packaging/sanitize.sh asan|ubsan|tsan [ctest arguments].
# libtorch, Qt and OpenCV are not instrumented; what that makes them report is named in sanitizers/*.supp, with the reason.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
preset=${1:-}
case $preset in
asan | ubsan | tsan) shift ;;
*) die "usage: packaging/sanitize.sh asan|ubsan|tsan [ctest arguments]" ;;
esac

supp=$root/packaging/sanitizers
# libtorch turns a failed allocation into an error; some tests ask for too much.
export ASAN_OPTIONS=detect_stack_use_after_return=1:allocator_may_return_null=1
export LSAN_OPTIONS=suppressions=$supp/lsan.supp:print_suppressions=0
export UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS=suppressions=$supp/tsan.supp:ignore_noninstrumented_modules=1
SALISCOPE_PRESET=$preset exec "$root/packaging/test.sh" "$@"
