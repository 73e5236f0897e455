# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""tf-keras-vis, run by keras_side.py. Each function gives (H, W, C)."""
from unittest.mock import patch

import numpy as np
from tf_keras_vis.gradcam import Gradcam
from tf_keras_vis.gradcam_plus_plus import GradcamPlusPlus
from tf_keras_vis.saliency import Saliency
from tf_keras_vis.scorecam import Scorecam
from tf_keras_vis.utils.scores import CategoricalScore

NOISE = .1


def saliency(model, x, target, noise):
    return Saliency(model)(CategoricalScore([target]), x, keepdims=True, gradient_modifier=None, normalize_map=False)[0]


def saliency_max(model, x, target, noise):
    return np.asarray(Saliency(model)(CategoricalScore([target]), x, normalize_map=False))[0][..., None]


def smoothed(model, x, target, noise, **arguments):
    scaled = NOISE * (x.max() - x.min()) * noise[:, None]
    with patch("numpy.random.normal", lambda *_: scaled):
        return np.asarray(Saliency(model)(CategoricalScore([target]), x, smooth_samples=len(noise), smooth_noise=NOISE,
                                          normalize_map=False, **arguments))[0]


def smoothgrad(model, x, target, noise):
    return smoothed(model, x, target, noise, keepdims=True, gradient_modifier=None)


def smoothgrad_default(model, x, target, noise):
    return smoothed(model, x, target, noise)[..., None]


def layer_map(method, model, x, target, **arguments):
    cam = method(model)(CategoricalScore([target]), x, penultimate_layer="last", expand_cam=False, normalize_cam=False, **arguments)
    return np.asarray(cam)[0][..., None]


def gradcam(model, x, target, noise):
    return layer_map(Gradcam, model, x, target)


def gradcam_plus_plus(model, x, target, noise):
    """Without its factor exp(score)."""
    return layer_map(GradcamPlusPlus, model, x, target) / np.exp(float(model(x)[0, target]))


def scorecam(model, x, target, noise):
    with patch.object(type(model), "predict", lambda self, batch, **_: self(batch[0]).numpy()):  # without its progress bar
        return layer_map(Scorecam, model, x, target)


RUNS = {f"tf_keras_vis_{run.__name__}": run
        for run in (saliency, saliency_max, smoothgrad, smoothgrad_default, gradcam, gradcam_plus_plus)}
SINGLE_RUNS = {"tf_keras_vis_scorecam": scorecam}  # in float32 alone
