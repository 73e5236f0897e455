# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What no peer does with random numbers of our choosing, written out with torch: RISE."""
import numpy as np
import torch
from smoothgrad_reference import philox
from torch.nn import functional

from .case import SEED, Case, Setting

MASKS, GRID, SEEN = 64, 7, .5


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


CASES = [
    Case("rise", "torch", "by hand", rise, {"reduction": None, "n": MASKS, "grid": GRID, "probability": SEEN},
         remark="with the program's random numbers; xplique shifts all masks of a batch alike and has smaller cells, see below"),
]
