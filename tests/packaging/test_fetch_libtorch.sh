#!/bin/bash
# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/fetch_libtorch.sh against a package index made of files: first fetch, nothing left to do, resuming, damage,
# CUDA asked for later, no index.
# shellcheck disable=SC2015 # "this and that, or fail" is what is meant
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CACHE_HOME=$work/cache PIP_CONFIG_FILE=/dev/null PIP_NO_INDEX=0 PIP_FIND_LINKS="" SALISCOPE_CUDA=0
export PIP_INDEX_URL=file://$work/index CURL_HOME=$work
unset SALISCOPE_LIBTORCH
got=$work/cache/saliscope/libtorch-2.13.0
fetch=$work/packaging/fetch_libtorch.sh

fail() {
    echo "FAIL: $*"
    cat "$work/log"
    exit 1
}

# wheel NAME VERSION TAG MEMBER...: a wheel with these members, a page of the index for it, and its line for deps/.
wheel() {
    local name=$1 version=$2 file=${1//-/_}-$2-$3.whl folder=$work/index/$1 sum
    shift 3
    mkdir -p "$folder"
    python3 - "$folder/$file" "${name//-/_}-$version.dist-info/METADATA" "$@" <<'PYTHON'
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    for member in sys.argv[2:]:
        wheel.writestr(member, os.urandom(20000))
PYTHON
    sum=$(sha256sum "$folder/$file" | cut -d' ' -f1)
    echo "<a href=\"$file#sha256=$sum\">$file</a>" >"$folder/index.html"
    echo "$name $version 1 $sum"
}

mkdir -p "$work/packaging/deps"
cp "$here"/../../packaging/{fetch_libtorch.sh,lib.sh,wheel_url.py} "$work/packaging/"
wheel torch 2.13.0 cp312-cp312-manylinux_2_28_x86_64 torch/lib/lib{c10,c10_cuda,caffe2_nvrtc,torch_cpu,torch_cuda,torch_cuda_linalg,torch_nvshmem,torch_python}.so \
    torch/lib/libgomp.so.1 torch/include/ATen/ATen.h torch/nn/module.py >"$work/packaging/deps/libtorch.txt"
wheel nvidia-cuda-runtime 13.0.96 py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64 nvidia/cu13/lib/libcudart.so.13 nvidia/cu13/include/cuda.h \
    >>"$work/packaging/deps/libtorch.txt"
wheel nvidia-cublas 13.1.1.3 py3-none-manylinux_2_27_x86_64 nvidia/cu13/lib/libcublas.so.13 >"$work/packaging/deps/libtorch-cuda.txt"
torch_wheel=$(echo "$work"/index/torch/*.whl)

mkdir -p "$got"
head -c 5000 "$torch_wheel" >"$got/torch-2.13.0.whl"
"$fetch" >"$work/log" 2>&1 || fail "a download that was cut off does not go on"
[ -e "$got/torch/lib/libtorch_cpu.so" ] && [ -e "$got/torch/include/ATen/ATen.h" ] && [ -e "$got/nvidia/cu13/lib/libcudart.so.13" ] || fail "files are missing"
[ ! -e "$got/torch/nn" ] && [ ! -e "$got/torch/lib/libtorch_cuda.so" ] && [ ! -e "$got/nvidia/cu13/include" ] || fail "more was unpacked than is needed"
[ -z "$(find "$got" -name '*.whl' -o -name '*.partial')" ] || fail "wheels are left over"

mv "$work/index" "$work/away"
"$fetch" >"$work/log" 2>&1 && [ ! -s "$work/log" ] || fail "a second call does not stay silent and offline"
SALISCOPE_CUDA=1 "$fetch" >"$work/log" 2>&1 && fail "CUDA without an index succeeds"
grep -q "torch 2.13.0 is missing" "$work/log" && grep -q SALISCOPE_LIBTORCH "$work/log" || fail "does not say what is missing and what to do"
mv "$work/away" "$work/index"

SALISCOPE_CUDA=1 "$fetch" >"$work/log" 2>&1 || fail "CUDA cannot be added later"
[ -e "$got/torch/lib/libtorch_cuda.so" ] && [ -e "$got/nvidia/cu13/lib/libcublas.so.13" ] || fail "CUDA's libraries are missing"

rm -rf "$got"
head -c 5000 /dev/zero >>"$torch_wheel"
"$fetch" >"$work/log" 2>&1 && fail "a damaged wheel is accepted"
grep -q SHA-256 "$work/log" && [ ! -e "$got/torch-2.13.0.whl" ] || fail "a damaged wheel is kept"

SALISCOPE_LIBTORCH=$work/nowhere "$fetch" >"$work/log" 2>&1 && fail "a folder without libtorch is accepted"
echo "PASS"
