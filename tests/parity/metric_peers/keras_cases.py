# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""xplique on relu_cnn built in Keras: what metric_keras_side.py has written."""
import functools
import json

from .case import Judged, MetricCase

STEPS = 10


def written(name: str):
    def run(judged: Judged) -> float:
        return json.loads((judged.setting.folder / "xplique.json").read_text())[judged.setting.photo][name]
    return run


xplique = functools.partial(MetricCase, peer="xplique", models=("relu_cnn",), limit=1e-5)
FLOAT = "in xplique's float32"

CASES = [
    xplique("deletion", call="Deletion(steps=10, softmax)", run=written("deletion"), params={"steps": STEPS}, remark=FLOAT),
    xplique("insertion", call="Insertion(steps=10, softmax), baseline 0", run=written("insertion"),
            params={"steps": STEPS, "baseline": "mean"}, remark=FLOAT),
    xplique("deletion", call="Deletion(steps=10), logits", run=written("deletion_logits"), params={"steps": STEPS, "score": "explained"},
            remark=FLOAT),
    xplique("average-drop", call="AverageDropMetric", run=written("average_drop"), remark=FLOAT),
    xplique("average-increase", call="AverageIncreaseMetric", run=written("average_increase")),
    xplique("average-gain", call="AverageGainMetric", run=written("average_gain"), remark=FLOAT),
]
