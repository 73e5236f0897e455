#!/bin/bash
# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From a bare Debian 12 to the running program: installs what is missing, builds, starts. Arguments go to the program:
#     packaging/run.sh [FILES...]
#     packaging/run.sh explain PHOTO --out figure.png
# SALISCOPE_CUDA=1 gets CUDA's libraries too (0: never; unset: when there is a driver), SALISCOPE_LIBTORCH uses an existing
# libtorch, SALISCOPE_JOBS sets the number of compile jobs.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

program=$root/build/release/bin/saliscope
stamp=$root/build/release/.built-by-run

# up_to_date: the program was built after the last change of a source file or folder, against this libtorch.
up_to_date() {
    [ -x "$program" ] && [ -e "$stamp" ] && [ "$(<"$stamp")" = "$libtorch" ] &&
        [ -z "$(find "$root"/{CMakeLists.txt,CMakePresets.json,app,core,packaging,resources,ui} -newer "$stamp" -print -quit)" ]
}

need_packages debian.txt
"$root/packaging/fetch_libtorch.sh"
if ! up_to_date; then
    mkdir -p "$(dirname "$stamp")"
    echo "$libtorch" >"$stamp.new"
    build release saliscope
    mv "$stamp.new" "$stamp"
fi

if [ $# = 0 ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "no display: explaining the sample photos into saliscope-figure.png"
    say "for the window, run this in a desktop session, or through ssh -X"
    exec "$program" explain "$root"/resources/photos/*.jpg --out saliscope-figure.png
fi
exec "$program" "$@"
