# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""torchcam: class activation maps, before they are scaled, enlarged for it."""
import numpy as np
import torch
from torchcam import methods

from .case import LAST, Case, Setting

CAM = {"reduction": None}
SMALL = ("relu_cnn",)


def torch_cam(method, **arguments):
    def run(setting: Setting) -> np.ndarray:
        size = tuple(setting.x.shape[1:])
        with method(setting.module, LAST[setting.model], input_shape=size, **arguments) as extractor:
            scores = setting.module(setting.x)
            (cam,) = extractor(setting.target, scores, normalized=False)
        return setting.enlarged(cam.detach())
    return run


def cam(setting: Setting) -> np.ndarray:
    linear = next(name for name, layer in setting.module.named_modules() if isinstance(layer, torch.nn.Linear))
    return torch_cam(methods.CAM, fc_layer=linear)(setting)


CASES = [
    Case("cam", "torchcam", "CAM", cam, CAM),
    Case("gradcam", "torchcam", "GradCAM", torch_cam(methods.GradCAM), CAM),
    Case("gradcam-plus-plus", "torchcam", "GradCAMpp", torch_cam(methods.GradCAMpp), CAM,
         differs="torchcam divides a copy, so its weights are the sum of G^2 ReLU(G), without the divisor"),
    Case("xgradcam", "torchcam", "XGradCAM", torch_cam(methods.XGradCAM), CAM),
    Case("layercam", "torchcam", "LayerCAM", torch_cam(methods.LayerCAM), CAM),
    Case("scorecam", "torchcam", "ScoreCAM", torch_cam(methods.ScoreCAM), CAM, SMALL,
         differs="torchcam scales a mask before it enlarges it, the paper after, and counts channels that are zero everywhere"),
]
