# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Shell functions shared by the scripts of this folder; sourced by them. Everything they say goes to stderr.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
libtorch=${SALISCOPE_LIBTORCH:-${XDG_CACHE_HOME:-$HOME/.cache}/saliscope/libtorch-2.13.0}

say() { printf 'saliscope: %s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# as_root COMMAND...: as it is when root, through sudo otherwise.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "this needs root, and there is no sudo. As root, run: $*"
    fi
}

# listed FILE...: the lines that are not comments.
listed() { sed '/^#/d; /^$/d' "$@"; }

# need_packages LIST...: installs the Debian packages of packaging/deps/LIST.txt that are not there yet.
need_packages() {
    local wanted missing
    mapfile -t wanted < <(listed "${@/#/$root/packaging/deps/}")
    if ! command -v dpkg-query >/dev/null; then
        say "not a Debian system: these packages, or what your system calls them, must be there: ${wanted[*]}"
        return
    fi
    mapfile -t missing < <(comm -23 <(printf '%s\n' "${wanted[@]}" | sort) \
        <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^installed //p' | sort))
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing Debian packages: ${missing[*]}"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=600)
    as_root "${apt[@]}" update >&2 || say "the package lists could not be renewed; trying with those that are there"
    as_root "${apt[@]}" install --no-install-recommends "${missing[@]}" >&2 ||
        die "could not install: ${missing[*]}. Have root install them with apt-get; without network, from a mirror or a disk. Then start again."
}

# build_jobs: SALISCOPE_JOBS, or as many as processors and free memory allow (a file that uses libtorch takes up to 2 GB).
build_jobs() {
    local by_memory
    by_memory=$(awk '/^MemAvailable/ { print int($2 / 2e6) }' /proc/meminfo)
    printf '%s\n' "${SALISCOPE_JOBS:-$(printf '%s\n' "$(nproc)" "$by_memory" | sort -n | awk 'NR == 1 { print $1 < 1 ? 1 : $1 }')}"
}

# build PRESET TARGET: configures when never done or for another libtorch, and builds.
build() {
    local folder=$root/build/$1
    if [ ! -f "$folder/build.ninja" ] || ! grep -qsxF "SALISCOPE_LIBTORCH:PATH=$libtorch" "$folder/CMakeCache.txt"; then
        say "configuring $folder"
        cmake -S "$root" --preset "$1" -D "SALISCOPE_LIBTORCH:PATH=$libtorch" >&2 || die "configuring failed; see above"
    fi
    say "building $folder with $(build_jobs) jobs"
    cmake --build "$folder" --target "$2" --parallel "$(build_jobs)" >&2 || die "building failed; see above"
}
