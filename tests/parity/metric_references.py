# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers of other tools about maps made in Python on relu_cnn, for the fast suite: the cases of metrics.py that need no program.

Usage: python metric_references.py
Writes tests/data/reference/metrics/metrics.json.
"""
import importlib
import pathlib

import numpy as np
import torch
from common import REFERENCE, write_json
from metric_peers.case import Judged, MetricCase
from metrics import PEERS, versions_of
from peers.case import SEED, Setting, module_of

INPUT = "smoothgrad_input.npy"
REDUCTIONS = {"sum": lambda map: map.sum(0, keepdims=True), "none": lambda map: map}


def made(case: MetricCase, setting: Setting) -> np.ndarray | None:
    gradient = setting.gradient()[0].numpy()
    maps = {"gradient": gradient, "input-x-gradient": gradient * setting.x[0].numpy()}
    return REDUCTIONS[case.method_params["reduction"]](maps[case.method]) if case.method in maps else None


def main() -> None:
    torch.set_num_threads(1)
    x = torch.from_numpy(np.load(REFERENCE / INPUT)).double()[None]
    module = module_of("relu_cnn", True)
    setting = Setting("relu_cnn", "reference", x, int(module(x)[0].argmax()), module, pathlib.Path())
    listed, versions = [], versions_of()
    for case in (case for peer in PEERS for case in importlib.import_module(f"metric_peers.{peer}_cases").CASES):
        map = made(case, setting)
        if map is None or "relu_cnn" not in case.models:
            continue
        found = case.run(Judged(setting, map))
        listed.append({"metric": case.metric, "params": case.params, "box": case.box, "method": case.method,
                       "method_params": case.method_params, "detail": case.detail, "value": found, "limit": case.limit,
                       "peer": f"{case.peer} {versions[case.peer]}: {case.call}"})
        print(case.metric, case.peer, case.call, found)
    write_json(REFERENCE / "metrics" / "metrics.json",
               {"model": "relu_cnn.pt2", "input": INPUT, "target": setting.target, "seed": SEED, "metrics": listed})


if __name__ == "__main__":
    main()
