# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes broken models, images and cards for the robustness tests, and a README that says what is wrong with each.

Usage: python broken_files.py [FOLDER]     (default tests/data/broken)
"""
import io
import json
import pathlib
import random
import struct
import sys
import zipfile
import zlib

import torch
from common import DATA, REFERENCE, RESOURCES, export_program
from tiny_models import save_script
from torch import nn

MODEL = "tiny/models/model.json"
CONFIG = "tiny/data/weights/model_weights_config.json"
WEIGHT = "tiny/data/weights/weight_0"


class Writer:
    def __init__(self, folder: pathlib.Path):
        self.folder, self.lines = folder, []
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, name: str, data: bytes, what: str) -> None:
        (self.folder / name).write_bytes(data)
        self.lines.append(f"| {name} | {what} |")

    def readme(self) -> None:
        head = ["# Broken inputs", "", "Written by tests/parity/broken_files.py. Each must give a clear error, no crash, "
                "and no allocation beyond the stated bound.", "", "| file | what is wrong |", "|---|---|"]
        (self.folder / "README.md").write_text("\n".join(head + self.lines) + "\n")


def tiny_model() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(3, 2, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2, 3)).eval()


def tiny_entries() -> dict[str, bytes]:
    program = export_program(tiny_model(), torch.rand(2, 3, 8, 8), True)
    program.example_inputs = None
    for node in program.graph.nodes:
        node.meta.pop("nn_module_stack", None)
        node.meta.pop("torch_fn", None)
    buffer = io.BytesIO()
    torch.export.save(program, buffer)
    with zipfile.ZipFile(buffer) as archive:
        entries = {"tiny/" + name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}
    return {**entries, **{name: compact(json.loads(entries[name])) for name in (MODEL, CONFIG)}}


def compact(value) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def pack(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def edited(entries: dict[str, bytes], name: str, change) -> bytes:
    """The archive with one JSON entry changed in place by `change`."""
    value = json.loads(entries[name])
    change(value)
    return pack({**entries, name: compact(value)})


def lying(data: bytes, entry: str, size: int, method: int = 0) -> bytes:
    """Overwrites the sizes (and the method) of one entry in its local header and in the directory."""
    result, name = bytearray(data), entry.encode()
    for signature, length, method_at, sizes_at in ((b"PK\3\4", 30, 8, 18), (b"PK\1\2", 46, 10, 20)):
        at = result.find(signature)
        while at >= 0:
            if result[at + length:at + length + len(name)] == name:
                struct.pack_into("<H", result, at + method_at, method)
                struct.pack_into("<II", result, at + sizes_at, size, size)
            at = result.find(signature, at + 4)
    return bytes(result)


def broken_archives(out: Writer, entries: dict[str, bytes]) -> None:
    whole = pack(entries)
    out.add("empty.pt2", b"", "no bytes")
    out.add("text.pt2", b"This is not a model, it is a sentence in a text file.\n", "a text file")
    out.add("random.pt2", random.Random(1).randbytes(512), "random bytes")
    out.add("random_after_signature.pt2", b"PK\3\4" + random.Random(2).randbytes(508), "random bytes after a zip's first four")
    out.add("empty_zip.pt2", b"PK\5\6" + bytes(18), "a zip with no entries")
    for label, length in (("100_bytes", 100), ("most", len(whole) * 9 // 10), ("last_byte", len(whole) - 1)):
        out.add(f"truncated_{label}.pt2", whole[:length], f"cut after {length} of {len(whole)} bytes")
    out.add("lying_2gb.pt2", lying(whole, WEIGHT, 0x7FFFFFFF), "a weight's entry claims 2 GB")
    out.add("lying_4gb_deflated.pt2", lying(whole, MODEL, 0xFFFFFFFE, 8), "model.json claims 4 GB, deflated")
    out.add("lying_offset.pt2", whole[:-6] + struct.pack("<I", 0x7FFFFFF0) + whole[-2:], "the directory's offset is beyond the end")
    corrupt = bytearray(whole)
    corrupt[whole.index(entries[MODEL]) + 2000] ^= 0xFF
    out.add("flipped_byte.pt2", bytes(corrupt), "one byte of model.json differs from its checksum")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(MODEL), b" " * (8 << 20), zipfile.ZIP_DEFLATED)
    out.add("bomb.pt2", bomb.getvalue(), "8 MB of spaces, deflated a thousandfold")
    out.add("old_layout.pt2", pack({"serialized_exported_program.json": b"{}", "serialized_state_dict.pt": b"",
                                    "serialized_constants.pt": b"", "version": b"7.3"}), "the layout before torch 2.8")
    out.add("future_schema.pt2", edited(entries, MODEL, lambda m: m["schema_version"].update(major=99)), "schema version 99")


def broken_graphs(out: Writer, entries: dict[str, bytes]) -> None:
    def node(model: dict, index: int) -> dict:
        return model["graph_module"]["graph"]["nodes"][index]

    def add(name: str, what: str, change) -> None:
        out.add(name, edited(entries, MODEL, change), what)

    out.add("no_model_json.pt2", pack({k: v for k, v in entries.items() if k != MODEL}), "no models/model.json")
    out.add("cut_json.pt2", pack({**entries, MODEL: entries[MODEL][:1500]}), "model.json ends in the middle")
    out.add("deep_json.pt2", pack({**entries, MODEL: b"[" * 5000}), "model.json is 5,000 opening brackets")
    out.add("json_list.pt2", pack({**entries, MODEL: b"[1, 2, 3]"}), "model.json is a list")
    add("no_graph.pt2", "model.json has no graph", lambda m: m.pop("graph_module"))
    add("wrong_type.pt2", "the nodes are a number", lambda m: m["graph_module"]["graph"].update(nodes=7))
    add("unknown_operator.pt2", "an operator that does not exist", lambda m: node(m, 0).update(target="torch.ops.aten.sharpen.default"))
    add("unknown_value.pt2", "a node reads a value that nothing makes",
        lambda m: node(m, 1)["inputs"][0]["arg"].update(as_tensor={"name": "nowhere"}))
    add("cycle.pt2", "two nodes read each other", lambda m: node(m, 0)["inputs"][0]["arg"].update(as_tensor=node(m, 1)["outputs"][0]["as_tensor"]))
    add("missing_argument.pt2", "a convolution without its weight", lambda m: node(m, 0)["inputs"].pop(1))
    add("wrong_argument.pt2", "a convolution's weight is a string",
        lambda m: node(m, 0)["inputs"][1].update(arg={"as_string": "weight"}))
    add("no_outputs.pt2", "the graph has no outputs", lambda m: m["graph_module"]["graph"].update(outputs=[]))


def broken_weights(out: Writer, entries: dict[str, bytes]) -> None:
    def add(name: str, what: str, **changes) -> None:
        def change(config: dict) -> None:
            entry = config["config"]["0.weight"]
            for key, value in changes.items():
                (entry if key in entry else entry["tensor_meta"])[key] = value
        out.add(name, edited(entries, CONFIG, change), what)

    def integers(*values: int) -> list:
        return [{"as_int": value} for value in values]

    out.add("missing_weight.pt2", pack({k: v for k, v in entries.items() if k != WEIGHT}), "a weight's bytes are missing")
    out.add("missing_weights_config.pt2", pack({k: v for k, v in entries.items() if k != CONFIG}), "no list of weights")
    out.add("short_weight.pt2", pack({**entries, WEIGHT: entries[WEIGHT][:8]}), "a weight has 8 bytes where 216 are needed")
    nan = struct.pack("<f", float("nan")) * (len(entries[WEIGHT]) // 4)
    out.add("nan_weights.pt2", pack({**entries, WEIGHT: nan}), "a weight is all NaN: loads, but its answers are not numbers")
    add("huge_sizes.pt2", "a weight of 2^40 x 2^40 values", sizes=integers(1 << 40, 1 << 40, 3, 3))
    add("negative_sizes.pt2", "a weight of -2 rows", sizes=integers(-2, 3, 3, 3))
    add("wide_strides.pt2", "strides that leave the weight's bytes", strides=integers(1 << 30, 9, 3, 1))
    add("far_offset.pt2", "an offset beyond the weight's bytes", storage_offset={"as_int": 1 << 60})
    add("unknown_dtype.pt2", "dtype code 99", dtype=99)
    add("path_outside.pt2", "a weight's path leads out of the archive", path_name="../../../../etc/passwd")
    add("wrong_shape.pt2", "a weight's shape does not fit the graph", sizes=integers(2, 27, 1, 1), strides=integers(27, 1, 1, 1))


def broken_torchscript(out: Writer) -> None:
    whole = (DATA / "models" / "small_cnn_traced.pt").read_bytes()
    out.add("text.pt", b"import torch\n", "a text file")
    out.add("random.pt", random.Random(3).randbytes(512), "random bytes")
    out.add("truncated.pt", whole[:len(whole) // 4], "cut after a quarter")
    buffer = io.BytesIO()
    torch.save(tiny_model().state_dict(), buffer)
    out.add("state_dict.pt", buffer.getvalue(), "weights alone, as torch.save(model.state_dict()) writes: no network inside")


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.TransformerEncoderLayer(4, 2, dim_feedforward=4, batch_first=True)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        return self.head(self.layer(x[:, 0, :, :4]).mean(1))


def without_derivative(out: Writer) -> None:
    torch.manual_seed(0)
    attention = Attention().eval()
    with torch.no_grad():
        save_script(torch.jit.trace(attention, torch.rand(2, 3, 8, 8), check_trace=False), out.folder / "fused_attention.pt")
        optimised = torch.jit.optimize_for_inference(torch.jit.trace(tiny_model(), torch.rand(2, 3, 8, 8)))
    save_script(optimised, out.folder / "optimised.pt")
    out.lines += ["| fused_attention.pt | traced under no_grad: its fused attention operator has no derivative |",
                  "| optimised.pt | written by optimize_for_inference, whose constants torch 2.13 itself cannot read back |"]


def png(width: int, height: int, data: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data)


def broken_images(out: Writer) -> None:
    jpeg = (RESOURCES / "photos" / "goldfish.jpg").read_bytes()
    picture = (REFERENCE / "resize" / "synthetic.png").read_bytes()
    out.add("empty.png", b"", "no bytes")
    out.add("text.png", b"This is not a picture.\n", "a text file")
    out.add("random.jpg", random.Random(4).randbytes(512), "random bytes")
    out.add("huge_header.png", png(30000, 30000, zlib.compress(bytes(64))), "a header of 30,000 x 30,000, and 64 bytes of pixels")
    out.add("zero_size.png", png(0, 0, b""), "0 x 0 pixels")
    out.add("truncated.png", picture[:len(picture) // 2], "cut in the middle")
    out.add("truncated.jpg", jpeg[:len(jpeg) // 8], "cut after an eighth")
    out.add("header_only.jpg", jpeg[:200], "cut in the header")


def broken_cards(out: Writer) -> None:
    good = json.loads((RESOURCES / "models" / "efficientnet-lite0.json").read_text())

    def add(name: str, what: str, value) -> None:
        out.add(f"card_{name}.json", value if isinstance(value, bytes) else compact(value), what)

    def with_input(**changes) -> dict:
        return {**good, "input": {**good["input"], **changes}}

    add("cut", "ends in the middle", compact(good)[:120])
    add("list", "a list, not an object", [good])
    add("deep", "5,000 opening brackets", b"[" * 5000)
    add("input_string", "input is a string", {**good, "input": "224"})
    add("size_string", "size is a string", with_input(size="224x224"))
    add("size_negative", "a negative size", with_input(size=[-224, 224]))
    add("size_huge", "a size of 1,000,000", with_input(size=[1000000, 1000000]))
    add("size_fraction", "a size that is no whole number", with_input(size=[224.5, 224]))
    add("mean_short", "two means for three channels", with_input(mean=[0.5, 0.5]))
    add("mean_text", "a mean that is text", with_input(mean=["a", "b", "c"]))
    add("std_zero", "a std of zero", with_input(std=[0.0, 0.5, 0.5]))
    add("interpolation", "an interpolation that does not exist", with_input(interpolation="sharpest"))
    add("channels", "channels that do not exist", with_input(channels="CMYK"))
    add("output", "an output kind that does not exist", {**good, "output": 3})
    add("labels_absent", "labels in a file that is not there", {**good, "labels": "absent.txt"})
    add("labels_outside", "labels in a file outside the folder", {**good, "labels": "../../../../etc/passwd"})
    add("labels_numbers", "labels that are numbers", {**good, "labels": [1, 2, 3]})


def main() -> None:
    out = Writer(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "broken")
    entries = tiny_entries()
    broken_archives(out, entries)
    broken_graphs(out, entries)
    broken_weights(out, entries)
    broken_torchscript(out)
    without_derivative(out)
    broken_images(out)
    broken_cards(out)
    out.readme()
    total = sum(path.stat().st_size for path in out.folder.iterdir())
    print(f"{len(out.lines)} files, {total} bytes in {out.folder}")


if __name__ == "__main__":
    main()
