# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""tf-keras-vis and xplique on relu_cnn built in Keras: what keras_side.py has written."""
import functools

import numpy as np

from .case import Case, Setting

SAMPLES, STEPS, NOISE = 8, 10, .1
SMOOTH = {"n": SAMPLES, "noise": NOISE}
CAM = {"reduction": None}


def written(name: str, enlarged: bool = False):
    def run(setting: Setting) -> np.ndarray:
        array = setting.written(name)
        return setting.enlarged(array) if enlarged else array
    return run


keras_case = functools.partial(Case, models=("relu_cnn",))
vis = functools.partial(keras_case, peer="tf-keras-vis")
xplique = functools.partial(keras_case, peer="xplique", single=True)

CASES = [
    vis("gradient", call="Saliency(gradient_modifier=None, keepdims=True)", run=written("tf_keras_vis_saliency")),
    vis("gradient", call="Saliency, its default, not scaled", run=written("tf_keras_vis_saliency_max"), params={"reduction": "max-abs"}),
    vis("smoothgrad", call="Saliency(smooth_samples=8, gradient_modifier=None)", run=written("tf_keras_vis_smoothgrad"), params=SMOOTH),
    vis("smoothgrad", call="Saliency(smooth_samples=8), its default", run=written("tf_keras_vis_smoothgrad_default"),
        params={**SMOOTH, "reduction": "max-abs"},
        differs="tf-keras-vis averages the magnitudes of the gradients, the paper the gradients"),
    vis("gradcam", call="Gradcam, not scaled", run=written("tf_keras_vis_gradcam", True), params=CAM,
        remark="enlarged for it: its scipy zoom puts the end points on each other"),
    vis("gradcam-plus-plus", call="GradcamPlusPlus, not scaled", run=written("tf_keras_vis_gradcam_plus_plus", True),
        params={**CAM, "normalised": "true"}, remark="its factor exp(score) is divided out, which it cannot do once that overflows"),
    vis("scorecam", call="Scorecam, not scaled", run=written("tf_keras_vis_scorecam", True), params={**CAM, "upsampling": "aligned"}, single=True,
        differs="tf-keras-vis weighs by the class's probabilities, the paper by their softmax over the channels"),
    xplique("gradient", call="Saliency, its default", run=written("xplique_saliency"), params={"reduction": "max-abs"}),
    xplique("input-x-gradient", call="GradientInput", run=written("xplique_gradient_input")),
    xplique("smoothgrad", call="SmoothGrad", run=written("xplique_smoothgrad"), params=SMOOTH,
            remark="its noise is absolute; given the same here"),
    xplique("smoothgrad", call="SquareGrad", run=written("xplique_square_grad"), params={**SMOOTH, "aggregate": "square"}),
    xplique("smoothgrad", call="VarGrad", run=written("xplique_var_grad"), params={**SMOOTH, "aggregate": "variance"}, limit=1e-5,
            remark="xplique divides by n - 1, by n here; E[a^2] - E[a]^2 in float32, which loses two digits"),
    xplique("integrated-gradients", call="IntegratedGradients", run=written("xplique_integrated_gradients"),
            params={"steps": STEPS, "rule": "trapezoid", "baseline": "mean"}),
    xplique("gradcam", call="GradCAM, not enlarged", run=written("xplique_grad_cam", True), params=CAM,
            limit=5e-6,
            remark="in xplique's float32; it enlarges bicubically"),
    xplique("gradcam-plus-plus", call="GradCAMPP, not enlarged", run=written("xplique_grad_cam_pp", True), params=CAM,
            differs="xplique puts the mean of a channel where the formula has its sum"),
    xplique("guided-backprop", call="GuidedBackprop", run=written("xplique_guided_backprop")),
    xplique("deconvnet", call="DeconvNet", run=written("xplique_deconvnet")),
    xplique("occlusion", call="Occlusion(patch_size=8, patch_stride=4)", run=written("xplique_occlusion"),
            params={"reduction": None, "window": 8, "stride": 4, "overlap": "sum"}, limit=5e-6,
            remark="xplique's float32, in which a small difference of two scores loses a digit; ours loses as much"),
    xplique("rise", call="Rise(nb_samples=8000)", run=written("xplique_rise"), params={"reduction": None, "n": 8000, "normalise": "seen"},
            differs="xplique draws its own masks, shifts all of a batch alike, and has cells of 36 / 7 pixels where the paper has 40 / 7"),
]
