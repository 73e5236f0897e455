# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports torchvision networks with random weights, with inputs and reference gradients, for compare_torchvision.py.

Usage: python export_torchvision.py FOLDER [NAME...]
Needs about 3 GB of disk for all eight. Writes FOLDER/NAME/: model.pt2, traced.pt, scripted.pt, input.npy (INPUTS pictures),
logits32.npy and gradient32.npy (of each one's top-1 logit, eager), meta.json, and for each file what Python gets from that
file in float64, FILE_logits64.npy and FILE_gradient64.npy: a trace holds constants already rounded to float32.
"""
import pathlib
import sys
import warnings

import torch
import torchvision
from common import export_program, top1_gradient, write_json, write_npy

NETWORKS = {"resnet18": {}, "mobilenet_v2": {}, "inception_v3": {"aux_logits": False, "transform_input": False},
            "densenet121": {}, "efficientnet_b0": {}, "convnext_tiny": {}, "vit_b_16": {}, "swin_t": {}}
INPUTS = 8
FORMATS = {"pt2": "model.pt2", "traced": "traced.pt", "scripted": "scripted.pt"}


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


def load(path: pathlib.Path) -> torch.nn.Module:
    return torch.export.load(path).module() if path.suffix == ".pt2" else torch.jit.load(path)


def gradients(model: torch.nn.Module, x: torch.Tensor, indices: list[int | None]):
    """Logits, gradients and classes, each picture run alone."""
    logits, gradient, index = zip(*(top1_gradient(model, one, i) for one, i in zip(x.split(1), indices)))
    return torch.stack(logits).numpy(), torch.stack(gradient).numpy(), list(index)


def write(name: str, folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    size = 299 if name == "inception_v3" else 224
    model = build(name)
    dynamic = export(model, size, folder / "model.pt2")
    # Not under no_grad, and unchecked (the check runs under it): there attention becomes one fused operator without a derivative.
    torch.jit.trace(model, torch.rand(1, 3, size, size), check_trace=False).save(folder / "traced.pt")
    try:
        torch.jit.script(model).save(folder / "scripted.pt")
    except Exception as error:
        print(f"  not scripted: {str(error).splitlines()[0]}")
    x = torch.randn(INPUTS, 3, size, size, generator=torch.Generator().manual_seed(1))
    write_npy(folder / "input.npy", x.numpy())
    logits, gradient, indices = gradients(model, x, [None] * INPUTS)
    write_npy(folder / "logits32.npy", logits)
    write_npy(folder / "gradient32.npy", gradient)
    for kind, file in FORMATS.items():
        if (folder / file).exists():
            exact_logits, exact, _ = gradients(load(folder / file).double(), x.double(), indices)
            write_npy(folder / f"{kind}_logits64.npy", exact_logits)
            write_npy(folder / f"{kind}_gradient64.npy", exact)
    write_json(folder / "meta.json", {"name": name, "indices": indices, "dynamic_batch": dynamic,
                                      "torch": torch.__version__, "torchvision": torchvision.__version__})
    print(f"{name}: {'dynamic' if dynamic else 'static'} batch", flush=True)


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    warnings.simplefilter("ignore")
    for name in sys.argv[2:] or NETWORKS:
        write(name, pathlib.Path(sys.argv[1]) / name)


if __name__ == "__main__":
    main()
