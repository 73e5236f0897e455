# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One map of SAMPLES by captum, for its peak memory: python captum_memory.py NETWORK BATCH SAMPLES."""
import time

import torch
from captum.attr import NoiseTunnel, Saliency

import common


def measure(name, batch, samples):
    tunnel = NoiseTunnel(Saliency(common.build(name)))
    x = torch.randn(1, 3, common.size_of(name), common.size_of(name))
    start = time.perf_counter()
    tunnel.attribute(x, nt_type="smoothgrad", nt_samples=samples, nt_samples_batch_size=batch, stdevs=0.15, target=0,
                     abs=False)
    return (time.perf_counter() - start) * 1e3 / samples


common.contend(measure, "torch", "captum")
