# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pytorch-grad-cam (grad-cam on PyPI): ROAD and the confidence of a masked photo."""
from unittest.mock import patch

import numpy as np
import torch
from pytorch_grad_cam.metrics import cam_mult_image, road
from pytorch_grad_cam.utils.model_targets import ClassifierOutputSoftmaxTarget, ClassifierOutputTarget

from .case import Judged, MetricCase, metric_normals

SOFTMAX_ONLY = "in pytorch-grad-cam's float32"


class Imputer(road.NoisyLinearImputer):
    """With the program's noise for picture after picture, and in the precision of its input."""
    number = 0

    def __call__(self, image, mask):
        removed = np.argwhere(np.asarray(mask).reshape(-1) == 0).flatten()
        noise = metric_normals(Imputer.number, image.numel()).reshape(image.shape[0], -1)[:, removed]
        Imputer.number += 1
        with patch("torch.randn_like", lambda _: torch.from_numpy(noise)), patch("torch.float", torch.float64):
            return super().__call__(image, mask)


def combined(target):
    """The most important pixels first, from the fewest removed: our order, theirs the other way round."""
    def run(judged: Judged) -> float:
        percentiles = list(range(90, 0, -10))
        order, wanted = judged.pixels[None], [target(judged.setting.target)]
        arguments = judged.setting.x, (order - order.min()) / (order.max() - order.min()), wanted, judged.setting.module
        Imputer.number = 0
        with patch.object(road, "NoisyLinearImputer", Imputer), patch("numpy.float32", np.float64):
            most = road.ROADMostRelevantFirstAverage(percentiles)(*arguments)
            least = road.ROADLeastRelevantFirstAverage(percentiles)(*arguments)
        return float((least - most)[0] / 2)
    return run


def dropped(judged: Judged) -> float:
    drop = cam_mult_image.DropInConfidence()(judged.setting.x, judged.scaled()[None].astype(np.float32),
                                             [ClassifierOutputSoftmaxTarget(judged.setting.target)], judged.setting.module)
    return float(drop[0]) / float(judged.probability(judged.setting.x))


def increased(judged: Judged) -> float:
    increase = cam_mult_image.IncreaseInConfidence()(judged.setting.x, judged.scaled()[None].astype(np.float32),
                                                     [ClassifierOutputSoftmaxTarget(judged.setting.target)], judged.setting.module)
    return float(increase[0])


CASES = [
    MetricCase("road", "grad-cam", "ROADCombined, softmax", combined(ClassifierOutputSoftmaxTarget), limit=1e-5,
               remark="the same noise; its float32 made float64; scipy's direct solver beside our conjugate gradients"),
    MetricCase("road", "grad-cam", "ROADCombined, logits", combined(ClassifierOutputTarget), {"score": "explained"}, limit=1e-5,
               remark="as above"),
    MetricCase("average-drop", "grad-cam", "DropInConfidence", dropped, limit=1e-5,
               remark=f"it does not divide by the probability: done here; {SOFTMAX_ONLY}"),
    MetricCase("average-increase", "grad-cam", "IncreaseInConfidence", increased),
]
