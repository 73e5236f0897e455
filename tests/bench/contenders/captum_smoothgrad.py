# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SmoothGrad by captum: python captum_smoothgrad.py NETWORK BATCH SAMPLES."""
import torch
from captum.attr import NoiseTunnel, Saliency

import common


def measure(name, batch, samples):
    tunnel = NoiseTunnel(Saliency(common.build(name)))
    x = torch.randn(1, 3, common.size_of(name), common.size_of(name))
    return common.median_milliseconds(samples, batch, lambda: tunnel.attribute(
        x, nt_type="smoothgrad", nt_samples=batch, nt_samples_batch_size=batch, stdevs=0.15, target=0, abs=False))


common.contend(measure, "torch", "torchvision", "captum")
