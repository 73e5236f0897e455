# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pillow's resizes of a synthetic picture, and of the decoded goldfish photo as the bundled model sees it.

Usage: python pillow_resize.py
Writes tests/data/reference/resize/*.png and resize.json. Pillow rounds to 8 bits between its two passes.
"""
import math

import numpy as np
import PIL
from PIL import Image, ImageDraw
from common import REFERENCE, RESOURCES, resize_and_crop, write_json

FILTERS = {"nearest": Image.Resampling.NEAREST, "bilinear": Image.Resampling.BILINEAR,
           "bicubic": Image.Resampling.BICUBIC, "lanczos": Image.Resampling.LANCZOS}
BOXES = {"inside": (10.25, 3.5, 80.75, 50.125), "outside": (-20.5, 10.25, 60.5, 90.75)}
FILL = (120, 60, 200)
SIZES = [(48, 30), (33, 47), (20, 61), (97, 20), (13, 7), (150, 100), (131, 40)]


def synthetic() -> Image.Image:
    """97 x 61, ramps and waves with hard edges, single pixels and a checkerboard."""
    y, x = np.mgrid[0:61, 0:97].astype(np.float64)
    waves = np.stack([x * 255 / 96, 127.5 + 127.5 * np.sin(x / 5 + y / 9), y * 255 / 60], axis=2)
    picture = Image.fromarray(np.rint(waves).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 8, 30, 25), fill=(255, 255, 255))
    draw.rectangle((15, 13, 22, 19), fill=(0, 0, 0))
    draw.polygon([(60, 5), (90, 15), (66, 30)], fill=(255, 0, 30))
    draw.point([(50, 50), (70, 40), (96, 60), (0, 60)], fill=(0, 255, 0))
    for row in range(40, 56):
        for column in range(5, 25):
            draw.point((column, row), fill=(255,) * 3 if (row + column) % 2 else (0,) * 3)
    return picture


def resize_box(picture: Image.Image, box, size, resample) -> Image.Image:
    """A box of the picture; where it reaches outside, the picture lies on a canvas of colour FILL."""
    left, top = [max(0, math.ceil(-side) + 20) if side < 0 else 0 for side in box[:2]]
    right, bottom = [max(0, math.ceil(side - limit) + 20) if side > limit else 0
                     for side, limit in zip(box[2:], picture.size)]
    canvas = Image.new("RGB", (picture.width + left + right, picture.height + top + bottom), FILL)
    canvas.paste(picture, (left, top))
    moved = (box[0] + left, box[1] + top, box[2] + left, box[3] + top)
    return canvas.resize(size, resample, box=moved)


def main() -> None:
    folder = REFERENCE / "resize"
    folder.mkdir(parents=True, exist_ok=True)
    picture = synthetic()
    picture.save(folder / "synthetic.png")
    cases = []
    for name, resample in FILTERS.items():
        for size in SIZES:
            file = f"{name}_{size[0]}x{size[1]}.png"
            picture.resize(size, resample).save(folder / file)
            cases.append({"source": "synthetic.png", "filter": name, "size": size, "file": file})

    boxes = []
    for name, resample in FILTERS.items():
        for place, box in BOXES.items():
            file = f"{name}_{place}.png"
            resize_box(picture, box, (36, 28), resample).save(folder / file)
            boxes.append({"source": "synthetic.png", "filter": name, "box": box, "size": (36, 28), "fill": FILL, "file": file})

    goldfish = Image.open(RESOURCES / "photos" / "goldfish.jpg").convert("RGB")
    goldfish.save(folder / "goldfish.png")
    crops = []
    for name in ("bilinear", "bicubic"):
        file = f"goldfish_{name}_224.png"
        resize_and_crop(goldfish, 256, 224, FILTERS[name]).save(folder / file)
        crops.append({"source": "goldfish.png", "filter": name, "resize": 256, "crop": 224, "file": file})
    write_json(folder / "resize.json", {"pillow": PIL.__version__, "resizes": cases, "boxes": boxes, "crops": crops})
    print(f"{len(cases)} resizes, {len(boxes)} boxes, {len(crops)} crops")


if __name__ == "__main__":
    main()
