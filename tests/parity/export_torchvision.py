# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports torchvision networks with random weights, with inputs and reference gradients, for compare_torchvision.py.

Usage: python export_torchvision.py FOLDER [NAME...]
Needs about 2.5 GB of disk for all eight. Writes FOLDER/NAME/: model.pt2, traced.pt, scripted.pt, input.npy,
logits32.npy, gradient32.npy, logits64.npy, gradient64.npy (of the top-1 logit), meta.json.
"""
import pathlib
import sys
import warnings

import torch
import torchvision
from common import export_program, top1_gradient, write_json, write_npy

NETWORKS = {"resnet18": {}, "mobilenet_v2": {}, "inception_v3": {"aux_logits": False, "transform_input": False},
            "densenet121": {}, "efficientnet_b0": {}, "convnext_tiny": {}, "vit_b_16": {}, "swin_t": {}}


def build(name: str) -> torch.nn.Module:
    torch.manual_seed(0)
    model = torchvision.models.get_model(name, weights=None, **NETWORKS[name]).eval()
    for parameter in model.parameters():
        if parameter.dim() == 2 and not parameter.any():  # ViT's head starts at zero: all gradients would be too
            torch.nn.init.normal_(parameter, std=0.02)
    return model


def export(model: torch.nn.Module, size: int, path: pathlib.Path) -> bool:
    """True if the batch is dynamic, False if the exporter only took a batch of one."""
    try:
        program, dynamic = export_program(model, torch.rand(2, 3, size, size), True), True
    except Exception as error:  # the exporter raises many types
        print(f"  no dynamic batch: {str(error).splitlines()[0]}")
        program, dynamic = export_program(model, torch.rand(1, 3, size, size), False), False
    program.example_inputs = None
    torch.export.save(program, path)
    return dynamic


def write(name: str, folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    size = 299 if name == "inception_v3" else 224
    model = build(name)
    dynamic = export(model, size, folder / "model.pt2")
    with torch.no_grad():
        torch.jit.trace(model, torch.rand(1, 3, size, size)).save(folder / "traced.pt")
    try:
        torch.jit.script(model).save(folder / "scripted.pt")
    except Exception as error:
        print(f"  not scripted: {str(error).splitlines()[0]}")
    x = torch.randn(1, 3, size, size, generator=torch.Generator().manual_seed(1))
    write_npy(folder / "input.npy", x.numpy())
    logits, gradient, index = top1_gradient(model, x)
    write_npy(folder / "logits32.npy", logits[None].numpy())
    write_npy(folder / "gradient32.npy", gradient[None].numpy())
    exact_logits, exact, _ = top1_gradient(model.double(), x.double(), index)
    write_npy(folder / "logits64.npy", exact_logits[None].numpy())
    write_npy(folder / "gradient64.npy", exact[None].numpy())
    error = ((gradient - exact).abs().max() / exact.abs().max()).item()
    write_json(folder / "meta.json", {"name": name, "index": index, "dynamic_batch": dynamic, "float32_error": error,
                                      "torch": torch.__version__, "torchvision": torchvision.__version__})
    print(f"{name}: {'dynamic' if dynamic else 'static'} batch, Python's float32 error {error:.2g}")


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    warnings.simplefilter("ignore")
    for name in sys.argv[2:] or NETWORKS:
        write(name, pathlib.Path(sys.argv[1]) / name)


if __name__ == "__main__":
    main()
