# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Philox noise and SmoothGrad with it, from README "Noise, exactly", in float64.

Usage: python smoothgrad_reference.py
Writes tests/data/reference/noise.json and smoothgrad_*.npy.
"""
import numpy as np
import torch
from common import REFERENCE, write_json, write_npy
from tiny_models import SHAPE, load

MASK = np.uint64(0xFFFFFFFF)
SEED, SAMPLES, NOISE, TARGET = 7, 16, .1, 3


def philox(counter, key):
    """Philox4x32-10 (Salmon et al. 2011). counter: four uint64 arrays holding 32-bit words; key: two words."""
    c0, c1, c2, c3 = counter
    k0, k1 = np.uint64(key[0]), np.uint64(key[1])
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (p1 >> np.uint64(32)) ^ c1 ^ k0, p1 & MASK, (p0 >> np.uint64(32)) ^ c3 ^ k1, p0 & MASK
        k0, k1 = (k0 + np.uint64(0x9E3779B9)) & MASK, (k1 + np.uint64(0xBB67AE85)) & MASK
    return np.stack([c0, c1, c2, c3])


def normals(seed, sample, count):
    """The first `count` normals of one sample, float64, and their Philox words."""
    block = np.arange((count + 3) // 4, dtype=np.uint64)
    words = np.full_like(block, sample & 0xFFFFFFFF), np.full_like(block, sample >> 32)
    w = philox((block & MASK, block >> np.uint64(32), *words), (seed & 0xFFFFFFFF, seed >> 32))
    u = (w.astype(np.float64) + .5) * 2. ** -32
    z = np.empty((len(block), 4))
    for k in (0, 2):
        radius = np.sqrt(-2 * np.log(u[k]))
        z[:, k], z[:, k + 1] = radius * np.cos(2 * np.pi * u[k + 1]), radius * np.sin(2 * np.pi * u[k + 1])
    return z.reshape(-1)[:count], w.T


def main() -> None:
    zero = [np.zeros(1, np.uint64)] * 4
    known = [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]  # Random123's known answer for zero key and counter
    assert philox(zero, (0, 0))[:, 0].tolist() == known
    many = normals(1, 0, 400_000)[0]
    assert abs(many.mean()) < .01 and abs(many.std() - 1) < .01

    values = []
    for seed, sample in ((0, 0), (7, 0), (7, 1), (7, 15), (2 ** 40 + 5, 2 ** 33 + 1)):
        z, w = normals(seed, sample, 10)
        values.append({"seed": seed, "sample": sample, "words": w[0].tolist(), "normals": z.tolist(),
                       "normals_at_3000": normals(seed, sample, 3004)[0][3000:].tolist()})
    write_json(REFERENCE / "noise.json", values)

    x = np.random.default_rng(11).uniform(-1, 1, SHAPE).astype(np.float32).astype(np.float64)
    sigma = NOISE * (x.max() - x.min())
    model = load("small_cnn").double()
    gradients = []
    for i in range(SAMPLES):
        noisy = torch.from_numpy(x + sigma * normals(SEED, i, x.size)[0].reshape(SHAPE))[None].requires_grad_(True)
        gradients.append(torch.autograd.grad(model(noisy)[0, TARGET], noisy)[0][0].numpy())
    mean = np.mean(gradients, axis=0)
    variance = np.mean((np.array(gradients) - mean) ** 2, axis=0)
    write_npy(REFERENCE / "smoothgrad_input.npy", x.astype(np.float32))
    write_npy(REFERENCE / "smoothgrad_mean.npy", mean)
    write_npy(REFERENCE / "smoothgrad_variance.npy", variance)
    write_json(REFERENCE / "smoothgrad.json", {
        "model": "small_cnn", "target": TARGET, "seed": SEED, "n": SAMPLES, "noise": NOISE, "range": "image",
        "sigma": sigma, "input": "smoothgrad_input.npy", "mean": "smoothgrad_mean.npy",
        "variance": "smoothgrad_variance.npy"})
    print(f"sigma {sigma:.6f}, max |mean| {abs(mean).max():.5f}, max variance {variance.max():.6f}")


if __name__ == "__main__":
    main()
