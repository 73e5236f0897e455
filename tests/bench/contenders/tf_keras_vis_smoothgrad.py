# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SmoothGrad by tf-keras-vis: python tf_keras_vis_smoothgrad.py NETWORK 1 SAMPLES."""
import time

import numpy

import common
from tensorflow_networks import build, tf
from tf_keras_vis.saliency import Saliency
from tf_keras_vis.utils.scores import CategoricalScore


def measure(name, _, samples):
    saliency, size = Saliency(build(name), clone=False), common.size_of(name)
    x = numpy.random.randn(1, size, size, 3).astype("float32")

    def run(count):
        saliency(CategoricalScore(0), x, smooth_samples=count, smooth_noise=0.15, gradient_modifier=tf.abs)

    run(2)
    start = time.perf_counter()
    run(samples)
    return (time.perf_counter() - start) * 1e3 / samples


common.contend(measure, "tensorflow", "tf-keras-vis")
