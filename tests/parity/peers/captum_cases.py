# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""captum: gradients, noise, paths, occlusion, Grad-CAM, guided backpropagation and deconvnet."""
import warnings
from unittest.mock import patch

import numpy as np
import torch
from captum import attr
from captum.attr import NoiseTunnel

from .case import Case, Setting

SAMPLES, STEPS, NOISE = 8, 10, .1
RELU_ONLY = "captum hooks nn.ReLU modules alone: on the bundled model, whose activations are ReLU6, it changes nothing and warns of nothing"


def channels(tensor) -> np.ndarray:
    return tensor.detach()[0].numpy()


def plain(method, **arguments):
    def run(setting: Setting) -> np.ndarray:
        return channels(method(setting.module).attribute(setting.x, target=setting.target, **arguments))
    return run


def tunnel(kind: str, method=attr.Saliency, **arguments):
    """NoiseTunnel with the program's own noise in place of its torch.normal."""
    def run(setting: Setting) -> np.ndarray:
        noise = setting.sigma(NOISE) * setting.noise(SAMPLES)
        with patch("torch.normal", lambda *_: noise):
            result = NoiseTunnel(method(setting.module)).attribute(
                setting.x, nt_type=kind, nt_samples=SAMPLES, stdevs=setting.sigma(NOISE), target=setting.target, **arguments)
        return channels(result)
    return run


def integrated(rule: str, steps: int = STEPS):
    def run(setting: Setting) -> np.ndarray:
        return channels(attr.IntegratedGradients(setting.module).attribute(
            setting.x, target=setting.target, n_steps=steps, method=rule, internal_batch_size=10))
    return run


def trapezoid(setting: Setting) -> np.ndarray:
    return integrated("riemann_trapezoid")(setting) * STEPS / (STEPS - 1)


def gradient_shap(setting: Setting) -> np.ndarray:
    """With the program's choice of baselines and places in place of captum's."""
    which, places = setting.uniforms(SAMPLES).T
    ends = torch.tensor([-127 / 128 if setting.model == "bundled" else -1, 1], dtype=setting.x.dtype)  # black and white
    ends = ends.reshape(2, 1, 1, 1).expand(2, *setting.x.shape[1:])
    with patch("numpy.random.uniform", lambda *_: places), \
            patch("numpy.random.choice", lambda count, *_: (which * count).astype(int)):
        return channels(attr.GradientShap(setting.module).attribute(
            setting.x, baselines=ends, target=setting.target, n_samples=SAMPLES, stdevs=0.))


def grad_cam(relu: bool):
    def run(setting: Setting) -> np.ndarray:
        cam = attr.LayerGradCam(setting.module, setting.layer).attribute(
            setting.x, target=setting.target, relu_attributions=relu)
        return setting.enlarged(cam.detach())
    return run


def hires_cam(setting: Setting) -> np.ndarray:
    product = attr.LayerGradientXActivation(setting.module, setting.layer).attribute(setting.x, target=setting.target)
    return setting.enlarged(product.detach().sum(1))


def occlusion(window: int, stride: int):
    def run(setting: Setting) -> np.ndarray:
        result = attr.Occlusion(setting.module).attribute(
            setting.x, target=setting.target, sliding_window_shapes=(3, window, window), strides=(3, stride, stride),
            perturbations_per_eval=16)
        return result.detach()[0, :1].numpy()
    return run


def guided_grad_cam(setting: Setting) -> np.ndarray:
    """Its Grad-CAM is enlarged before its ReLU; ours after: captum's two parts are multiplied here."""
    return guided(attr.GuidedBackprop)(setting) * grad_cam(True)(setting)


def guided(method):
    def run(setting: Setting) -> np.ndarray:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return channels(method(setting.module).attribute(setting.x, target=setting.target))
    return run


SMOOTH = {"n": SAMPLES, "noise": NOISE}


def path(rule: str) -> dict:
    return {"steps": STEPS, "rule": rule, "baseline": "mean"}


CAM = {"reduction": None}  # a map without channels
SMALL = ("relu_cnn",)


CASES = [
    Case("gradient", "captum", "Saliency(abs=False)", plain(attr.Saliency, abs=False)),
    Case("input-x-gradient", "captum", "InputXGradient", plain(attr.InputXGradient)),
    Case("smoothgrad", "captum", "NoiseTunnel(Saliency), smoothgrad", tunnel("smoothgrad", abs=False), SMOOTH),
    Case("smoothgrad", "captum", "NoiseTunnel(Saliency), smoothgrad_sq", tunnel("smoothgrad_sq", abs=False), {**SMOOTH, "aggregate": "square"}),
    Case("smoothgrad", "captum", "NoiseTunnel(Saliency), vargrad", tunnel("vargrad", abs=False), {**SMOOTH, "aggregate": "variance"},
         remark="captum takes E[a^2] - E[a]^2"),
    Case("smoothgrad", "captum", "NoiseTunnel(InputXGradient), smoothgrad", tunnel("smoothgrad", attr.InputXGradient),
         {**SMOOTH, "of": "input-x-gradient"}),
    Case("integrated-gradients", "captum", "IntegratedGradients, gausslegendre", integrated("gausslegendre"), path("gausslegendre")),
    Case("integrated-gradients", "captum", "IntegratedGradients, riemann_middle", integrated("riemann_middle"), path("midpoint"), SMALL),
    Case("integrated-gradients", "captum", "IntegratedGradients, riemann_left", integrated("riemann_left"), path("left"), SMALL),
    Case("integrated-gradients", "captum", "IntegratedGradients, riemann_right", integrated("riemann_right"), path("right"), SMALL),
    Case("integrated-gradients", "captum", "IntegratedGradients, riemann_trapezoid", trapezoid, path("trapezoid"),
         remark="captum's weights add up to (n - 1) / n, so its integral is too small; n / (n - 1) is put right before comparing"),
    Case("expected-gradients", "captum", "GradientShap(stdevs=0)", gradient_shap, {"n": SAMPLES, "baseline": "black-white"},
         remark="same baselines and places fed to both; captum holds places in float32"),
    Case("occlusion", "captum", "Occlusion, window 8, stride 4", occlusion(8, 4), {**CAM, "window": 8, "stride": 4}, SMALL),
    Case("occlusion", "captum", "Occlusion, window 7, stride 3", occlusion(7, 3), {**CAM, "window": 7, "stride": 3}, SMALL,
         remark="the last window is cut at the edge"),
    Case("occlusion", "captum", "Occlusion, window 56, stride 28", occlusion(56, 28), {**CAM, "window": 56, "stride": 28},
         ("bundled",)),
    Case("gradcam", "captum", "LayerGradCam(relu_attributions=True)", grad_cam(True), CAM, remark="enlarged bilinearly for it"),
    Case("gradcam", "captum", "LayerGradCam, its default", grad_cam(False), {**CAM, "relu": "false"},
         remark="captum keeps negative values unless told otherwise"),
    Case("hirescam", "captum", "LayerGradientXActivation, summed", hires_cam, CAM),
    Case("guided-backprop", "captum", "GuidedBackprop", guided(attr.GuidedBackprop), models=SMALL, remark=RELU_ONLY),
    Case("deconvnet", "captum", "Deconvolution", guided(attr.Deconvolution), models=SMALL, remark=RELU_ONLY),
    Case("product", "captum", "GuidedBackprop times LayerGradCam", guided_grad_cam, {"a": "gradcam", "b": "guided-backprop"}, SMALL,
         remark="captum's own GuidedGradCam enlarges by nearest neighbours unless told otherwise"),
]
