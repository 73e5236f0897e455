# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SmoothGrad in saliscope, captum and plain PyTorch, in turn on one machine: writes tests/bench/RESULTS.md.

Usage: python peers.py SALISCOPE FOLDER [--rounds N] [--samples N] [--networks NAME...]
SALISCOPE is the program's release build; FOLDER gets the exported models (2 GB for all).
Needs the packages of requirements.txt beside this file. Run it on an idle machine: 20 to 40 minutes on two cores.

Every contender is a process of its own, so that its peak memory is its own; the contenders of a network run in turn,
round after round, and the best and the median round count. A sample is: noise, the gradient of the class score with
respect to the noisy input, and its share of the mean. PyTorch runs with weights that need no gradients.
"""
import argparse
import json
import pathlib
import platform
import resource
import statistics
import subprocess
import sys
import time

NETWORKS = ["efficientnet_lite0", "mobilenet_v2", "resnet50", "inception_v3", "densenet121", "efficientnet_b0",
            "convnext_tiny", "vit_b_16", "swin_t"]
BUNDLED = pathlib.Path(__file__).resolve().parents[2] / "resources/models/efficientnet-lite0.pt2"
READING = """
## Reading it
The goals (captum's best 6 times for mobile networks, 2.2 to 2.8 times for ResNet-50 and Inception v3; a sample at most 2.1 forwards, 2.3 for
mobile ones) are missed but for the forwards of ResNet-50 and Inception v3. They were set on a machine on which captum took twice as long for mobile networks.
Profile of `saliscope bench --threads 1 --batch 8` on EfficientNet-Lite0, forwards included: oneDNN's kernels 75 %, page faults and malloc
8 %, masks of ReLU6 4 %, noise 1 %, running mean 1 %. The rest of the way to captum is in convolutions, which plain PyTorch calls too.
"""
OPTIONS = {"inception_v3": {"aux_logits": False, "transform_input": False}}
CAPTUM_BATCHES = [1, 8, None]  # None: all samples at once, captum's default
PLAIN_BATCHES = [1, 8]


def build(name):
    import torch
    torch.manual_seed(0)
    if name == "efficientnet_lite0":
        return torch.export.load(BUNDLED).module()
    import torchvision
    return torchvision.models.get_model(name, weights=None, **OPTIONS.get(name, {})).eval()


def size_of(name):
    return 299 if name == "inception_v3" else 224


def export(name, path):
    import torch
    model = build(name)
    example = torch.rand(2, 3, size_of(name), size_of(name))
    batch = torch.export.Dim("batch", min=1, max=1024)
    try:
        program = torch.export.export(model, (example,), dynamic_shapes=({0: batch},))
    except Exception:  # the exporter raises many types; the example's batch is then baked in
        program = torch.export.export(model, (example[:1],))
    program.example_inputs = None
    torch.export.save(program, path)


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_captum(name, batch, samples):
    import torch
    from captum.attr import NoiseTunnel, Saliency
    model = build(name).requires_grad_(False)
    tunnel = NoiseTunnel(Saliency(model))
    x = torch.randn(1, 3, size_of(name), size_of(name))
    arguments = dict(nt_type="smoothgrad", stdevs=0.15, target=0, abs=False)
    tunnel.attribute(x, nt_samples=min(samples, batch or samples), nt_samples_batch_size=batch, **arguments)
    start = time.perf_counter()
    tunnel.attribute(x, nt_samples=samples, nt_samples_batch_size=batch, **arguments)
    return (time.perf_counter() - start) * 1e3 / samples


def run_plain(name, batch, samples):
    """What a careful person writes: batch norm folded, channels-last, no gradients for weights."""
    import torch
    from torch.fx.experimental.optimization import fuse
    model = build(name).requires_grad_(False)
    try:
        model = fuse(model)
    except Exception:  # networks that cannot be traced symbolically stay as they are
        pass
    model = model.to(memory_format=torch.channels_last)
    x = torch.randn(1, 3, size_of(name), size_of(name))

    def run(count):
        total = torch.zeros_like(x)
        for _ in range(0, count, batch):
            noisy = (x + 0.15 * torch.randn(batch, *x.shape[1:])).contiguous(memory_format=torch.channels_last)
            noisy.requires_grad_(True)
            total += torch.autograd.grad(model(noisy)[:, 0].sum(), noisy)[0].sum(0, keepdim=True)
        return total / count

    run(batch)
    start = time.perf_counter()
    run(samples)
    return (time.perf_counter() - start) * 1e3 / samples


def contend(arguments):
    """One measurement in this process: printed as JSON."""
    kind, name, batch, samples = arguments
    run = {"captum": run_captum, "plain": run_plain}[kind]
    milliseconds = run(name, None if batch == "all" else int(batch), int(samples))
    print(json.dumps({"ms_per_sample": milliseconds, "peak_rss_mb": peak_megabytes()}))


def process(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}: {done.stderr.strip().splitlines()[-1]}")
    return json.loads(done.stdout)


def peer(kind, name, batch, samples):
    return process([sys.executable, __file__, "--contend", kind, name, str(batch or "all"), str(samples)])


def ours(program, model, batch, samples):
    return process([program, "bench", "--model", model, "--batch", str(batch), "--samples", str(samples), "--json"])[0]


def measure(program, folder, name, rounds, samples):
    model = BUNDLED if name == "efficientnet_lite0" else folder / f"{name}.pt2"
    if not model.exists():
        export(name, model)
    contenders = {f"captum {batch or 'all'}": lambda batch=batch: peer("captum", name, batch, samples)
                  for batch in CAPTUM_BATCHES}
    contenders |= {f"plain {batch}": lambda batch=batch: peer("plain", name, batch, samples) for batch in PLAIN_BATCHES}
    contenders |= {f"saliscope {batch}": lambda batch=batch: ours(program, model, batch, samples) for batch in (1, 2, 8)}
    results = {label: [] for label in contenders}
    for _ in range(rounds):
        for label, run in list(contenders.items()):
            try:
                results[label].append(run())
            except RuntimeError as error:
                print(f"{name}: {error}", file=sys.stderr)
                del contenders[label], results[label]
    return results


def best(results, kind, key="ms_per_sample"):
    values = [min(run[key] for run in runs) for label, runs in results.items() if label.startswith(kind) and runs]
    return min(values) if values else float("nan")


def median(results, kind):
    values = [statistics.median(run["ms_per_sample"] for run in runs)
              for label, runs in results.items() if label.startswith(kind) and runs]
    return min(values) if values else float("nan")


def row(name, results):
    runs = [run for label, runs in results.items() if label.startswith("saliscope") for run in runs]
    quickest = min(runs, key=lambda run: run["ms_per_sample"])
    captum, plain, own = (best(results, kind) for kind in ("captum", "plain", "saliscope"))
    memory = " / ".join(f"{best(results, kind, 'peak_rss_mb'):.0f}" for kind in ("captum", "plain", "saliscope"))
    return (f"| {name} | {captum:.1f} ({median(results, 'captum'):.1f}) | {plain:.1f} ({median(results, 'plain'):.1f}) | "
            f"{own:.1f} ({median(results, 'saliscope'):.1f}) | {captum / own:.1f}x | {plain / own:.1f}x | "
            f"{quickest['ms_forward']:.1f} | {own / quickest['ms_forward']:.2f} | {quickest['batch']} | "
            f"{quickest['engine']} | {memory} |")


def machine():
    text = pathlib.Path("/proc/cpuinfo").read_text()
    model = next(line.split(":")[1].strip() for line in text.splitlines() if line.startswith("model name"))
    return f"{model}, {text.count('processor	:')} threads, {platform.system()} {platform.release().split('-')[0]}"


def write(path, rows, rounds, samples):
    import captum
    import torch
    import torchvision
    path.write_text(f"""# SmoothGrad against other tools

Made by `peers.py` (how: its first lines); {time.strftime("%Y-%m-%d")}, {machine()}. torch {torch.__version__}, torchvision {torchvision.__version__},
captum {captum.__version__}. Random weights but for EfficientNet-Lite0; {samples} samples, {rounds} rounds in turn; each tool at its best batch.
Milliseconds a sample, best round (median round). Memory: the smallest peak of any batch, captum / plain PyTorch / saliscope, MB.

| network | captum | plain PyTorch | saliscope | to captum | to plain | own forward | sample / forward | batch | engine | memory |
|---|---|---|---|---|---|---|---|---|---|---|
""" + "\n".join(rows) + "\n" + READING)


def main():
    if sys.argv[1:2] == ["--contend"]:
        contend(sys.argv[2:])
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--samples", type=int, default=16)
    parser.add_argument("--networks", nargs="+", default=NETWORKS)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for name in options.networks:
        rows.append(row(name, measure(options.program, options.folder, name, options.rounds, options.samples)))
        print(rows[-1], flush=True)
    write(pathlib.Path(__file__).with_name("RESULTS.md"), rows, options.rounds, options.samples)


main()
