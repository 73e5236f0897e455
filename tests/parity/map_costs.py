# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time and peak memory of the maps beside a peer's, on the bundled model and on ResNet-50; writes MAP_COSTS.md.

Usage: python map_costs.py SALISCOPE FOLDER [--rounds N] [--only TEXT...]
FOLDER gets ResNet-50 with random weights (100 MB). Both sides run in turn, each in a process of its own, with one thread; the best round
counts. Run it on an idle machine.
"""
import argparse
import importlib
import json
import os
import pathlib
import resource
import subprocess
import sys
import time

import torch
from common import export_program
from maps import network_input, pictures, versions_of
from peers import case as cases
from peers.program import Program

PAIRS = [("gradient", "captum"), ("input-x-gradient", "captum"), ("smoothgrad", "captum"), ("integrated-gradients", "captum"),
         ("expected-gradients", "captum"), ("guided-backprop", "zennit"), ("deconvnet", "zennit"), ("cam", "torchcam"),
         ("gradcam", "torchcam"), ("gradcam-plus-plus", "torchcam"), ("xgradcam", "torchcam"), ("layercam", "torchcam"),
         ("hirescam", "captum"), ("eigencam", "grad-cam"), ("eigengradcam", "grad-cam"), ("scorecam", "grad-cam"),
         ("ablationcam", "grad-cam"), ("occlusion", "captum"), ("rise", "torch")]
SLOW = {"scorecam", "ablationcam"}  # a pass for each of ResNet-50's 2048 channels takes minutes on both sides
HEADER = """# What maps cost

Made by `map_costs.py` with {versions} on {processor}, one thread on both sides, float32, best of {rounds} rounds.
Load of the machine at the start: {load:.1f}.
Seconds are those of one map of one photo with the model loaded; peak memory is the process's, model and libraries included.

| method | peer | model | ours, s | peer, s | ours, MB | peer, MB |
|---|---|---|---|---|---|---|
"""


def add_resnet(folder: pathlib.Path) -> None:
    from torchvision.models import resnet50

    def build(double):
        torch.manual_seed(0)
        return resnet50(weights=None).eval()

    path, others = folder / "resnet50.pt2", cases.module_of
    cases.MODELS["resnet50"], cases.LAST["resnet50"] = path, "layer4"
    cases.module_of = lambda model, double: build(double) if model == "resnet50" else others(model, double)
    if not path.exists():
        program = export_program(build(False), torch.rand(2, 3, 224, 224), True)
        program.example_inputs = None
        torch.export.save(program, path)


def case_of(method: str, peer: str) -> cases.Case:
    name = {"grad-cam": "grad_cam", "torch": "by_hand"}.get(peer, peer)
    found = [case for case in importlib.import_module(f"peers.{name}_cases").CASES if case.method == method]
    return next((case for case in found if "bundled" in case.models), found[0])


def contend(method: str, peer: str, model: str, folder: pathlib.Path) -> None:
    """The peer's map in this process, after one to warm up where that is short: printed as JSON."""
    torch.set_num_threads(1)
    case, photo = case_of(method, peer), "goldfish"
    x = network_input(folder / f"{photo}_224.png", "bundled")
    setting = cases.Setting(model, photo, x, 1, cases.module_of(model, False), folder)
    setting.noise(8)
    for _ in range(1 if method in SLOW else 2):
        start = time.perf_counter()
        case.run(setting)
        seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def process(command: list) -> tuple[str, float]:
    """What it printed, and its peak memory in MB."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        printed = running.stdout.read()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise RuntimeError(f"{command[0]} ended with {running.returncode}")
    return printed, used.ru_maxrss / 1024


def measure(program: Program, method: str, peer: str, model: str, folder: pathlib.Path, rounds: int) -> str:
    case, ours, theirs = case_of(method, peer), [], []
    command = program.command(method, case.params, model, "float32", [folder / "goldfish_224.png"])
    for _ in range(rounds):
        printed, megabytes = process([*command, "--target", "1", "--json"])
        ours.append((json.loads(printed)[0]["seconds"], megabytes))
        printed, _ = process([sys.executable, "-W", "ignore", __file__, "--contend", method, peer, model, str(folder)])
        result = json.loads(printed.strip().splitlines()[-1])
        theirs.append((result["seconds"], result["megabytes"]))
    seconds = [min(side)[0] for side in (ours, theirs)]
    memory = [min(row[1] for row in side) for side in (ours, theirs)]
    return (f"| {method} | {peer}: {case.call} | {model} | {seconds[0]:.3g} | {seconds[1]:.3g} | {memory[0]:.0f} | {memory[1]:.0f} |")


def main() -> None:
    if sys.argv[1:2] == ["--contend"]:
        folder = pathlib.Path(sys.argv[5])
        add_resnet(folder)
        return contend(*sys.argv[2:5], folder)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", default=[])
    options = parser.parse_args()
    load = os.getloadavg()[0]
    options.folder.mkdir(parents=True, exist_ok=True)
    pictures(options.folder, 224)
    add_resnet(options.folder)
    program, text = Program(options.program, options.folder), ""
    for method, peer in PAIRS:
        for model in ("bundled",) if method in SLOW else ("bundled", "resnet50"):
            if all(part in f"{method} {peer} {model}" for part in options.only):
                line = measure(program, method, peer, model, options.folder, options.rounds)
                text += line + "\n"
                print(line, flush=True)
    if not options.only:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        processor = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "an unnamed processor")
        versions = ", ".join(f"{name} {version}" for name, version in versions_of().items())
        (pathlib.Path(__file__).parent / "MAP_COSTS.md").write_text(
            HEADER.format(versions=versions, processor=processor, rounds=options.rounds, load=load) + text)


if __name__ == "__main__":
    main()
