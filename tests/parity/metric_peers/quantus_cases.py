# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quantus: sparseness, complexity, pointing game, pixel flipping, max-sensitivity, parameter randomisation."""
import contextlib
import copy
import io
import warnings
from unittest.mock import patch

import numpy as np
import quantus
import torch
from skimage.metrics import structural_similarity
from torch import nn

from .case import Judged, MetricCase, metric_normals, metric_uniforms

STEPS, CHANGES, RADIUS, BOX = 16, 10, .01, (8, 6, 12, 16)
QUIET = {"disable_warnings": True, "display_progressbar": False}


def judge(metric, judged: Judged, attribution=None, **more):
    setting = judged.setting
    attribution = judged.pixels[None, None] if attribution is None else attribution
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return metric(model=copy.deepcopy(setting.module).float(), x_batch=setting.x.numpy(), y_batch=np.array([setting.target]),
                      a_batch=attribution, device="cpu", **more)


def sparseness(judged: Judged) -> float:
    return float(judge(quantus.Sparseness(**QUIET), judged)[0])


def complexity(judged: Judged) -> float:
    return float(judge(quantus.Complexity(**QUIET), judged)[0])


def pointing(judged: Judged) -> float:
    left, top, width, height = BOX
    inside = np.zeros((1, 1, *judged.pixels.shape))
    inside[..., top:top + height, left:left + width] = 1
    return float(judge(quantus.PointingGame(abs=False, **QUIET), judged, s_batch=inside)[0])


def flipping(judged: Judged) -> float:
    """The mean height of its curve, which starts after the first step: the photo's own probability is put before it."""
    size = judged.pixels.size
    metric = quantus.PixelFlipping(features_in_step=3 * size // STEPS, perturb_baseline=0., abs=False, normalise=False, **QUIET)
    attribution = np.repeat(judged.pixels[None, None], 3, 1)
    attribution = attribution - 1e-9 * np.abs(attribution).max() * np.arange(3).reshape(1, 3, 1, 1) / 3  # channels of a pixel stay together
    with patch("quantus.helpers.asserts.assert_features_in_step"):  # it counts pixels, the metric channels
        found = judge(metric, judged, attribution, softmax=True)
    heights = np.array([float(judged.probability(judged.setting.x)), *np.ravel(found)])
    return float(((heights[1:] + heights[:-1]) / 2).mean())


def gradients(model, inputs, targets, **_) -> np.ndarray:
    """In float64, although Quantus asks its models in float32."""
    x = torch.as_tensor(inputs).double().clone().requires_grad_(True)
    score = copy.deepcopy(model).double()(x)[torch.arange(len(x)), torch.as_tensor(targets)].sum()
    return torch.autograd.grad(score, x)[0].numpy()


def magnitudes(model, inputs, targets, **_) -> np.ndarray:
    return np.abs(gradients(model, inputs, targets).sum(1, keepdims=True))


def sensitivity(judged: Judged) -> float:
    x, radius, number = judged.setting.x, RADIUS * judged.range, iter(range(CHANGES))
    metric = quantus.MaxSensitivity(nr_samples=CHANGES, lower_bound=radius, abs=False, normalise=False, **QUIET)
    drawn = lambda low, high, size: (low + (high - low) * metric_uniforms(next(number), x.numel())).reshape(size)
    with patch("numpy.random.uniform", drawn):
        return float(judge(metric, judged, judged.map[None], explain_func=gradients)[0])


def unlearn(module: nn.Module, layer: int) -> None:
    """What the program puts in place of a layer's weights."""
    with torch.no_grad():
        if isinstance(module, nn.BatchNorm2d):
            for tensor, neutral in ((module.weight, 1), (module.bias, 0), (module.running_mean, 0), (module.running_var, 1)):
                tensor.fill_(neutral)
            return
        weight = module.weight
        drawn = metric_normals(layer, weight.numel()).reshape(weight.shape) * (2 / weight[0].numel()) ** .5
        weight.copy_(torch.from_numpy(drawn))
        if module.bias is not None:
            module.bias.zero_()


@contextlib.contextmanager
def forgetting():
    """reset_parameters() as the program does it: the layers come from the last to the first."""
    counter, kinds = iter(range(10 ** 6)), (nn.Conv2d, nn.Linear, nn.BatchNorm2d)
    with contextlib.ExitStack() as stack:
        for kind in kinds:
            stack.enter_context(patch.object(kind, "reset_parameters", lambda module: unlearn(module, next(counter))))
        yield


def randomised(judged: Judged) -> float:
    metric = quantus.MPRT(similarity_func=quantus.similarity_func.correlation_spearman, layer_order="top_down", abs=False,
                          normalise=False, **QUIET)
    with forgetting():
        scores = judge(metric, judged, np.abs(judged.pixels)[None, None], explain_func=magnitudes)
    return float(np.mean([np.mean(score) for name, score in scores.items() if name != "original"]))


def likeness_at_last(judged: Judged) -> float:
    """scikit-image's SSIM of the map and that of the model without any of its weights, both over their largest magnitude."""
    module = copy.deepcopy(judged.setting.module)
    layers = [layer for layer in module.modules() if hasattr(layer, "reset_parameters")][::-1]
    for number, layer in enumerate(layers):
        unlearn(layer, number)
    other = magnitudes(module, judged.setting.x.numpy(), [judged.setting.target])[0, 0]
    own = np.abs(judged.pixels)
    return float(structural_similarity(own / own.max(), other / other.max(), data_range=1, gaussian_weights=True, sigma=1.5,
                                       use_sample_covariance=False))


SMALL = ("relu_cnn",)

CASES = [
    MetricCase("sparseness", "quantus", "Sparseness", sparseness, limit=1e-5, remark="Quantus adds 1e-7 to every value"),
    MetricCase("complexity", "quantus", "Complexity", complexity, limit=1e-5, remark="our exported map's float32 counts"),
    MetricCase("pointing-game", "quantus", "PointingGame", pointing, box=",".join(map(str, BOX)), models=SMALL),
    MetricCase("deletion", "quantus", "PixelFlipping, baseline 0", flipping, {"steps": STEPS}, limit=1e-5,
               remark="in Quantus' float32; it flips channels one by one: kept together here; its curve lacks the photo itself, which is added"),
    MetricCase("max-sensitivity", "quantus", "MaxSensitivity", sensitivity, {"n": CHANGES, "radius": RADIUS},
               method_params={"reduction": "none"}),
    MetricCase("randomisation", "quantus", "MPRT, top_down, Spearman", randomised, {"stages": 0}, models=SMALL,
               remark="with our weights in place of reset_parameters(), which leaves nothing alive in a deep network; the mean over the "
                      "layers; its original is left out"),
    MetricCase("randomisation", "scikit-image", "structural_similarity", likeness_at_last, {"stages": 1},
               detail="All layers, SSIM", limit=1e-5, remark="of the last stage; on the bundled model every layer up to the first"),
]
