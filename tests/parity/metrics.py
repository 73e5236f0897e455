# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the program's metrics with those of other tools on the same maps; writes METRICS.md.

Usage: python metrics.py SALISCOPE [--keras PYTHON] [--only TEXT...]
SALISCOPE is the program; the packages are those of requirements.txt and requirements-metrics.txt. PYTHON is an interpreter with the
packages of requirements-keras.txt (TensorFlow wants its own environment); without it its rows are left out, and the table says so. With
--only, rows whose metric, peer, call and model hold each TEXT are printed and METRICS.md stays. Exit status 1 when a limit is passed.
"""
import argparse
import functools
import importlib
import json
import pathlib
import subprocess
import sys
import tempfile
from importlib import metadata

import numpy as np
import torch
from maps import PHOTOS, pictures, settings
from metric_peers.case import Judged, MetricCase
from peers.case import MODELS, SEED
from peers.program import Program

PEERS = ["captum", "grad_cam", "quantus"]
HEADER = """# Metrics against other tools

Made by `metrics.py` with {versions} on {photos}.{keras} Both sides judge the same map, made by the program in float64 and handed over in
float32, on the bundled EfficientNet-Lite0 (*bundled*) and on `relu_cnn` of tiny_models.py; what is random is fed to the peer as the
program draws it. *ours* and *peer* are the numbers of the first photo; *difference* is the largest of the photos, divided by the peer's
number. Limit: 1e-6, or the remarks say why more is allowed. Quantus' Completeness answers yes or no to an equality of floats, so there is
nothing to compare; its ROAD counts right answers over a data set.

| metric | peer | its call | map | model | ours | peer | difference | within | remarks |
|---|---|---|---|---|---|---|---|---|---|
"""
KERAS_MISSING = " xplique was not there and is left out."


def versions_of() -> dict[str, str]:
    return {name: metadata.version(name) for name in ("torch", "captum", "grad-cam", "quantus", "scikit-image")}


class Comparison:
    def __init__(self, executable: str, folder: pathlib.Path):
        self.program, self.folder = Program(executable, folder), folder
        self.files = {"bundled": pictures(folder, 224), "relu_cnn": pictures(folder, 32)}
        self.settings = functools.cache(lambda model: settings(model, self.files[model], folder, True))
        self.maps = functools.cache(self.made_maps)

    def made_maps(self, method: str, params: tuple, model: str) -> dict[str, np.ndarray]:
        return self.program.explain(method, dict(params), model, "float64", self.files[model])

    def judged(self, case: MetricCase, model: str) -> list[Judged]:
        maps = self.maps(case.method, tuple(sorted(case.method_params.items())), model)
        return [Judged(setting, maps[setting.photo].astype(np.float64)) for setting in self.settings(model)]

    def ours(self, case: MetricCase, model: str) -> list[float]:
        done = subprocess.run(
            [self.program.executable, "metrics", *self.files[model].values(), "--model", MODELS[model], "--method", case.method,
             "--metric", case.metric, "--seed", str(SEED), "--precision", "float64", "--threads", "1", "--json",
             *(f"--param={name}={value}" for name, value in case.method_params.items()),
             *(f"--metric-param={case.metric}.{name}={value}" for name, value in case.params.items()),
             *(["--box", case.box] if case.box else [])], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip().splitlines()[0])
        return [case.ours(entry["metrics"][0]) for entry in json.loads(done.stdout)]

    def row(self, case: MetricCase, model: str) -> tuple[str, bool]:
        ours = self.ours(case, model)
        theirs = [case.run(judged) for judged in self.judged(case, model)]
        worst = max(abs(a - b) / abs(b) if b else abs(a) for a, b in zip(ours, theirs))
        good = bool(worst <= case.limit)
        made = f"{case.method} " + " ".join(f"{name}={value}" for name, value in case.method_params.items())
        return (f"| {case.metric} | {case.peer} | {case.call} | {made} | {model} | {ours[0]:.6g} | {theirs[0]:.6g} | "
                f"{worst:.1e} | {'yes' if good else '**no**'} | {case.remark} |"), good

    def run_keras(self, python: str) -> dict[str, str]:
        """Runs metric_keras_side.py on the maps that its cases judge; the versions of what it ran."""
        case = importlib.import_module("metric_peers.keras_cases").CASES[0]
        judged = self.judged(case, "relu_cnn")
        given = {name: value.detach().numpy() for name, value in judged[0].setting.module.state_dict().items()}
        for one in judged:
            photo = one.setting.photo
            given |= {f"x_{photo}": one.setting.x.numpy(), f"target_{photo}": one.setting.target, f"map_{photo}": one.pixels[None]}
        np.savez(self.folder / "given.npz", photos=PHOTOS, **given)
        subprocess.run([python, pathlib.Path(__file__).parent / "metric_keras_side.py", self.folder], check=True)
        return json.loads((self.folder / "versions.json").read_text())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--keras")
    parser.add_argument("--only", nargs="+", default=[])
    options = parser.parse_args()
    peers = [*PEERS, "keras"] if options.keras else PEERS
    cases = [case for peer in peers for case in importlib.import_module(f"metric_peers.{peer}_cases").CASES]
    rows = [(case, model) for case in cases for model in case.models
            if all(text in f"{case.metric} {case.peer} {case.call} {model}" for text in options.only)]
    rows.sort(key=lambda row: row[0].metric)
    torch.set_num_threads(1)
    versions, text, passed = versions_of(), "", True
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(options.program, pathlib.Path(folder))
        if options.keras:
            versions |= comparison.run_keras(options.keras)
        for case, model in rows:
            line, good = comparison.row(case, model)
            passed = passed and good
            text += line + "\n"
            print(line, flush=True)
    if not options.only:
        (pathlib.Path(__file__).parent / "METRICS.md").write_text(HEADER.format(
            versions=", ".join(f"{name} {version}" for name, version in versions.items()), photos=", ".join(PHOTOS),
            keras="" if options.keras else KERAS_MISSING) + text)
    sys.exit(not passed)


if __name__ == "__main__":
    main()
