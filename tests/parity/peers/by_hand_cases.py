# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What no peer does as the program does it, written out with torch: RISE with its random numbers, Score-CAM as in the paper."""
import numpy as np
import torch
from smoothgrad_reference import philox
from torch.nn import functional

from .case import SEED, Case, Setting

MASKS, GRID, SEEN = 32, 7, .5


def uniforms(sample: int, count: int) -> np.ndarray:
    block = np.arange((count + 3) // 4, dtype=np.uint64)
    words = philox((block, block * 0, block * 0 + np.uint64(sample), block * 0), (SEED, 0))
    return ((words.astype(np.float64) + .5) * 2. ** -32).T.reshape(-1)[:count]


def mask(sample: int, size: int) -> torch.Tensor:
    """GRID x GRID cells enlarged to one cell more than the picture has, and cut at a random place within a cell."""
    numbers = uniforms(sample, GRID * GRID + 2)
    cells = torch.from_numpy(numbers[:-2].reshape(1, 1, GRID, GRID) < SEEN).double()
    cell = -(-size // GRID)
    enlarged = functional.interpolate(cells, (GRID + 1) * cell, mode="bilinear", align_corners=False)[0, 0]
    top, left = (int(number * cell) for number in numbers[-2:])
    return enlarged[top:top + size, left:left + size]


def rise(setting: Setting) -> np.ndarray:
    size = setting.x.shape[-1]
    total = torch.zeros(1, size, size, dtype=torch.float64)
    for sample in range(MASKS):
        seen = mask(sample, size)
        with torch.no_grad():
            total += setting.module(setting.x * seen.to(setting.x.dtype))[0, setting.target].double() * seen
    return (total / (MASKS * SEEN)).numpy()


def score_cam(setting: Setting) -> np.ndarray:
    """Masks enlarged, then scaled; channels that are the same everywhere, whose mask is 0 / 0, take no part."""
    kept = []
    with torch.no_grad(), setting.layer.register_forward_hook(lambda module, inputs, output: kept.append(output)):
        setting.module(setting.x)
    varying = kept[0][0][kept[0][0].flatten(1).amax(1) > kept[0][0].flatten(1).amin(1)]
    masks = functional.interpolate(varying[:, None], setting.x.shape[-2:], mode="bilinear", align_corners=False)
    low, high = masks.amin((2, 3), keepdim=True), masks.amax((2, 3), keepdim=True)
    with torch.no_grad():
        weights = setting.module(setting.x * (masks - low) / (high - low))[:, setting.target].softmax(0)
    return setting.enlarged((weights[:, None, None] * varying).sum(0).clamp_min(0))


CASES = [
    Case("scorecam", "torch", "by hand", score_cam, {"reduction": None}, ("relu_cnn",)),
    Case("rise", "torch", "by hand", rise, {"reduction": None, "n": MASKS, "grid": GRID, "probability": SEEN},
         remark="with the program's random numbers"),
]
