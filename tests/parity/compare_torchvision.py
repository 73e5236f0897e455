# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the program's gradients with Python's on the networks of export_torchvision.py; writes RESULTS.md.

Usage: python compare_torchvision.py COMPUTE_PARITY FOLDER [NAME...]
COMPUTE_PARITY is the test program: compute_parity MODEL INPUT.npy OUTDIR [--precision float64] [--raw] writes
logits.npy and gradient.npy (of the top-1 logit). Exit status 1 when a limit is passed. With NAMEs RESULTS.md stays.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from export_torchvision import FORMATS, NETWORKS

RAW_LIMIT, DOUBLE_LIMIT, SINGLE_FACTOR = 1e-6, 1e-12, 2


def run(program: str, model: pathlib.Path, x: pathlib.Path, *options: str):
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([program, model, x, out, *options], capture_output=True, text=True)
        if done.returncode != 0:
            lines = (done.stderr or done.stdout).strip().splitlines()
            raise RuntimeError(lines[-1] if lines else f"exit status {done.returncode}")
        return [np.load(pathlib.Path(out) / f"{name}.npy") for name in ("logits", "gradient")]


def difference(a: np.ndarray, b: np.ndarray) -> float:
    """Largest difference as a fraction of the largest value of b; NaN when a holds one."""
    return float(np.abs(a.astype(np.float64) - b).max() / np.abs(b).max())


def row(program: str, folder: pathlib.Path, kind: str) -> tuple[str, bool]:
    model, x = folder / FORMATS[kind], folder / "input.npy"
    single_logits, single_gradient = (np.load(folder / f"{name}32.npy") for name in ("logits", "gradient"))
    exact_logits, exact_gradient = (np.load(folder / f"{kind}_{name}64.npy") for name in ("logits", "gradient"))
    own = difference(single_gradient, exact_gradient)
    try:
        raw_logits, raw = run(program, model, x, "--raw")
        double_logits, double = run(program, model, x, "--precision", "float64")
        _, single = run(program, model, x)
    except RuntimeError as error:
        return f"| {folder.name} | {kind} | refused: {error} | | | | | | no |", False
    values = [difference(raw_logits, single_logits), difference(raw, single_gradient),
              difference(double_logits, exact_logits), difference(double, exact_gradient),
              difference(single, exact_gradient)]
    limits = [RAW_LIMIT, RAW_LIMIT, DOUBLE_LIMIT, DOUBLE_LIMIT, SINGLE_FACTOR * own]
    good = all(value <= limit for value, limit in zip(values, limits))  # false for NaN
    cells = [f"{value:.1e}" if value else "0" for value in [*values, own]]
    return f"| {folder.name} | {kind} | {' | '.join(cells)} | {'yes' if good else '**no**'} |", good


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, folder, names = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:] or list(NETWORKS)
    meta = json.loads((folder / names[0] / "meta.json").read_text())
    lines = ["# Gradients against Python", "",
             f"Made by `compare_torchvision.py` with torch {meta['torch']} and torchvision {meta['torchvision']} on networks "
             "with random weights. Every number is the largest difference divided by the largest value.",
             f"Limits: raw {RAW_LIMIT:g}; float64 {DOUBLE_LIMIT:g}; float32 error at most {SINGLE_FACTOR} times Python's own.",
             "", "| network | file | raw logits | raw gradient | float64 logits | float64 gradient | float32 error | Python's float32 error | within |",
             "|---|---|---|---|---|---|---|---|---|"]
    print("\n".join(lines[-2:]))
    passed = True
    for name in names:
        for kind, file in FORMATS.items():
            line, good = f"| {name} | {kind} | not exported | | | | | | no |", False
            if (folder / name / file).exists():
                line, good = row(program, folder / name, kind)
            passed = passed and good
            lines.append(line)
            print(line, flush=True)
    if not sys.argv[3:]:
        (pathlib.Path(__file__).parent / "RESULTS.md").write_text("\n".join(lines) + "\n")
    sys.exit(not passed)


if __name__ == "__main__":
    main()
