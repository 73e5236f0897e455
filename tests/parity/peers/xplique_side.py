# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""xplique, run by keras_side.py. Each function gives (H, W, C). It computes in float32 whatever it is given."""
from unittest.mock import patch

import numpy as np
import tensorflow as tf
from xplique import attributions

STEPS, NOISE = 10, .1


def explained(method, model, x, target, **arguments):
    wanted = np.eye(model.output_shape[1], dtype=np.float32)[[target]]
    return np.asarray(method(model, **arguments).explain(x, wanted))[0]


def saliency(model, x, target, noise):
    return explained(attributions.Saliency, model, x, target)


def gradient_input(model, x, target, noise):
    return explained(attributions.GradientInput, model, x, target, reducer=None)


def smoothed(method, model, x, target, noise):
    """With the given noise in place of tf.random.normal."""
    with patch("tensorflow.random.normal", lambda shape, mean, deviation, dtype: tf.constant(deviation * noise, dtype)):
        return explained(method, model, x, target, reducer=None, nb_samples=len(noise), noise=float(NOISE * (x.max() - x.min())))


def smoothgrad(model, x, target, noise):
    return smoothed(attributions.SmoothGrad, model, x, target, noise)


def square_grad(model, x, target, noise):
    return smoothed(attributions.SquareGrad, model, x, target, noise)


def var_grad(model, x, target, noise):
    """Divides by n - 1; by n here."""
    return smoothed(attributions.VarGrad, model, x, target, noise) * (len(noise) - 1) / len(noise)


def integrated_gradients(model, x, target, noise):
    return explained(attributions.IntegratedGradients, model, x, target, reducer=None, steps=STEPS)


def grad_cam_map(method, model, x, target):
    with patch("tensorflow.image.resize", lambda maps, *_, **__: maps):  # the layer's own places
        return explained(method, model, x, target)


def grad_cam(model, x, target, noise):
    return grad_cam_map(attributions.GradCAM, model, x, target)


def grad_cam_pp(model, x, target, noise):
    return grad_cam_map(attributions.GradCAMPP, model, x, target)


def guided_backprop(model, x, target, noise):
    return explained(attributions.GuidedBackprop, model, x, target, reducer=None)


def deconvnet(model, x, target, noise):
    return explained(attributions.DeconvNet, model, x, target, reducer=None)


def occlusion(model, x, target, noise):
    return explained(attributions.Occlusion, model, x, target, patch_size=8, patch_stride=4)


def rise(model, x, target, noise):
    tf.random.set_seed(1)
    return explained(attributions.Rise, model, x, target, nb_samples=8000)


SINGLE_RUNS = {f"xplique_{run.__name__}": run for run in (
    saliency, gradient_input, smoothgrad, square_grad, var_grad, integrated_gradients, grad_cam, grad_cam_pp, guided_backprop,
    deconvnet, occlusion, rise)}
