# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a comparison is made of: a model as both sides know it, one photo, one method of a peer."""
import dataclasses
import functools
import pathlib
from collections.abc import Callable

import numpy as np
import torch
from common import DATA, RESOURCES
from smoothgrad_reference import normals, philox
from tiny_models import load
from torch import fx, nn
from torch.nn import functional

SEED = 7
MODELS = {"bundled": RESOURCES / "models" / "efficientnet-lite0.pt2", "relu_cnn": DATA / "models" / "relu_cnn.pt2"}
LAST = {"bundled": "relu6_32", "relu_cnn": "relu3"}  # what is pooled before the classifier


def as_module(node: fx.Node, weights: dict[str, torch.Tensor]) -> nn.Module | None:
    """The module that does what the exported operator does."""
    aten, value = torch.ops.aten, lambda i: weights[node.args[i].target] if len(node.args) > i and node.args[i] is not None else None
    argument = lambda i, default: node.args[i] if len(node.args) > i else default
    if node.target == aten.conv2d.default:
        weight, groups = value(1), argument(6, 1)
        module = nn.Conv2d(weight.shape[1] * groups, weight.shape[0], weight.shape[2:], argument(3, 1), argument(4, 0),
                           argument(5, 1), groups, bias=False)
        module.weight.data = weight
        return module
    if node.target == aten.batch_norm.default:
        module = nn.BatchNorm2d(len(value(1)), eps=node.args[7])
        module.weight.data, module.bias.data, module.running_mean, module.running_var = (value(i) for i in (1, 2, 3, 4))
        return module
    if node.target == aten.linear.default:
        module = nn.Linear(*reversed(value(1).shape))
        module.weight.data, module.bias.data = value(1), value(2)
        return module
    if node.target == aten.hardtanh.default and tuple(node.args[1:]) == (0., 6.):
        return nn.ReLU6()
    return nn.AdaptiveAvgPool2d(1) if node.target == aten.adaptive_avg_pool2d.default else None


def bundled_twin() -> nn.Module:
    """The bundled model with a module for each layer, which is what most peers can hook."""
    exported = torch.export.load(MODELS["bundled"]).module()
    weights = {**dict(exported.named_parameters()), **dict(exported.named_buffers())}
    graph, counts = exported.graph, {}
    for node in list(graph.nodes):
        if node.op == "call_module":  # the exporter's guards on the input
            graph.erase_node(node)
        if node.op == "output":
            node.args = (node.args[0][0],)
        module = as_module(node, weights) if node.op == "call_function" else None
        if module is None:
            continue
        kind = type(module).__name__.lower()
        name = f"{kind}_{counts.setdefault(kind, 0)}"
        counts[kind] += 1
        exported.add_module(name, module)
        with graph.inserting_before(node):
            node.replace_all_uses_with(graph.call_module(name, (node.args[0],)))
        graph.erase_node(node)
    graph.set_codegen(fx.graph.CodeGen())
    graph.eliminate_dead_code()
    return fx.GraphModule(exported, graph).eval()


@dataclasses.dataclass(frozen=True)
class Setting:
    """One photo before one model, on the peer's side. `x` is (1, 3, H, W) as the network gets it."""
    model: str
    photo: str
    x: torch.Tensor
    target: int
    module: nn.Module
    folder: pathlib.Path

    @property
    def layer(self) -> nn.Module:
        return dict(self.module.named_modules())[LAST[self.model]]

    def noise(self, samples: int) -> torch.Tensor:
        """The program's own normals for the first samples."""
        return torch.from_numpy(drawn_normals(samples, self.x.numel())).reshape(samples, *self.x.shape[1:]).to(self.x.dtype)

    def uniforms(self, samples: int) -> np.ndarray:
        """The first two of the program's uniform numbers for each sample."""
        counter = np.zeros(samples, np.uint64)
        words = philox((counter, counter, np.arange(samples, dtype=np.uint64), counter), (SEED, 0))
        return ((words[:2].astype(np.float64) + .5) * 2. ** -32).T

    def sigma(self, noise: float) -> float:
        return noise * float(self.x.max() - self.x.min())

    def gradient(self, x=None) -> torch.Tensor:
        x = (self.x if x is None else x).detach().clone().requires_grad_(True)
        return torch.autograd.grad(self.module(x)[:, self.target].sum(), x)[0]

    def enlarged(self, cam, aligned: bool = False) -> np.ndarray:
        """A layer's map (h, w) as a picture, with half-pixel centres or from corner to corner."""
        cam = torch.as_tensor(np.asarray(cam)).to(self.x.dtype)
        cam = cam.reshape(1, 1, *cam.shape[-2:])
        return functional.interpolate(cam, self.x.shape[-2:], mode="bilinear", align_corners=aligned)[0].numpy()

    def written(self, name: str) -> np.ndarray:
        """What a peer in another process has written."""
        precision = "float64" if self.x.dtype == torch.float64 else "float32"
        return np.load(self.folder / f"{name}_{self.photo}_{precision}.npy")


@functools.lru_cache(maxsize=4)
def drawn_normals(samples: int, count: int) -> np.ndarray:
    return np.stack([normals(SEED, i, count)[0] for i in range(samples)])


@functools.lru_cache(maxsize=4)
def module_of(model: str, double: bool) -> nn.Module:
    module = bundled_twin() if model == "bundled" else load(model)
    return module.double() if double else module


def unchanged(ours: np.ndarray) -> np.ndarray:
    return ours


@dataclasses.dataclass(frozen=True)
class Case:
    """Our method `method` with `params` beside what `run` makes with a peer, an array of the shape of ours."""
    method: str
    peer: str  # the distribution on PyPI
    call: str  # of the peer, as the table says it
    run: Callable[[Setting], np.ndarray]
    params: dict = dataclasses.field(default_factory=dict)
    models: tuple = ("bundled", "relu_cnn")
    ours: Callable[[np.ndarray], np.ndarray] = unchanged  # what the peer does to its map afterwards
    remark: str = ""
    differs: str = ""  # why the numbers are not the same, where they cannot be
    single: bool = False  # the peer has float32 alone
    limit: float = 1e-6
