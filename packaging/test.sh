#!/bin/bash
# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds everything and runs the test suite; arguments go to ctest (-R pattern, -L label ...).
# SALISCOPE_PRESET chooses the preset (default release); SALISCOPE_LIBTORCH and SALISCOPE_JOBS as for run.sh.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
preset=${SALISCOPE_PRESET:-release}

need_packages debian.txt
"$root/packaging/fetch_libtorch.sh"
build "$preset" all
say "running the tests of $root/build/$preset"
cd "$root"
QT_QPA_PLATFORM=offscreen exec ctest --preset "$preset" "$@"
