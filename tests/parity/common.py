# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the parity scripts share: folders, writing, the card's preprocessing, exporting."""
import json
import pathlib

import numpy as np
import torch
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
DATA = ROOT / "tests" / "data"
REFERENCE = DATA / "reference"


def write_npy(path: pathlib.Path, array) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, np.ascontiguousarray(array))


def write_json(path: pathlib.Path, value) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1) + "\n")


def resize_and_crop(picture: Image.Image, resize: int, size: int, resample) -> Image.Image:
    """Shorter side to `resize`, then the centre crop, rounded as README "Preprocessing, exactly" says."""
    width, height = picture.size
    shorter = min(width, height)
    scaled = [int(resize * side / shorter) for side in (width, height)]
    left, top = [int(round((side - size) / 2)) for side in scaled]
    return picture.resize(scaled, resample).crop((left, top, left + size, top + size))


def bundled_input(photo: str) -> torch.Tensor:
    """The bundled model's float32 input for a sample photo, shape (1, 3, 224, 224)."""
    picture = Image.open(RESOURCES / "photos" / photo).convert("RGB")
    cropped = resize_and_crop(picture, 256, 224, Image.Resampling.BICUBIC)
    pixels = (np.asarray(cropped, dtype=np.float32) - 127) / 128
    return torch.from_numpy(pixels.transpose(2, 0, 1)[None].copy())


def bundled_model() -> torch.nn.Module:
    return torch.export.load(RESOURCES / "models" / "efficientnet-lite0.pt2").module()


def top1_gradient(model, x: torch.Tensor, index: int | None = None):
    """Logits and the gradient of one logit (the largest when no index is given), batch of one."""
    x = x.detach().clone().requires_grad_(True)
    logits = model(x)
    logits = logits[0] if isinstance(logits, tuple) else logits  # scripted Inception also returns its absent side head
    index = int(logits[0].argmax()) if index is None else index
    (gradient,) = torch.autograd.grad(logits[0, index], x)
    return logits.detach()[0], gradient[0], index


def export_program(model, example: torch.Tensor, dynamic_batch: bool):
    """torch.export without the paths of the machine it ran on."""
    shapes = ({0: torch.export.Dim("batch", min=1, max=1024)},) if dynamic_batch else None
    with torch.no_grad():
        program = torch.export.export(model, (example,), dynamic_shapes=shapes)
    for node in program.graph.nodes:
        for key in ("stack_trace", "from_node"):
            node.meta.pop(key, None)
    return program
