# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What runs in TensorFlow's own environment: relu_cnn built in Keras with the same weights, tf-keras-vis and xplique on it.

Usage: python keras_side.py FOLDER
FOLDER holds given.npz, which maps.py writes; gets NAME_PHOTO_PRECISION.npy, channels first, and versions.json.
"""
import json
import os
import pathlib
import sys
from importlib import metadata

os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="-1")

import numpy as np
import tensorflow as tf
import tf_keras_vis_side
import xplique_side


def relu_cnn(given) -> tf.keras.Model:
    layers = tf.keras.layers
    model = tf.keras.Sequential([
        tf.keras.Input((32, 32, 3)),
        layers.Conv2D(6, 3, padding="same", activation="relu"),
        layers.Conv2D(8, 3, strides=2, activation="relu"),
        layers.Conv2D(12, 3, padding="same", activation="relu", name="last"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(10)])
    weights = []
    for name in ("conv1", "conv2", "conv3", "fc"):
        weight = given[f"{name}.weight"]
        weights += [weight.transpose(2, 3, 1, 0) if weight.ndim == 4 else weight.T, given[f"{name}.bias"]]
    model.set_weights(weights)
    return model


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    given = np.load(folder / "given.npz")
    for precision in ("float64", "float32"):
        tf.keras.config.set_floatx(precision)
        tf.keras.config.set_dtype_policy(precision)
        model = relu_cnn(given)
        for photo in given["photos"]:
            x = given[f"x_{photo}"].astype(precision).transpose(0, 2, 3, 1)
            target, noise = int(given[f"target_{photo}"]), given["noise"].astype(precision).transpose(0, 2, 3, 1)
            runs = dict(tf_keras_vis_side.RUNS)
            if precision == "float32":
                runs |= {**tf_keras_vis_side.SINGLE_RUNS, **xplique_side.SINGLE_RUNS}
            for name, run in runs.items():
                result = np.asarray(run(model, x, target, noise))
                np.save(folder / f"{name}_{photo}_{precision}.npy", np.moveaxis(result, -1, 0))
    versions = {name: metadata.version(name) for name in ("tensorflow-cpu", "tf-keras-vis", "xplique")}
    (folder / "versions.json").write_text(json.dumps(versions))


if __name__ == "__main__":
    main()
