# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The networks keras.applications has, weights random."""
import os

os.environ.setdefault("TF_USE_LEGACY_KERAS", "1")  # tf-keras-vis was written for Keras 2
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import tensorflow as tf  # noqa: E402

import common  # noqa: E402

NAMES = {"mobilenet_v2": "MobileNetV2", "resnet50": "ResNet50", "inception_v3": "InceptionV3",
         "densenet121": "DenseNet121", "efficientnet_b0": "EfficientNetB0", "convnext_tiny": "ConvNeXtTiny"}


def build(name):
    size = common.size_of(name)
    return getattr(tf.keras.applications, NAMES[name])(weights=None, input_shape=(size, size, 3),
                                                       classifier_activation=None)
