# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The networks, and how a contender is timed and reports; no contender is imported here."""
import importlib.metadata
import json
import pathlib
import resource
import statistics
import sys
import time

NETWORKS = ["efficientnet_lite0", "mobilenet_v2", "resnet50", "inception_v3", "densenet121", "efficientnet_b0",
            "convnext_tiny", "vit_b_16", "swin_t"]
BUNDLED = pathlib.Path(__file__).resolve().parents[3] / "resources/models/efficientnet-lite0.pt2"
OPTIONS = {"inception_v3": {"aux_logits": False, "transform_input": False}}


def size_of(name):
    return 299 if name == "inception_v3" else 224


def build(name):
    """The PyTorch module, weights without gradients. Random weights but for the bundled model."""
    import torch
    torch.manual_seed(0)
    if name == "efficientnet_lite0":
        return torch.export.load(BUNDLED).module().requires_grad_(False)
    import torchvision
    return torchvision.models.get_model(name, weights=None, **OPTIONS.get(name, {})).eval().requires_grad_(False)


def build_folded(name):
    """The module a careful person runs: batch norm folded into convolutions, weights channels-last."""
    import torch
    from torch.fx.experimental.optimization import fuse
    if name == "efficientnet_lite0":  # the modules the bundled model was exported from: an export cannot be folded so
        from efficientnet_lite_pytorch import EfficientNet
        model = EfficientNet.from_name("efficientnet-lite0").eval().requires_grad_(False)
    else:
        model = build(name)
    try:
        model = fuse(model)
    except Exception:  # networks that cannot be traced symbolically stay as they are
        pass
    return model.to(memory_format=torch.channels_last)


def median_milliseconds(count, batch, run):
    """For one of `batch` that go through together: as `saliscope bench` does it, the median after two runs that do not count."""
    times = []
    for _ in range(2 + max(3, -(-count // batch))):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1e3 / batch)
    return statistics.median(times[2:])


def contend(measure, *packages):
    """What a contender's file does when it is run: NAME BATCH COUNT in, JSON out."""
    name, batch, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    milliseconds = measure(name, batch, count)
    print(json.dumps({"ms": milliseconds, "batch": batch,
                      "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                      "versions": {package: importlib.metadata.version(package) for package in packages}}))
