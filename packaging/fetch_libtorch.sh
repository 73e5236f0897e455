#!/bin/bash
# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Gets libtorch: the wheels of deps/libtorch.txt, and with SALISCOPE_CUDA=1 or a driver those of deps/libtorch-cuda.txt,
# unpacked side by side (torch/, nvidia/) so that the run paths inside them hold. Only libraries, headers and licences are
# kept. A download that was cut off goes on where it stopped. SALISCOPE_LIBTORCH names an existing folder to use instead.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
deps=$root/packaging/deps

wants_cuda() {
    case ${SALISCOPE_CUDA:-} in
    1) true ;;
    "") [ -e /proc/driver/nvidia ] || { command -v nvidia-smi >/dev/null && nvidia-smi >/dev/null 2>&1; } ;;
    *) false ;;
    esac
}

# The folder with a wheel's metadata is put in place last: where it is, the wheel is complete.
is_there() { # NAME VERSION
    [ -d "$libtorch/${1//-/_}-$2.dist-info" ] && { [ "$1" != torch ] || [ $cuda = no ] || [ -e "$libtorch/torch/lib/libtorch_cuda.so" ]; }
}

matches() { # FILE SHA256
    printf '%s  %s\n' "$2" "$1" | sha256sum --check --status 2>/dev/null
}

explain_missing() { # NAME VERSION REASON
    die "$1 $2 is missing and could not be fetched: $3
Connect to a Python package index (pip's settings are used: index-url, find-links, proxy, cert) and start again; what has
arrived is kept. Or, where there is a network, run
    pip install --no-deps --target FOLDER $(listed "$deps/libtorch.txt" | awk '{ printf "%s==%s ", $1, $2 }')
bring FOLDER here and set SALISCOPE_LIBTORCH to it."
}

download() { # NAME VERSION MEGABYTES SHA256: $libtorch/NAME-VERSION.whl, complete and verified
    local wheel=$libtorch/$1-$2.whl settings progress=(--no-progress-meter)
    [ ! -t 2 ] || progress=(--progress-bar)
    say "fetching $1 $2 ($3 MB$([ ! -s "$wheel" ] || echo ", of which $(($(stat -c %s "$wheel") / 1000000)) MB are here"))"
    matches "$wheel" "$4" && return
    settings=$(python3 "$root/packaging/wheel_url.py" "$1" "$2" "$4") || explain_missing "$1" "$2" "no such wheel was found, see above"
    curl "${progress[@]}" --config - --fail --location --netrc-optional --retry 5 --continue-at - --output "$wheel" <<<"$settings" ||
        explain_missing "$1" "$2" "the download broke off, see above"
    if ! matches "$wheel" "$4"; then
        rm "$wheel"
        die "$1 $2 arrived damaged (wrong SHA-256) and was thrown away; start again"
    fi
}

unpack() { # NAME VERSION
    local wheel=$libtorch/$1-$2.whl part=$libtorch/$1-$2.partial
    local members=('nvidia/*/lib/*.so*')
    if [ "$1" = torch ]; then
        members=('torch/include/*' torch/lib/lib{c10,torch_cpu}.so 'torch/lib/libgomp*')
        [ $cuda = no ] || members+=(torch/lib/lib{c10_cuda,caffe2_nvrtc,torch_cuda,torch_cuda_linalg,torch_nvshmem}.so)
    fi
    rm -rf "$part"
    unzip -q "$wheel" "${members[@]}" '*.dist-info/*' -d "$part" || die "could not unpack $wheel into $part; is the disk full?"
    for top in torch nvidia; do
        [ ! -d "$part/$top" ] || cp -rlf "$part/$top" "$libtorch/"
    done
    rm -rf "$libtorch/${1//-/_}-$2.dist-info"
    mv "$part"/*.dist-info "$libtorch/"
    rm -rf "$part" "$wheel"
}

missing() { # prints the lines of the wheels that are not there
    local name rest version
    while read -r name version rest; do
        is_there "$name" "$version" || echo "$name $version $rest"
    done < <(listed "${lists[@]}")
}

cuda=no
lists=("$deps/libtorch.txt")
if wants_cuda; then
    cuda=yes
    lists+=("$deps/libtorch-cuda.txt")
fi

if [ -n "${SALISCOPE_LIBTORCH:-}" ]; then
    [ -e "$libtorch/torch/lib/libtorch_cpu.so" ] || die "SALISCOPE_LIBTORCH=$libtorch has no torch/lib/libtorch_cpu.so"
    exit 0
fi
[ -n "$(missing)" ] || exit 0

mkdir -p "$libtorch"
exec 9>"$libtorch/.lock"
flock -n 9 || { say "waiting for another download into $libtorch"; flock 9; }
while read -r name version megabytes sha256; do
    download "$name" "$version" "$megabytes" "$sha256" </dev/null
    unpack "$name" "$version"
done < <(missing)
unresolved=$(ldd "$libtorch/torch/lib/libtorch_cpu.so" | grep 'not found' || true)
[ -z "$unresolved" ] || die "libtorch is unpacked in $libtorch but does not find: $unresolved"
say "libtorch is ready in $libtorch"
