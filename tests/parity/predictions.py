# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bundled model's answers on the sample photos.

Usage: python predictions.py
Writes tests/data/reference/predictions.json.
"""
import torch
from common import REFERENCE, RESOURCES, bundled_input, bundled_model, write_json


def main() -> None:
    model = bundled_model()
    labels = (RESOURCES / "models" / "imagenet_labels.txt").read_text().splitlines()
    answers = []
    for photo in sorted((RESOURCES / "photos").glob("*.jpg")):
        with torch.no_grad():
            logits = model(bundled_input(photo.name))[0]
        probabilities = logits.softmax(0)
        top = [{"index": index, "label": labels[index], "probability": probabilities[index].item(),
                "logit": logits[index].item()} for index in probabilities.topk(5).indices.tolist()]
        answers.append({"photo": photo.name, "predictions": top})
        print(photo.name, top[0]["label"], f"{top[0]['probability']:.4f}")
    write_json(REFERENCE / "predictions.json", answers)


if __name__ == "__main__":
    main()
