# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gradient ascent by lucent with its defaults, at the network's input size: python lucent_ascent.py NETWORK 1 STEPS."""
import time

import torch
from lucent.optvis import objectives, param, render

import common


class Hooked(torch.nn.Module):
    """lucent hooks modules; those of an exported program never run, so its output gets one of its own."""

    def __init__(self, network):
        super().__init__()
        self.scores = torch.nn.Identity()
        object.__setattr__(self, "network", network)

    def forward(self, x):
        return self.scores(self.network(x))


def measure(name, _, steps):
    model, size = Hooked(common.build(name)), common.size_of(name)

    def render_steps(count):
        render.render_vis(model, objectives.channel("scores", 0), lambda: param.image(size), thresholds=(count,),
                          progress=False, show_image=False, fixed_image_size=size)

    render_steps(5)
    start = time.perf_counter()
    render_steps(steps)
    return (time.perf_counter() - start) * 1e3 / steps


common.contend(measure, "torch", "torch-lucent", "kornia")
