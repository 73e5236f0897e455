# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's side of a comparison."""
import pathlib
import subprocess

import numpy as np

from .case import MODELS, SEED


class Program:
    """Runs `saliscope explain` on pictures of the model's own size, which become its input unchanged."""

    def __init__(self, executable: str, folder: pathlib.Path):
        self.executable, self.folder, self.maps = executable, folder, {}

    def command(self, method: str, params: dict, model: str, precision: str, pictures: list) -> list:
        given = [f"--param={key}={value}" for key, value in {"reduction": "none", **params}.items() if value is not None]
        return [self.executable, "explain", *pictures, "--model", MODELS[model], "--method", method, "--seed", str(SEED),
                "--precision", precision, "--threads", "1", *given]

    def explain(self, method: str, params: dict, model: str, precision: str, pictures: dict) -> dict[str, np.ndarray]:
        """The maps by photo. `pictures` are files by photo; a parameter None is left out."""
        key = (method, str(sorted(params.items())), model, precision)
        if key not in self.maps:
            out = self.folder / "map.npy"
            done = subprocess.run([*self.command(method, params, model, precision, list(pictures.values())), "--map", out],
                                  capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(done.stderr.strip().splitlines()[0])
            read = {photo: np.load(self.folder / f"map-{path.stem}.npy") for photo, path in pictures.items()}
            self.maps[key] = {photo: array.reshape(-1, *array.shape[-2:]) for photo, array in read.items()}
        return self.maps[key]
