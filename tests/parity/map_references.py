# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Maps of other tools on relu_cnn, for the fast suite: one for each method and set of parameters that maps.py compares.

Usage: python map_references.py
Writes tests/data/reference/maps/: maps.json and NAME.npy, every second row and column, float32 of a float64 map.
"""
import importlib
import pathlib

import numpy as np
import torch
from common import REFERENCE, write_json, write_npy
from maps import PEERS, versions_of
from peers.case import Case, Setting, module_of, unchanged

INPUT, STRIDE = "smoothgrad_input.npy", 2


def cases() -> dict[str, Case]:
    """By name, in the order of the peers."""
    chosen, seen = {}, set()
    for case in (case for peer in PEERS for case in importlib.import_module(f"peers.{peer}_cases").CASES):
        key = (case.method, str(sorted(case.params.items())))
        if key in seen or "relu_cnn" not in case.models or case.differs or case.ours is not unchanged:
            continue
        seen.add(key)
        number = sum(name.startswith(f"{case.method}_") for name in chosen) + 1
        chosen[f"{case.method}_{number}"] = case
    return chosen


def main() -> None:
    torch.set_num_threads(1)
    folder = REFERENCE / "maps"
    x = torch.from_numpy(np.load(REFERENCE / INPUT)).double()[None]
    module = module_of("relu_cnn", True)
    setting = Setting("relu_cnn", "reference", x, int(module(x)[0].argmax()), module, pathlib.Path())
    listed, versions = [], versions_of()
    for name, case in cases().items():
        array = np.asarray(case.run(setting), np.float64)
        write_npy(folder / f"{name}.npy", array[:, ::STRIDE, ::STRIDE].astype(np.float32))
        listed.append({"method": case.method, "params": case.params, "map": f"{name}.npy", "largest": np.abs(array).max(),
                       "peer": f"{case.peer} {versions.get(case.peer, '')}: {case.call}"})
        print(name, case.peer, case.call, array.shape)
    write_json(folder / "maps.json", {"model": "relu_cnn.pt2", "input": INPUT, "target": setting.target, "seed": 7,
                                      "stride": STRIDE, "maps": listed})


if __name__ == "__main__":
    main()
