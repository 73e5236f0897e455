# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""zennit: gradients, SmoothGrad, integrated gradients, guided backpropagation, deconvnet, occlusion."""
from functools import partial
from unittest.mock import patch

import numpy as np
import torch
from zennit.attribution import Gradient, IntegratedGradients, Occlusion, SmoothGrad, occlude_independent
from zennit.composites import LayerMapComposite
from zennit.rules import ReLUDeconvNet, ReLUGuidedBackprop
from zennit.types import Activation

from .case import Case, Setting

SAMPLES, STEPS, NOISE = 8, 10, .1


def attributed(attributor, setting: Setting) -> np.ndarray:
    def weight(output):
        chosen = torch.eye(output.shape[1], dtype=output.dtype)[[setting.target] * len(output)]
        return chosen * output if isinstance(attributor, Occlusion) else chosen
    with attributor:
        return attributor(setting.x.clone(), weight)[1].detach()[0].numpy()


def gradient(setting: Setting) -> np.ndarray:
    return attributed(Gradient(setting.module), setting)


def smoothgrad(setting: Setting) -> np.ndarray:
    """Its last sample is without noise; taken out again, since ours has none such."""
    noise = iter(setting.noise(SAMPLES))
    with patch("torch.randn_like", lambda x: next(noise)[None]):
        mean = attributed(SmoothGrad(setting.module, noise_level=NOISE, n_iter=SAMPLES + 1), setting)
    return ((SAMPLES + 1) * mean - setting.gradient()[0].numpy()) / SAMPLES


def integrated(setting: Setting) -> np.ndarray:
    return attributed(IntegratedGradients(setting.module, n_iter=STEPS), setting)


def rule(hook):
    """The rule at every activation that zennit knows, ReLU6 among them."""
    def run(setting: Setting) -> np.ndarray:
        return attributed(Gradient(setting.module, LayerMapComposite([(Activation, hook())])), setting)
    return run


def occlusion(window: int):
    """Tiles filled with 0. zennit gives what is left of the score; what is lost is compared."""
    def run(setting: Setting) -> np.ndarray:
        fill = partial(occlude_independent, fill_fn=torch.zeros_like, invert=True)
        left = attributed(Occlusion(setting.module, occlusion_fn=fill, window=(window, window), stride=(window, window)), setting)
        with torch.no_grad():
            whole = float(setting.module(setting.x)[0, setting.target])
        return whole - left[:1]
    return run


CASES = [
    Case("gradient", "zennit", "Gradient", gradient),
    Case("smoothgrad", "zennit", "SmoothGrad", smoothgrad, {"n": SAMPLES, "noise": NOISE},
         remark="zennit's last sample has no noise; it is taken out before comparing"),
    Case("integrated-gradients", "zennit", "IntegratedGradients", integrated, {"steps": STEPS, "rule": "right", "baseline": "mean"}, ("relu_cnn",),
         remark="places in float32"),
    Case("guided-backprop", "zennit", "ReLUGuidedBackprop at Activation", rule(ReLUGuidedBackprop),
         remark="its GuidedBackprop composite reaches nn.ReLU alone; the rule is registered for every activation here"),
    Case("deconvnet", "zennit", "ReLUDeconvNet at Activation", rule(ReLUDeconvNet)),
    Case("occlusion", "zennit", "Occlusion, tiles of 8", occlusion(8), {"reduction": None, "window": 8, "stride": 8}, ("relu_cnn",),
         remark="zennit gives the score that is left; its default blanks everything but the window"),
]
