# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small TorchScript files that use the language's features, written to tests/data/torchscript.

Usage: python torchscript_models.py
Those in `ACCEPTED` must give what torch.jit gives; those in `REFUSED` must be refused with a reason;
those in `ONE_PICTURE` take a batch of one alone.
"""
from typing import Dict, List, NamedTuple, Optional

import torch
from common import DATA
from tiny_models import draw, save_script
from torch import Tensor, nn
from torch.nn import functional as F


def conv(seed: int, inputs: int, outputs: int) -> nn.Conv2d:
    layer = nn.Conv2d(inputs, outputs, 3, stride=2, padding=1)
    with torch.no_grad():
        layer.weight.copy_(draw(seed, outputs, inputs, 3, 3) * 0.3)
        layer.bias.copy_(draw(seed + 1, outputs) * 0.1)
    return layer


class Dense(nn.Module):
    """A list that grows, as in DenseNet, and a loop over modules."""

    def __init__(self):
        super().__init__()
        self.stem = conv(1, 3, 4)
        self.layers = nn.ModuleList([nn.Conv2d(4 * (i + 1), 4, 1) for i in range(3)])
        with torch.no_grad():
            for i, layer in enumerate(self.layers):
                layer.weight.copy_(draw(10 + i, *layer.weight.shape) * 0.3)
                layer.bias.zero_()

    def forward(self, x):
        features = [self.stem(x)]
        for layer in self.layers:
            features.append(F.relu_(layer(torch.cat(features, 1))))
        return torch.cat(features, 1).mean([2, 3])


class Result(NamedTuple):
    logits: Tensor
    aux: Optional[Tensor]


class Branches(nn.Module):
    """Branches on flags, shapes and None; counted loops; a named tuple; chunks; assertions."""

    training_only: Optional[int]

    def __init__(self):
        super().__init__()
        self.stem = conv(20, 3, 8)
        self.training_only = None
        self.repeats = 3

    def forward(self, x):
        if x.dim() != 4:
            raise ValueError(f"expected a batch, got {x.shape}")
        assert x.shape[1] == 3, "colour pictures only"
        offset = self.training_only
        if self.training and offset is not None:
            x = x + offset
        x = self.stem(x)
        height, width = x.shape[-2:]
        if height % 2 == 1 or width % 2 == 1:
            x = F.pad(x, [0, width % 2, 0, height % 2])
        for i in range(self.repeats):
            x = x * 0.5 + torch.tanh(x) * float(i + 1)
        a, b = x.chunk(2, 1)
        x = torch.sigmoid(a) * b
        x = x.view(x.size(0), 4, -1)
        scale = float(x.size(2)) ** -0.5
        attention = torch.softmax(torch.matmul(x, x.transpose(1, 2)) * scale, -1)
        return Result(torch.matmul(attention, x).flatten(1)[:, ::32], None)


class Dictionary(nn.Module):
    """A dictionary of outputs, with one tensor inside."""

    def __init__(self):
        super().__init__()
        self.stem = conv(30, 3, 6)

    def forward(self, x) -> Dict[str, Tensor]:
        out: Dict[str, Tensor] = {}
        out["features"] = self.stem(x)
        out["logits"] = out["features"].mean([2, 3])
        return {"logits": out["logits"]}


class Mask(nn.Module):
    """Writes into a tensor made from the picture's shape, as shifted windows do; rolls; a while loop."""

    def __init__(self):
        super().__init__()
        self.stem = conv(40, 3, 4)
        self.register_buffer("table", draw(42, 16, 16))

    def forward(self, x):
        x = torch.roll(self.stem(x), [2, 2], [2, 3])
        mask = x.new_zeros(x.shape[2], x.shape[3])
        count = 0
        edges: List[int] = [0, 8, x.shape[2]]
        while count < len(edges) - 1:
            mask[edges[count]:edges[count + 1], :] = float(count) + 0.5
            count += 1
        return (x * mask * self.table).sum([2, 3])


class Tables(nn.Module):
    """Constants made on the way, each dead before the next; a message made of numbers; a type asked for."""

    def __init__(self):
        super().__init__()
        self.stem = conv(70, 3, 6)
        self.register_buffer("table", draw(72, 6, 1, 1))

    def forward(self, x):
        torch._assert(x.shape[1] == 3, f"expected 3 channels, got {x.shape[1]}")
        x = self.stem(x)
        if torch.jit.isinstance(x, Tensor):
            for i in range(9):
                x = torch.tanh(x + (self.table * float(i)).exp())
        return x.mean([2, 3])


class BatchBaked(nn.Module):
    """Traced with one picture, its rows are reshaped to a fixed number; two pictures give another answer."""

    def __init__(self):
        super().__init__()
        self.stem = conv(50, 3, 6)

    def forward(self, x):
        x = self.stem(x)
        return x.reshape(int(x.shape[0]), 6, -1).mean(2)


class Softmax(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = conv(60, 3, 6)

    def forward(self, x):
        return self.stem(x).mean([2, 3]).softmax(1)


class LooksAtPixels(nn.Module):
    def forward(self, x):
        if bool(x.mean() > 0.5):
            x = x * 2
        return x.mean([2, 3])


class TwoInputs(nn.Module):
    def forward(self, x, y):
        return (x + y).mean([2, 3])


class WritesFile(nn.Module):
    """A model is data: it must not get to write."""

    def forward(self, x):
        torch.save(x, "written_by_a_model.bin")
        return x.mean([2, 3])


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.TransformerEncoderLayer(48, 4, 48, batch_first=True)

    def forward(self, x):
        return self.layer(F.unfold(x, 4, stride=4).transpose(1, 2)).mean(1)


class ScriptedAttention(nn.Module):
    """Scripted, the fused path is a branch that is not taken where gradients are on."""

    def __init__(self):
        super().__init__()
        self.layer = nn.MultiheadAttention(12, 2, batch_first=True)

    def forward(self, x):
        x = F.unfold(x, 2, stride=8).transpose(1, 2)
        return self.layer(x, x, x, need_weights=False)[0].mean(1)


class Quantised(nn.Module):
    def forward(self, x):
        return torch.quantize_per_tensor(x, 0.1, 10, torch.quint8).dequantize().mean([2, 3])


class NoForward(nn.Module):
    @torch.jit.export
    def classify(self, x):
        return x.mean([2, 3])


def frozen(model: nn.Module):
    return torch.jit.freeze(torch.jit.script(model))


def traced(model: nn.Module):
    return torch.jit.trace(model, torch.rand(1, 3, 32, 32), check_trace=False)


def for_inference(model: nn.Module):
    return torch.jit.optimize_for_inference(torch.jit.script(model))


ACCEPTED = {"dense": (torch.jit.script, Dense), "dense_traced": (traced, Dense), "dense_frozen": (frozen, Dense),
            "branches": (torch.jit.script, Branches), "dictionary": (torch.jit.script, Dictionary),
            "mask": (torch.jit.script, Mask), "softmax": (torch.jit.script, Softmax),
            "tables": (torch.jit.script, Tables), "attention": (torch.jit.script, ScriptedAttention)}
ONE_PICTURE = {"batch_baked": (traced, BatchBaked)}
REFUSED = {"looks_at_pixels": (torch.jit.script, LooksAtPixels), "two_inputs": (torch.jit.script, TwoInputs),
           "fused_attention": (traced, Attention), "quantised": (torch.jit.script, Quantised),
           "for_inference": (for_inference, Dictionary), "no_forward": (torch.jit.script, NoForward),
           "writes_file": (torch.jit.script, WritesFile)}


def main() -> None:
    folder = DATA / "torchscript"
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    for name, (convert, kind) in {**ACCEPTED, **ONE_PICTURE, **REFUSED}.items():
        with torch.no_grad():
            save_script(convert(kind().eval()), folder / f"{name}.pt")
        print(f"{name}.pt: {(folder / f'{name}.pt').stat().st_size} bytes")


if __name__ == "__main__":
    main()
