# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gradient ascent as a careful person writes it in PyTorch, the recipe of saliscope's preset lucid: python plain_ascent.py NETWORK 1 STEPS."""
import math
import random

import torch
from torch.nn import functional

import common

COLOURS = torch.tensor([[0.26, 0.09, 0.02], [0.27, 0.0, -0.05], [0.27, -0.09, 0.03]]) / 0.46195238


def seen(picture, size):
    """Gray frame, shift, zoom, turn, shift, back to the network's size."""
    x = functional.pad(picture, [12] * 4, value=0.5).roll((random.randrange(8), random.randrange(8)), (2, 3))
    zoom, angle = 1 + random.randrange(-5, 6) / 50, math.radians(random.randrange(-10, 11))
    cosine, sine = math.cos(angle) / zoom, math.sin(angle) / zoom
    grid = functional.affine_grid(torch.tensor([[[cosine, -sine, 0.0], [sine, cosine, 0.0]]]), [1, 3, size, size], False)
    x = functional.grid_sample(x - 0.5, grid, align_corners=False) + 0.5
    return x.roll((random.randrange(4), random.randrange(4)), (2, 3))


def measure(name, _, steps):
    model, size = common.build_folded(name), common.size_of(name)
    frequency = (torch.fft.fftfreq(size)[:, None] ** 2 + torch.fft.rfftfreq(size)[None] ** 2).sqrt()
    scale = 1 / frequency.clamp(min=1 / size)
    spectrum = (0.01 * torch.randn(1, 3, size, size // 2 + 1, 2)).requires_grad_(True)
    optimiser = torch.optim.Adam([spectrum], lr=0.05)

    def step():
        waves = torch.fft.irfft2(torch.view_as_complex(spectrum) * scale, s=(size, size), norm="ortho") / 4
        picture = torch.einsum("ij,bjhw->bihw", COLOURS, waves).sigmoid()
        optimiser.zero_grad()
        x = ((seen(picture, size) - 0.5) / 0.25).contiguous(memory_format=torch.channels_last)
        (-model(x)[0, 0]).backward()
        optimiser.step()

    return common.median_milliseconds(steps, 1, step)


common.contend(measure, "torch")
