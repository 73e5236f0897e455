# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the program's maps with those of other tools; writes MAPS.md.

Usage: python maps.py SALISCOPE [--keras PYTHON] [--only TEXT...]
SALISCOPE is the program; the packages are those of requirements.txt. PYTHON is an interpreter with the packages of
requirements-keras.txt (TensorFlow wants its own environment); without it its rows are left out, and the table says so.
With --only, rows whose method, peer, call and model hold each TEXT are printed and MAPS.md stays. Exit status 1 when a limit is passed.
"""
import argparse
import contextlib
import functools
import importlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile
from importlib import metadata

import numpy as np
import torch
from common import RESOURCES, resize_and_crop
from peers.keras_cases import SAMPLES as KERAS_SAMPLES
from peers.case import Case, Setting, module_of
from peers.program import Program
from PIL import Image

PHOTOS = ["goldfish", "polar_bear", "red_panda"]
PEERS = ["by_hand", "captum", "grad_cam", "saliency", "torchcam", "zennit"]
KERAS_MISSING = " tf-keras-vis and xplique were not there and are left out."
SINGLE_FACTOR, FILE_ROUNDING, FLIP = 2, 1.2e-7, 1e-5
HEADER = """# Maps against other tools

Made by `maps.py` with {versions} on {photos}.{keras} Both sides get the same input, on the bundled
EfficientNet-Lite0 (*bundled*) and on `relu_cnn` of tiny_models.py, which has ReLU modules and is small enough to be built in Keras too.
*max* and *mean* are the largest and the mean difference in float64, divided by the peer's largest value, the worst of the photos. Our maps
are written in float32, which alone makes up to 6e-8 a map, and is granted to us below. Limit: 1e-6, or the row says why the numbers differ.
*float32* is how far float32 is from the same side's float64: ours / the peer's, on the photo where it is least; ours may be at most twice
the peer's. Where a ReLU6 is within rounding of its edge it flips, in anyone's float32, on other photos than in ours, and moves a gradient by
up to 5 % (see RESULTS.md): errors above {flip:g} on every photo are flips, not rounding, and are counted at the end, where ours may be at
most twice theirs.

| method | peer | its call | model | max | mean | float32 | within | remarks |
|---|---|---|---|---|---|---|---|---|
"""


def pictures(folder: pathlib.Path, size: int) -> dict[str, pathlib.Path]:
    """The photos cropped as the bundled model sees them, at `size`, as PNG."""
    files = {}
    for photo in PHOTOS:
        picture = Image.open(RESOURCES / "photos" / f"{photo}.jpg").convert("RGB")
        cropped = resize_and_crop(picture, 256, 224, Image.Resampling.BICUBIC)
        files[photo] = folder / f"{photo}_{size}.png"
        cropped.resize((size, size), Image.Resampling.BICUBIC).save(files[photo])
    return files


def network_input(path: pathlib.Path, model: str) -> torch.Tensor:
    pixels = np.asarray(Image.open(path), dtype=np.float64).transpose(2, 0, 1)[None]
    values = (pixels - 127) / 128 if model == "bundled" else (pixels / 255 - .5) / .5
    return torch.from_numpy(values.astype(np.float32))


def settings(model: str, files: dict, folder: pathlib.Path, double: bool) -> list[Setting]:
    made = []
    for photo, path in files.items():
        x = network_input(path, model)
        with torch.no_grad():
            target = int(module_of(model, True)(x.double())[0].argmax())
        made.append(Setting(model, photo, x.double() if double else x, target, module_of(model, double), folder))
    return made


def versions_of() -> dict[str, str]:
    return {name: metadata.version(name) for name in ("torch", "captum", "grad-cam", "saliency", "torchcam", "zennit")}


def run_keras(python: str, folder: pathlib.Path, comparison: "Comparison") -> dict[str, str]:
    """Runs keras_side.py; the versions of what it ran."""
    settings = comparison.settings("relu_cnn", True)
    given = {name: value.detach().numpy() for name, value in settings[0].module.state_dict().items()}
    for setting in settings:
        given[f"x_{setting.photo}"], given[f"target_{setting.photo}"] = setting.x.numpy(), setting.target
    np.savez(folder / "given.npz", photos=PHOTOS, noise=settings[0].noise(KERAS_SAMPLES).numpy(), **given)
    subprocess.run([python, pathlib.Path(__file__).parent / "peers" / "keras_side.py", folder], check=True)
    return json.loads((folder / "versions.json").read_text())


def cell(value: float) -> str:
    return f"{value:.1e}" if value else "0"


class Comparison:
    def __init__(self, program: Program, folder: pathlib.Path):
        self.program = program
        self.flips = np.zeros(2, int)  # ours, the peers'
        self.files = {"bundled": pictures(folder, 224), "relu_cnn": pictures(folder, 32)}
        self.settings = functools.cache(lambda model, double: settings(model, self.files[model], folder, double))

    def ours(self, case: Case, model: str, precision: str) -> list[np.ndarray]:
        maps = self.program.explain(case.method, case.params, model, precision, self.files[model])
        return [case.ours(maps[photo].astype(np.float64)) for photo in PHOTOS]

    def theirs(self, case: Case, model: str, double: bool) -> list[np.ndarray]:
        with contextlib.redirect_stderr(io.StringIO()):  # progress bars
            return [np.asarray(case.run(setting), np.float64) for setting in self.settings(model, double)]

    def row(self, case: Case, model: str) -> tuple[str, bool]:
        head = f"| {case.method} | {case.peer} | {case.call} | {model} |"
        try:
            ours, single = self.ours(case, model, "float64"), self.ours(case, model, "float32")
            peers = self.theirs(case, model, False)
            exact = peers if case.single else self.theirs(case, model, True)
        except RuntimeError as error:
            return f"{head} | | | **no** | {error} |", False
        assert all(a.shape == b.shape for a, b in zip(ours, exact)), (case, [a.shape for a in ours + exact])
        scale = [np.abs(b).max() for b in exact]
        worst = max(float(np.abs(a - b).max() / s) for a, b, s in zip(ours, exact, scale))
        mean = max(float(np.abs(a - b).mean() / s) for a, b, s in zip(ours, exact, scale))
        errors = [[float(np.abs(a - b).max() / np.abs(b).max()) for a, b in zip(side, reference)]
                  for side, reference in ((single, ours), (peers, ours if case.single else exact))]
        rounding = [min(side) for side in errors]
        good = bool(case.differs) or worst <= case.limit
        if not (case.single and case.differs):  # such a peer has nothing to be measured with
            self.flips += [sum(error > FLIP for error in side) for side in errors]
            good = good and (max(rounding) > FLIP or rounding[0] <= SINGLE_FACTOR * rounding[1] + FILE_ROUNDING)
        verdict = "**no**" if not good else "differs" if case.differs else "yes"
        remarks = "; ".join(filter(None, [case.differs, case.remark]))
        return (f"{head} {cell(worst)} | {cell(mean)} | {cell(rounding[0])} / {cell(rounding[1])} | {verdict} | {remarks} |"), good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--keras")
    parser.add_argument("--only", nargs="+", default=[])
    options = parser.parse_args()
    peers = [*PEERS, "keras"] if options.keras else PEERS
    cases = [case for peer in peers for case in importlib.import_module(f"peers.{peer}_cases").CASES]
    rows = [(case, model) for case in cases for model in case.models
            if all(text in f"{case.method} {case.peer} {case.call} {model}" for text in options.only)]
    rows.sort(key=lambda row: row[0].method)
    text = ""
    passed = True
    versions = versions_of()
    torch.set_num_threads(1)  # on a busy machine more wait for each other
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(Program(options.program, pathlib.Path(folder)), pathlib.Path(folder))
        if options.keras:
            versions |= run_keras(options.keras, pathlib.Path(folder), comparison)
        for case, model in rows:
            line, good = comparison.row(case, model)
            passed = passed and good
            text += line + "\n"
            print(line, flush=True)
        flips = comparison.flips
    passed = passed and bool(flips[0] <= SINGLE_FACTOR * flips[1])
    line = f"| all | | | | | | flips {flips[0]} / {flips[1]} | {'yes' if flips[0] <= SINGLE_FACTOR * flips[1] else '**no**'} | |"
    print(line)
    text += line + "\n"
    if not options.only:
        (pathlib.Path(__file__).parent / "MAPS.md").write_text(HEADER.format(
            versions=", ".join(f"{name} {version}" for name, version in versions.items()), photos=", ".join(PHOTOS),
            keras="" if options.keras else KERAS_MISSING, flip=FLIP) + text)
    sys.exit(not passed)


if __name__ == "__main__":
    main()
