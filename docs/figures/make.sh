#!/bin/sh
# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the figures of the README again, each from the manifest beside it: docs/figures/make.sh [PROGRAM]
set -eu
folder=$(dirname "$0")
for manifest in "$folder"/*.json; do
    echo "$manifest"
    "${1:-saliscope}" figure "$manifest" --out "${manifest%.json}.png"
done
