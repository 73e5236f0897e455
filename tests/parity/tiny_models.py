# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Six small networks with fixed weights, written to tests/data/models as .pt2 and TorchScript.

Usage: python tiny_models.py
"""
import torch
from common import DATA, export_program, write_json
from torch import nn

SHAPE = (3, 32, 32)


def draw(seed: int, *shape: int) -> torch.Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


class Linear(nn.Module):
    """y = W x + b, six classes; its gradient is a row of W."""

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3 * 32 * 32, 6)
        with torch.no_grad():
            self.fc.weight.copy_(draw(1, 6, 3072) * 0.05)
            self.fc.bias.copy_(draw(2, 6))

    def forward(self, x):
        return self.fc(torch.flatten(x, 1))


class Quadratic(nn.Module):
    """y_k = sum((a_k x)^2) + sum(b_k x), three classes; its gradient is 2 a_k^2 x + b_k."""

    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(draw(3, 3, *SHAPE) * 0.1)
        self.b = nn.Parameter(draw(4, 3, *SHAPE) * 0.05)

    def forward(self, x):
        x = x.unsqueeze(1)
        return ((self.a * x) ** 2 + self.b * x).sum((2, 3, 4))


class SmallCnn(nn.Module):
    """conv, batch norm, ReLU6, depthwise conv, batch norm, ReLU, 1x1 conv, dropout, average pool, linear; ten classes."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 8, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU6(),
            nn.Conv2d(8, 8, 3, padding=1, groups=8, bias=False), nn.BatchNorm2d(8), nn.ReLU(inplace=True),
            nn.Conv2d(8, 16, 1), nn.ReLU())
        self.dropout = nn.Dropout(0.2)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(16, 10)
        with torch.no_grad():
            for seed, (name, value) in enumerate(self.state_dict().items(), start=10):
                if name.endswith("running_var"):
                    value.copy_(draw(seed, *value.shape).abs() + 0.5)
                elif value.is_floating_point():
                    fan_in = value[0].numel() if value.dim() > 1 else 4
                    value.copy_(draw(seed, *value.shape) * (2 / fan_in) ** 0.5)
            self.features[1].weight.copy_(draw(30, 8).abs() + 1)
            self.features[4].weight.copy_(draw(31, 8).abs() + 1)
            self.classifier.weight.mul_(4)

    def forward(self, x):
        x = self.pool(self.dropout(self.features(x)))
        return self.classifier(torch.flatten(x, 1))


class ReluCnn(nn.Module):
    """Three convolutions with ReLU modules, average pool, linear; ten classes. Paddings are those that Keras calls same and
    valid, so that the same network can be built there."""

    def __init__(self):
        super().__init__()
        self.conv1, self.relu1 = nn.Conv2d(3, 6, 3, padding=1), nn.ReLU()
        self.conv2, self.relu2 = nn.Conv2d(6, 8, 3, stride=2), nn.ReLU()
        self.conv3, self.relu3 = nn.Conv2d(8, 12, 3, padding=1), nn.ReLU()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(12, 10)
        with torch.no_grad():
            for seed, value in enumerate(self.parameters(), start=50):
                fan_in = value[0].numel() if value.dim() > 1 else 8
                value.copy_(draw(seed, *value.shape) * (2 / fan_in) ** 0.5)

    def forward(self, x):
        x = self.relu1(self.conv1(x))
        x = self.relu2(self.conv2(x))
        x = self.relu3(self.conv3(x))
        return self.fc(torch.flatten(self.pool(x), 1))


class MirrorCnn(nn.Module):
    """Three convolutions whose kernels are their own mirror images, ReLU, average pools, linear; ten classes. A mirrored picture gives
    mirrored layers and the same answer."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 6, 3, padding=1), nn.ReLU(), nn.AvgPool2d(2),
            nn.Conv2d(6, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 12, 3, padding=1), nn.ReLU())
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(12, 10)
        with torch.no_grad():
            for seed, value in enumerate(self.parameters(), start=80):
                fan_in = value[0].numel() if value.dim() > 1 else 8
                drawn = draw(seed, *value.shape) * (2 / fan_in) ** 0.5
                value.copy_(drawn + drawn.flip(3) if value.dim() == 4 else drawn)

    def forward(self, x):
        return self.fc(torch.flatten(self.pool(self.features(x)), 1))


class Tokens(nn.Module):
    """A transformer of one block: 4 x 4 patches and a class token of eight channels, attention of two heads, MLP; five classes."""

    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(3, 8, 8, stride=8)
        self.class_token = nn.Parameter(torch.zeros(1, 1, 8))
        self.places = nn.Parameter(torch.zeros(1, 17, 8))
        self.before_attention = nn.LayerNorm(8)
        self.qkv = nn.Linear(8, 24)
        self.mix = nn.Linear(8, 8)
        self.mlp = nn.Sequential(nn.LayerNorm(8), nn.Linear(8, 16), nn.GELU(), nn.Linear(16, 8))
        self.head = nn.Linear(8, 5)
        with torch.no_grad():
            for seed, value in enumerate(self.parameters(), start=50):
                fan_in = value[0].numel() if value.dim() > 1 else 4
                value.copy_(draw(seed, *value.shape) * (2 / fan_in) ** 0.5)

    def forward(self, x):
        tokens = self.patches(x).flatten(2).transpose(1, 2)
        tokens = torch.cat([self.class_token.expand(x.shape[0], -1, -1), tokens], 1) + self.places
        parts = self.qkv(self.before_attention(tokens)).unflatten(2, (3, 2, 4)).permute(2, 0, 3, 1, 4)
        mixed = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2])
        tokens = tokens + self.mix(mixed.transpose(1, 2).flatten(2))
        tokens = tokens + self.mlp(tokens)
        return self.head(tokens[:, 0])


MODELS = {"linear": Linear, "quadratic": Quadratic, "tokens": Tokens, "relu_cnn": ReluCnn, "mirror_cnn": MirrorCnn,
          "small_cnn": SmallCnn}
CARD = {"source": "tests/parity/tiny_models.py", "licence": "GPL-3.0-or-later",
        "input": {"size": [32, 32], "resize": None, "interpolation": "bilinear", "crop": "none",
                  "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "channels": "RGB"},
        "output": "logits", "labels": []}


def load(name: str) -> nn.Module:
    return MODELS[name]().eval()


def save_script(script, path) -> None:
    """Saves TorchScript without its debug records, which hold the paths of the machine it ran on."""
    script.save(path)
    reader = torch._C.PyTorchFileReader(str(path))
    records = {name: reader.get_record(name) for name in reader.get_all_records() if not name.endswith(".debug_pkl")}
    del reader
    writer = torch._C.PyTorchFileWriter(str(path))
    for name, data in records.items():
        if not name.startswith(".data/") and name != "version":
            writer.write_record(name, data, len(data))
    writer.write_end_of_file()


def main() -> None:
    folder = DATA / "models"
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    for name in MODELS:
        model = load(name)
        classes = model(torch.zeros(1, *SHAPE)).shape[1]
        program = export_program(model, torch.rand(2, *SHAPE), True)
        if name != "small_cnn":
            program.example_inputs = None  # small_cnn keeps its sample inputs, as a user's file has them
        torch.export.save(program, folder / f"{name}.pt2")
        if name == "small_cnn":
            torch.export.save(export_program(model, torch.rand(1, *SHAPE), False), folder / "small_cnn_static.pt2")
            save_script(torch.jit.trace(model, torch.rand(2, *SHAPE)), folder / "small_cnn_traced.pt")
            save_script(torch.jit.script(model), folder / "small_cnn_scripted.pt")
        elif name not in ("relu_cnn", "mirror_cnn"):
            save_script(torch.jit.script(model), folder / f"{name}.pt")
        card = {"name": name, **CARD, "labels": [f"class {k}" for k in range(classes)]}
        write_json(folder / f"{name}.json", card)
    for variant in ("static", "traced", "scripted"):
        write_json(folder / f"small_cnn_{variant}.json", {**card, "name": f"small_cnn_{variant}"})
    for path in sorted(folder.glob("*.pt*")):
        x = torch.rand(1, *SHAPE)
        loaded = torch.export.load(path).module() if path.suffix == ".pt2" else torch.jit.load(path)
        name = next(n for n in MODELS if path.name.startswith(n))
        with torch.no_grad():
            assert torch.equal(loaded(x), load(name)(x)), path
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
