# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What runs in TensorFlow's own environment: xplique's metrics of given maps, on relu_cnn built in Keras with the same weights.

Usage: python metric_keras_side.py FOLDER
FOLDER holds given.npz, which metrics.py writes; gets xplique.json, by photo and metric, and versions.json.
"""
import json
import os
import pathlib
import sys
from importlib import metadata

os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="-1")
sys.path.insert(0, str(pathlib.Path(__file__).parent / "peers"))

import numpy as np
from keras_side import relu_cnn
from xplique import metrics

STEPS = 10


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    given = np.load(folder / "given.npz")
    model, found = relu_cnn(given), {}
    for photo in given["photos"]:
        x = given[f"x_{photo}"].astype(np.float32).transpose(0, 2, 3, 1)
        wanted = np.eye(10, dtype=np.float32)[[int(given[f"target_{photo}"])]]
        explanation = given[f"map_{photo}"].astype(np.float32)
        probability = {"model": model, "inputs": x, "targets": wanted, "activation": "softmax"}
        found[str(photo)] = {name: float(metric(explanation)) for name, metric in (
            ("deletion", metrics.Deletion(**probability, steps=STEPS)),
            ("insertion", metrics.Insertion(**probability, steps=STEPS)),
            ("deletion_logits", metrics.Deletion(model, x, wanted, steps=STEPS)),
            ("average_drop", metrics.AverageDropMetric(**probability)),
            ("average_increase", metrics.AverageIncreaseMetric(**probability)),
            ("average_gain", metrics.AverageGainMetric(**probability)))}
    (folder / "xplique.json").write_text(json.dumps(found))
    (folder / "versions.json").write_text(json.dumps({name: metadata.version(name) for name in ("tensorflow-cpu", "xplique")}))


if __name__ == "__main__":
    main()
