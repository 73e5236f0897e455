# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SmoothGrad by a bare tf.function: python tf_function_smoothgrad.py NETWORK BATCH SAMPLES."""
import common
from tensorflow_networks import build, tf


def measure(name, batch, samples):
    model, size = build(name), common.size_of(name)
    x = tf.random.normal([1, size, size, 3])

    @tf.function
    def run():
        noisy = x + 0.15 * tf.random.normal([batch, size, size, 3])
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(noisy)
            score = tf.reduce_sum(model(noisy, training=False)[:, 0])
        return tf.reduce_sum(tape.gradient(score, noisy), axis=0)

    return common.median_milliseconds(samples, batch, lambda: run().numpy())


common.contend(measure, "tensorflow")
