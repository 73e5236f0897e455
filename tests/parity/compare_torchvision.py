# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the program's gradients with Python's on the networks of export_torchvision.py; writes RESULTS.md.

Usage: python compare_torchvision.py COMPUTE_PARITY FOLDER [NAME...]
COMPUTE_PARITY is the test program: compute_parity MODEL INPUT.npy OUTDIR [--precision float64] [--raw] writes
logits.npy and gradient.npy (of each picture's top-1 logit). Exit status 1 when a limit is passed. With NAMEs RESULTS.md stays.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from export_torchvision import FORMATS, INPUTS, NETWORKS

RAW_LIMIT, DOUBLE_LIMIT, SINGLE_FACTOR = 1e-6, 1e-12, 2
FLIP = 1e-5  # Errors of rounding alone stay below 2e-6; one flipped ReLU makes 2e-5 to 5e-2.
EXPLANATION = """
## Reading it
Raw and float64 are the worst of {inputs} pictures. The limit on float32 is hard to measure, because a ReLU (or a max pool) whose
input is within rounding of its edge flips: one flip changes the gradient by up to 5 %, in Python's float32 as in ours, on
different pictures. So each picture's error against float64 is taken, on both sides, and
- *gradient error* is that of the picture with the smallest error, which is rounding alone where any picture has no flip (the
  lower quartile, tried first, put inception_v3 outside, 9.9e-4 against 5.5e-5: seven of its eight pictures have a flip, six in Python,
  so there it measured flips, not rounding);
- *logit error* is the root mean square, which no flip disturbs: activations are continuous, and how often one flips follows it;
- *flips* counts pictures with an error above {flip:g}; it is a matter of luck for one network, so it is limited over all together.

With every ReLU of densenet121 replaced by softplus the passes' error is Python's own: 5.2e-7 to 7.4e-7 against 5.2e-7 to 7.8e-7 on seven
pictures, and 7.5e-3 on both sides on the eighth, where the max pool flips. What differs is which pictures flip.
"""


def run(program: str, model: pathlib.Path, x: pathlib.Path, *options: str):
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([program, model, x, out, *options], capture_output=True, text=True)
        if done.returncode != 0:
            lines = (done.stderr or done.stdout).strip().splitlines()
            raise RuntimeError(lines[-1] if lines else f"exit status {done.returncode}")
        return [np.load(pathlib.Path(out) / f"{name}.npy") for name in ("logits", "gradient")]


def differences(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """For each picture the largest difference as a fraction of the largest value of b; NaN when a holds one."""
    axes = tuple(range(1, b.ndim))
    return np.abs(a.astype(np.float64) - b).max(axes) / np.abs(b).max(axes)


def summary(logits: np.ndarray, gradient: np.ndarray) -> tuple[float, float, int]:
    """Of the pictures' float32 errors: logit error, gradient error, flips."""
    return float(np.sqrt((logits**2).mean())), float(gradient.min()), int((gradient > FLIP).sum())


def cell(value: float | int) -> str:
    return str(value) if isinstance(value, int) else f"{value:.1e}" if value else "0"


def row(program: str, folder: pathlib.Path, kind: str) -> tuple[str, bool, np.ndarray]:
    """The table's line, whether it is within the limits, and the flips: ours, Python's."""
    model, x = folder / FORMATS[kind], folder / "input.npy"
    single = [np.load(folder / f"{name}32.npy") for name in ("logits", "gradient")]
    exact = [np.load(folder / f"{kind}_{name}64.npy") for name in ("logits", "gradient")]
    try:
        raw, double, ours = run(program, model, x, "--raw"), run(program, model, x, "--precision", "float64"), run(program, model, x)
    except RuntimeError as error:
        return f"| {folder.name} | {kind} | refused: {error} | | | | | | | no |", False, np.zeros(2, int)
    values = [float(differences(a, b).max()) for a, b in [*zip(raw, single), *zip(double, exact)]]
    good = all(value <= limit for value, limit in zip(values, [RAW_LIMIT, RAW_LIMIT, DOUBLE_LIMIT, DOUBLE_LIMIT]))  # false for NaN
    pairs = list(zip(*(summary(*map(differences, side, exact)) for side in (ours, single))))
    good = good and all(mine <= SINGLE_FACTOR * own for mine, own in pairs[:2])
    cells = [*map(cell, values), *(f"{cell(mine)} / {cell(own)}" for mine, own in pairs)]
    return f"| {folder.name} | {kind} | {' | '.join(cells)} | {'yes' if good else '**no**'} |", good, np.array(pairs[2])


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, folder, names = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:] or list(NETWORKS)
    meta = json.loads((folder / names[0] / "meta.json").read_text())
    lines = ["# Gradients against Python", "",
             f"Made by `compare_torchvision.py` with torch {meta['torch']} and torchvision {meta['torchvision']} on networks "
             "with random weights. Every number is the largest difference divided by the largest value.",
             f"Limits: raw {RAW_LIMIT:g}; float64 {DOUBLE_LIMIT:g}; float32 (ours / Python's, both against float64) at most {SINGLE_FACTOR} times "
             "Python's own.",
             "", "| network | file | raw logits | raw gradient | float64 logits | float64 gradient | float32 logit error | float32 gradient error | flips | within |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    print("\n".join(lines[-2:]))
    passed, flips = True, np.zeros(2, int)
    for name in names:
        for kind, file in FORMATS.items():
            line, good = f"| {name} | {kind} | not exported | | | | | | | no |", False
            if (folder / name / file).exists():
                line, good, count = row(program, folder / name, kind)
                flips += count
            passed = passed and good
            lines.append(line)
            print(line, flush=True)
    good = bool(flips[0] <= SINGLE_FACTOR * flips[1])
    passed = passed and good
    lines.append(f"| all | | | | | | | | {flips[0]} / {flips[1]} | {'yes' if good else '**no**'} |")
    print(lines[-1])
    if not sys.argv[3:]:
        text = EXPLANATION.format(inputs=INPUTS, flip=FLIP)
        (pathlib.Path(__file__).parent / "RESULTS.md").write_text("\n".join(lines) + "\n" + text)
    sys.exit(not passed)


if __name__ == "__main__":
    main()
