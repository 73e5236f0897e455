# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gradients of the bundled model's top-1 logit, float64 and float32, on three photos as the model sees them.

Usage: python gradients.py
Writes tests/data/reference/gradients.json, gradient_*.npy (every 16th row and column) and *_224.png, the inputs.
"""
import numpy as np
import torch
from common import REFERENCE, bundled_input, bundled_model, top1_gradient, write_json, write_npy
from PIL import Image

PHOTOS = ["goldfish", "polar_bear", "red_panda"]
STRIDE = 16


def main() -> None:
    results = []
    for photo in PHOTOS:
        x = bundled_input(f"{photo}.jpg")
        pixels = (x[0] * 128 + 127).round().to(torch.uint8).permute(1, 2, 0).numpy()
        Image.fromarray(pixels).save(REFERENCE / f"{photo}_224.png")
        logits, single, index = top1_gradient(bundled_model(), x)
        exact_logits, double, _ = top1_gradient(bundled_model().double(), x.double(), index)
        largest = double.abs().max()
        write_npy(REFERENCE / f"gradient_{photo}.npy", double[:, ::STRIDE, ::STRIDE].numpy())
        results.append({
            "photo": photo, "input": f"{photo}_224.png", "gradient": f"gradient_{photo}.npy", "stride": STRIDE,
            "index": index, "logit": exact_logits[index].item(), "logit_float32": logits[index].item(),
            "max_abs": largest.item(), "sum": double.sum().item(), "l2": double.norm().item(),
            "float32_error": ((single - double).abs().max() / largest).item()})
        print(photo, index, f"{results[-1]['float32_error']:.3g}", np.array(double.shape))
    write_json(REFERENCE / "gradients.json", results)


if __name__ == "__main__":
    main()
