# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a comparison of metrics is made of: a map that both sides judge, one metric of a peer, our random numbers."""
import dataclasses
import functools
from collections.abc import Callable

import numpy as np
import torch
from peers.case import SEED, Setting
from smoothgrad_reference import normals, philox

KEY = SEED ^ 0x6d65747269637300  # of the metrics' random numbers


@functools.lru_cache(maxsize=64)
def metric_normals(sample: int, count: int) -> np.ndarray:
    return normals(KEY, sample, count)[0]


def metric_uniforms(sample: int, count: int) -> np.ndarray:
    """From 0 to 1."""
    block = np.arange((count + 3) // 4, dtype=np.uint64)
    zero = np.zeros_like(block)
    words = philox((block, zero, np.full_like(block, sample), zero), (KEY & 0xFFFFFFFF, KEY >> 32))
    return ((words.T.reshape(-1)[:count].astype(np.float64) + .5) * 2. ** -32)


@dataclasses.dataclass(frozen=True)
class Judged:
    """A map (C, H, W) or (1, H, W) of a photo before a model."""
    setting: Setting
    map: np.ndarray

    @property
    def pixels(self) -> np.ndarray:
        return self.map.mean(0)

    @property
    def range(self) -> float:
        """Of every network input that the model can get."""
        return 255 / 128 if self.setting.model == "bundled" else 2.

    @torch.no_grad()
    def probability(self, x: torch.Tensor) -> torch.Tensor:
        return torch.softmax(self.setting.module(x), 1)[:, self.setting.target]

    def scaled(self) -> np.ndarray:
        """Magnitudes from the smallest to the largest, as class activation maps are laid over photos."""
        size = np.abs(self.pixels)
        return (size - size.min()) / (size.max() - size.min())

    def change(self, kind: str, sample: int, noise: float = .02) -> torch.Tensor:
        """The program's change number `sample` of the photo, (3, H, W)."""
        x = self.setting.x[0]
        if kind == "noise":
            sigma = noise * float(x.max() - x.min())
            return sigma * torch.from_numpy(metric_normals(sample, x.numel()).reshape(x.shape)).to(x.dtype)
        side, place = max(1, min(x.shape[1:]) // 8), metric_uniforms(sample, 2)
        top, left = (int(u * (size - side + 1)) for u, size in zip(place, x.shape[1:]))
        change = torch.zeros_like(x)
        change[:, top:top + side, left:left + side] = x[:, top:top + side, left:left + side]
        return change


@dataclasses.dataclass(frozen=True)
class MetricCase:
    """Our metric of our method's map beside what `run` makes of the same map with a peer."""
    metric: str
    peer: str  # the distribution on PyPI
    call: str  # of the peer, as the table says it
    run: Callable[[Judged], float]
    params: dict = dataclasses.field(default_factory=dict)
    method: str = "gradient"
    method_params: dict = dataclasses.field(default_factory=lambda: {"reduction": "sum"})
    models: tuple = ("bundled", "relu_cnn")
    box: str = ""
    detail: str = ""  # which number of ours is compared, where it is not the value
    remark: str = ""
    limit: float = 1e-6

    def ours(self, result: dict) -> float:
        return result["details"][self.detail] if self.detail else result["value"]
