# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten steps of each ascent preset on the tiny models, from README "Ascent, exactly", in float64.

Usage: python ascent_reference.py
Writes tests/data/reference/ascent.json, with every random number, and the pictures it names.
"""
import numpy as np
import torch
import torch.nn.functional as F
from common import REFERENCE, write_json, write_npy
from tiny_models import SHAPE, load

STEPS = 10
TARGETS = {"linear": 2, "quadratic": 1, "small_cnn": 3}
MEAN, STD = 0.5, 0.5
COLOUR = torch.tensor([[.26, .09, .02], [.27, 0, -.05], [.27, -.09, .03]], dtype=torch.float64) / .46195238


def sample(x, sy, sx, fill):
    """x (3, H, W) at the real coordinates sy, sx, bilinear; neighbours outside the picture are `fill`."""
    height, width = x.shape[1:]
    y0, x0 = torch.floor(sy), torch.floor(sx)
    result = 0
    for dy in (0, 1):
        for dx in (0, 1):
            iy, ix = y0 + dy, x0 + dx
            weight = (1 - (sy - iy).abs()) * (1 - (sx - ix).abs())
            inside = (iy >= 0) & (iy < height) & (ix >= 0) & (ix < width)
            value = x[:, iy.clamp(0, height - 1).long(), ix.clamp(0, width - 1).long()]
            result = result + weight * torch.where(inside, value, torch.tensor(fill, dtype=x.dtype))
    return result


def rotate(x, angle, fill):
    height, width = x.shape[1:]
    cy, cx = (height - 1) / 2, (width - 1) / 2
    v, u = torch.meshgrid(torch.arange(height) - cy, torch.arange(width) - cx, indexing="ij")
    v, u, cos, sin = v.double(), u.double(), np.cos(angle), np.sin(angle)
    return sample(x, cy - sin * u + cos * v, cx + cos * u + sin * v, fill)


def resize(x, height, width):
    """Half-pixel centres, edge values repeated, no antialiasing."""
    def coordinates(new, old):
        return ((torch.arange(new).double() + .5) * old / new - .5).clamp(0, old - 1)
    sy, sx = torch.meshgrid(coordinates(height, x.shape[1]), coordinates(width, x.shape[2]), indexing="ij")
    return sample(x, sy, sx, 0.)


def crop(x, amount, offset):
    return x[:, offset[0]:x.shape[1] - amount + offset[0], offset[1]:x.shape[2] - amount + offset[1]]


def total_variation(x):
    return ((x[:, 1:] - x[:, :-1]).abs().sum() + (x[:, :, 1:] - x[:, :, :-1]).abs().sum()) / (x.shape[1] * x.shape[2])


def article(score, x, draws, lr=10., l2=.1, tv=.1):
    """Yields the objective before each step and the picture after it."""
    for step in range(1, STEPS + 1):
        if draws:
            x = rotate(x, draws[step - 1]["angle"], 0.)
            x = torch.from_numpy(np.roll(x.numpy(), draws[step - 1]["roll"], axis=(1, 2)))
        x = x.clone().requires_grad_(True)
        objective = score(x) - l2 * (x ** 2).sum() - tv * total_variation(x)
        (gradient,) = torch.autograd.grad(objective, x)
        x = x.detach() + lr * gradient / gradient.norm()
        if step < STEPS:
            x = x.clamp(-1, 1)
        yield objective.item(), x


def fourier_picture(z, height, width):
    fy, fx = np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :]
    scale = np.sqrt(width * height) / np.maximum(np.sqrt(fy ** 2 + fx ** 2), 1 / max(width, height))
    spectrum = torch.view_as_complex(z) * torch.from_numpy(scale)
    decorrelated = torch.fft.irfft2(spectrum, s=(height, width)) / 4
    return torch.sigmoid(torch.einsum("rc,chw->rhw", COLOUR, decorrelated))


def lucid_transforms(p, draw):
    p = F.pad(p, (12, 12, 12, 12), value=.5)
    p = crop(p, 8, draw["jitter8"])
    p = resize(p, *(side * (45 + draw["scale"]) // 50 for side in p.shape[1:]))
    p = rotate(p, np.radians(draw["degrees"]), .5)
    p = crop(p, 4, draw["jitter4"])
    return (resize(p, *SHAPE[1:]) - MEAN) / STD


def lucid(score, z, draws, lr=.05, beta1=.9, beta2=.999, eps=1e-8):
    m, v = torch.zeros_like(z), torch.zeros_like(z)
    for step, draw in enumerate(draws, start=1):
        z = z.clone().requires_grad_(True)
        objective = score(lucid_transforms(fourier_picture(z, *SHAPE[1:]), draw))
        (gradient,) = torch.autograd.grad(-objective, z)
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient ** 2
        z = z.detach() - lr * (m / (1 - beta1 ** step)) / ((v / (1 - beta2 ** step)).sqrt() + eps)
        yield objective.item(), fourier_picture(z, *SHAPE[1:])


def check_sampling():
    """The sampling above is what the README says it is in torch's terms."""
    x = torch.rand(3, 20, 31, dtype=torch.float64)
    expected = F.interpolate(x[None], (33, 17), mode="bilinear", align_corners=False)[0]
    assert torch.allclose(resize(x, 33, 17), expected, atol=1e-13)
    angle = .3
    row = [[np.cos(angle), np.sin(angle) * 19 / 30, 0], [-np.sin(angle) * 30 / 19, np.cos(angle), 0]]
    grid = F.affine_grid(torch.tensor([row]), (1, 3, 20, 31), align_corners=True)
    expected = F.grid_sample(x[None] - .5, grid, mode="bilinear", padding_mode="zeros", align_corners=True)[0] + .5
    assert torch.allclose(rotate(x, angle, .5), expected, atol=1e-13)


def main() -> None:
    check_sampling()
    rng = np.random.default_rng(3)
    start = rng.uniform(-.125, .125, SHAPE)
    spectrum = rng.normal(0, .01, (3, 32, 17, 2))
    write_npy(REFERENCE / "ascent_article_start.npy", start)
    write_npy(REFERENCE / "ascent_lucid_start.npy", spectrum)
    augment = [{"angle": .05 * rng.normal(), "roll": [int(15 * rng.normal()) for _ in range(2)]} for _ in range(STEPS)]
    angles = list(range(-10, 11)) + 5 * [0]
    transforms = [{"jitter8": rng.integers(0, 9, 2).tolist(), "scale": int(rng.integers(0, 11)),
                   "degrees": int(rng.choice(angles)), "jitter4": rng.integers(0, 5, 2).tolist()} for _ in range(STEPS)]
    presets = {"article": (article, start, []), "article-augmented": (article, start, augment),
               "lucid": (lucid, spectrum, transforms)}
    cases = []
    for preset, (loop, first, draws) in presets.items():
        for name, target in TARGETS.items():
            model = load(name).double()
            run = list(loop(lambda x: model(x[None])[0, target], torch.from_numpy(first), draws))
            pictures = {}
            for step in (1, STEPS) if name == "small_cnn" else (STEPS,):
                pictures[step] = f"ascent_{preset}_{name}_{step}.npy"
                write_npy(REFERENCE / pictures[step], run[step - 1][1].numpy())
            cases.append({"preset": preset, "model": name, "target": target, "steps": STEPS,
                          "objective": [value for value, _ in run], "pictures": pictures})
            print(preset, name, [round(value, 4) for value, _ in run])
    write_json(REFERENCE / "ascent.json", {
        "about": "README 'Ascent, exactly'; angle in rad, roll and jitter as [dy, dx], scale as i of (45 + i) / 50",
        "start": {"article": "ascent_article_start.npy", "article-augmented": "ascent_article_start.npy",
                  "lucid": "ascent_lucid_start.npy"},
        "draws": {"article": [], "article-augmented": augment, "lucid": transforms}, "cases": cases})


if __name__ == "__main__":
    main()
