# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""PAIR's saliency: gradients, SmoothGrad, integrated gradients, Grad-CAM, occlusion. It works on (H, W, C) arrays."""
from unittest.mock import patch

import numpy as np
import saliency.core as saliency
import torch
from saliency.core.base import (CONVOLUTION_LAYER_VALUES, CONVOLUTION_OUTPUT_GRADIENTS, INPUT_OUTPUT_GRADIENTS,
                                OUTPUT_LAYER_VALUES)

from .case import Case, Setting

SAMPLES, STEPS, NOISE = 8, 10, .1
FLOAT32 = "PAIR sums in float32 whatever its input is"


def caller(setting: Setting):
    """What PAIR calls for values and gradients of a batch (N, H, W, C)."""
    def call(batch, call_model_args=None, expected_keys=()):
        x = torch.from_numpy(np.ascontiguousarray(np.moveaxis(batch, -1, 1))).to(setting.x.dtype).requires_grad_(True)
        kept = []
        with setting.layer.register_forward_hook(lambda module, inputs, output: kept.append(output)):
            scores = setting.module(x)[:, setting.target]
        values = {OUTPUT_LAYER_VALUES: lambda: scores,
                  INPUT_OUTPUT_GRADIENTS: lambda: torch.autograd.grad(scores.sum(), x)[0],
                  CONVOLUTION_LAYER_VALUES: lambda: kept[0],
                  CONVOLUTION_OUTPUT_GRADIENTS: lambda: torch.autograd.grad(scores.sum(), kept[0], retain_graph=True)[0]}
        results = {key: values[key]().detach().numpy() for key in expected_keys}
        return {key: np.moveaxis(value, 1, -1) if value.ndim == 4 else value for key, value in results.items()}
    return call


def picture(setting: Setting) -> np.ndarray:
    return setting.x[0].permute(1, 2, 0).numpy()


def planes(array: np.ndarray) -> np.ndarray:
    return np.moveaxis(array, -1, 0)


def gradient(setting: Setting) -> np.ndarray:
    return planes(saliency.GradientSaliency().GetMask(picture(setting), caller(setting)))


def smoothgrad(magnitude: bool):
    def run(setting: Setting) -> np.ndarray:
        noise = iter(setting.sigma(NOISE) * setting.noise(SAMPLES).permute(0, 2, 3, 1).numpy())
        with patch("numpy.random.normal", lambda *_: next(noise)):
            return planes(saliency.GradientSaliency().GetSmoothedMask(
                picture(setting), caller(setting), stdev_spread=NOISE, nsamples=SAMPLES, magnitude=magnitude))
    return run


def integrated(setting: Setting) -> np.ndarray:
    return planes(saliency.IntegratedGradients().GetMask(picture(setting), caller(setting), x_steps=STEPS, batch_size=5))


def grad_cam(setting: Setting) -> np.ndarray:
    return setting.enlarged(saliency.GradCam().GetMask(picture(setting), caller(setting), should_resize=False, three_dims=False))


def occlusion(setting: Setting) -> np.ndarray:
    return planes(saliency.Occlusion().GetMask(picture(setting), caller(setting)))[:1]


CASES = [
    Case("gradient", "saliency", "GradientSaliency", gradient),
    Case("smoothgrad", "saliency", "GradientSaliency.GetSmoothedMask(magnitude=False)", smoothgrad(False),
         {"n": SAMPLES, "noise": NOISE}, remark=FLOAT32),
    Case("smoothgrad", "saliency", "GradientSaliency.GetSmoothedMask(), its default", smoothgrad(True),
         {"n": SAMPLES, "noise": NOISE, "aggregate": "square"}, remark=FLOAT32),
    Case("integrated-gradients", "saliency", "IntegratedGradients", integrated, {"steps": STEPS, "rule": "plain", "baseline": "mean"},
         remark="both ends with full weight, which integrates not even a square exactly; our rule `plain` does the same on purpose. " + FLOAT32),
    Case("gradcam", "saliency", "GradCam(should_resize=False)", grad_cam, {"reduction": None}, remark=FLOAT32 + "; enlarged for it"),
    Case("occlusion", "saliency", "Occlusion, its default", occlusion,
         {"reduction": None, "window": 15, "stride": 1, "overlap": "sum"}, ("relu_cnn",),
         remark="sums over the windows, so that edges get less; 44 100 passes on the bundled model, which is why it is left out"),
]
