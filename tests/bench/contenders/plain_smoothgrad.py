# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SmoothGrad as a careful person writes it in PyTorch: python plain_smoothgrad.py NETWORK BATCH SAMPLES."""
import torch

import common


def measure(name, batch, samples):
    model = common.build_folded(name)
    x = torch.randn(1, 3, common.size_of(name), common.size_of(name))
    total = torch.zeros_like(x)

    def run():
        noisy = (x + 0.15 * torch.randn(batch, *x.shape[1:])).contiguous(memory_format=torch.channels_last)
        noisy.requires_grad_(True)
        total.add_(torch.autograd.grad(model(noisy)[:, 0].sum(), noisy)[0].sum(0, keepdim=True))

    return common.median_milliseconds(samples, batch, run)


common.contend(measure, "torch", "torchvision")
