# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How alike two maps are, by scipy and scikit-image: tests/data/reference/similarity.json and its two maps.

The second map is the first with noise, and some of its values are rounded so that ranks are shared."""
import numpy as np
import scipy
import scipy.stats
import skimage
from skimage.metrics import structural_similarity

from common import REFERENCE, write_json, write_npy

TOP = 0.05


def pairs():
    random = np.random.default_rng(7)
    y, x = np.mgrid[0:40, 0:48] / 8
    first = (np.sin(x) * np.cos(y) + 0.2 * random.standard_normal(x.shape)).astype(np.float32)
    second = np.round(0.7 * first + 0.3 * random.standard_normal(x.shape), 1).astype(np.float32)
    yield "signed", first, second
    yield "magnitude", np.abs(first), np.abs(second)


def top_places(values):
    count = round(TOP * values.size)
    return set(np.argsort(-np.abs(values).ravel(), kind="stable")[:count])


def similarity(first, second):
    scaled = [values.astype(np.float64) / np.abs(values).max() for values in (first, second)]
    width = 2 if min(first.min(), second.min()) < 0 else 1
    top = top_places(first)
    return {"pearson": scipy.stats.pearsonr(first.ravel().astype(np.float64), second.ravel().astype(np.float64))[0],
            "spearman": scipy.stats.spearmanr(first.ravel(), second.ravel())[0],
            "ssim": structural_similarity(*scaled, data_range=width, gaussian_weights=True, sigma=1.5,
                                          use_sample_covariance=False),
            "top_overlap": len(top & top_places(second)) / len(top)}


result = {"made_with": {"scipy": scipy.__version__, "scikit-image": skimage.__version__}}
for name, first, second in pairs():
    write_npy(REFERENCE / f"similarity_{name}_1.npy", first)
    write_npy(REFERENCE / f"similarity_{name}_2.npy", second)
    result[name] = {key: float(value) for key, value in similarity(first, second).items()}
write_json(REFERENCE / "similarity.json", result)
