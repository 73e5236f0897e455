# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pytorch-grad-cam (grad-cam on PyPI): the class activation maps and guided backpropagation."""
import copy

import numpy as np
import pytorch_grad_cam as cams
from pytorch_grad_cam.guided_backprop import GuidedBackpropReLUModel
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

from .case import Case, Setting

CAM = {"reduction": None}
SMALL = ("relu_cnn",)


def run_cam(method, setting: Setting) -> tuple[np.ndarray, np.ndarray]:
    """The layer's map before and after it is scaled and enlarged."""
    module = copy.deepcopy(setting.module)
    layer = dict(module.named_modules())[next(name for name, value in setting.module.named_modules() if value is setting.layer)]
    cam, raw = method(model=module, target_layers=[layer]), []
    weigh = cam.get_cam_image
    cam.get_cam_image = lambda *arguments, **named: raw.append(weigh(*arguments, **named)) or raw[0]
    finished = cam(setting.x, [ClassifierOutputTarget(setting.target)])
    return raw[0][0], finished


def raw(method, relu: bool = True, aligned: bool = False):
    """As it is before the picture is made of it: neither scaled nor enlarged."""
    def run(setting: Setting) -> np.ndarray:
        cam = run_cam(method, setting)[0]
        return setting.enlarged(np.maximum(cam, 0) if relu else cam, aligned)
    return run


def finished(method):
    return lambda setting: run_cam(method, setting)[1]


def principal(method, withGradients: bool):
    """pytorch-grad-cam leaves the sign of a principal component to chance: turned towards the sum it is made of."""
    def run(setting: Setting) -> np.ndarray:
        cam = run_cam(method, setting)[0]
        total = run_cam(cams.HiResCAM, setting)[0] if withGradients else activations(setting).sum(0)
        return setting.enlarged(np.maximum(np.sign((cam * total).sum()) * cam, 0))
    return run


def activations(setting: Setting) -> np.ndarray:
    kept = []
    with setting.layer.register_forward_hook(lambda module, inputs, output: kept.append(output)):
        setting.module(setting.x)
    return kept[0][0].detach().numpy()


def guided(setting: Setting) -> np.ndarray:
    model = GuidedBackpropReLUModel(copy.deepcopy(setting.module))
    return np.moveaxis(model(setting.x.detach().clone(), setting.target), -1, 0)


def scaled(ours: np.ndarray) -> np.ndarray:
    """From its smallest value to its largest."""
    return (ours - ours.min()) / (ours.max() - ours.min())


def of_largest(ours: np.ndarray) -> np.ndarray:
    return ours / np.abs(ours).max()


def score_cam(setting: Setting) -> np.ndarray:
    return of_largest(raw(cams.ScoreCAM, aligned=True)(setting))


CASES = [
    Case("gradcam", "grad-cam", "GradCAM", finished(cams.GradCAM), CAM, ours=scaled,
         remark="both scaled from smallest to largest; pytorch-grad-cam adds 1e-7 to the divisor and enlarges in float32"),
    Case("gradcam", "grad-cam", "GradCAM, raw", raw(cams.GradCAM), CAM),
    Case("gradcam-plus-plus", "grad-cam", "GradCAMPlusPlus, raw", raw(cams.GradCAMPlusPlus), {**CAM, "epsilon": "1e-6"},
         remark="pytorch-grad-cam adds 1e-6 to the divisor, which rules it where gradients are small; ours is told to do the same"),
    Case("xgradcam", "grad-cam", "XGradCAM, raw", raw(cams.XGradCAM), CAM, remark="pytorch-grad-cam adds 1e-7 to the sum of a channel"),
    Case("layercam", "grad-cam", "LayerCAM, raw", raw(cams.LayerCAM), CAM),
    Case("hirescam", "grad-cam", "HiResCAM, raw", raw(cams.HiResCAM), {**CAM, "relu": "true"}),
    Case("eigencam", "grad-cam", "EigenCAM, raw", principal(cams.EigenCAM, False), {**CAM, "centred": "true", "relu": "true"},
         remark="its sign is left to chance in pytorch-grad-cam: turned as ours is; float32"),
    Case("eigengradcam", "grad-cam", "EigenGradCAM, raw", principal(cams.EigenGradCAM, True),
         {**CAM, "centred": "true", "relu": "true"}, remark="sign as above; float32"),
    Case("scorecam", "grad-cam", "ScoreCAM, raw", score_cam, {**CAM, "upsampling": "aligned"}, SMALL, ours=of_largest,
         remark="both divided by the largest value: pytorch-grad-cam gives channels that are zero everywhere, whose mask is 0 / 0, a share of "
                "the softmax, ours gives them none, which makes its map larger by a factor; masks enlarged from corner to corner; float32"),
    Case("ablationcam", "grad-cam", "AblationCAM, raw", raw(cams.AblationCAM), CAM, SMALL, remark="pytorch-grad-cam weighs in float32"),
    Case("guided-backprop", "grad-cam", "GuidedBackpropReLUModel", guided, models=SMALL,
         remark="pytorch-grad-cam replaces nn.ReLU modules alone: on the bundled model it gives the plain gradient"),
]
