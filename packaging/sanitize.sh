#!/bin/bash
# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds with a sanitizer and runs the tests under it: packaging/sanitize.sh asan|ubsan|tsan [ctest arguments].
# Their options are in CMakePresets.json: libtorch turns a failed allocation into an error, and some tests ask for too much; libtorch,
# Qt and OpenCV are not instrumented, and what that makes the thread sanitizer report is named in sanitizers/tsan.supp.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
preset=${1:-}
case $preset in
asan | ubsan | tsan) shift ;;
*) die "usage: packaging/sanitize.sh asan|ubsan|tsan [ctest arguments]" ;;
esac

SALISCOPE_PRESET=$preset exec "$root/packaging/test.sh" "$@"
