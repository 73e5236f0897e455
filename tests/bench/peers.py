# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Saliscope against other tools, in turn on one machine: writes RESULTS.md beside this file and docs/images/bench.png.

Usage: python peers.py SALISCOPE FOLDER [--tf-python PYTHON] [--threads N] [--rounds N] [--samples N] [--batches N...]
       [--networks NAME...]
SALISCOPE is the program's release build; FOLDER gets the exported models (1 GB for all) and every measurement
(measured.json), so that naming networks measures these anew and keeps the others. PYTHON has tensorflow and tf-keras-vis.
Needs the packages of requirements.txt. 25 minutes on two idle cores; other programs slow whatever uses two threads.

Every contender is a process of its own (contenders/*.py), so that its peak memory is its own (a process starts with its
parent's peak: this one never imports torch); the contenders of a network
run in turn, round after round. A sample is: noise, the gradient of the class score with respect to the noisy input, and
its share of the mean; a round is the median of several batches after two that do not count.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "contenders"))
import common  # noqa: E402
import report  # noqa: E402

TENSORFLOW = ["mobilenet_v2", "resnet50", "inception_v3", "densenet121", "efficientnet_b0", "convnext_tiny"]
ASCENT = ["efficientnet_lite0", "mobilenet_v2", "resnet50"]
MEMORY = ["mobilenet_v2"]  # 10 GB for captum's default; larger networks need more
ASCENT_STEPS = 40


class Runner:
    """Starts one contender for one measurement and reads its JSON."""

    def __init__(self, options):
        self.options = options
        self.environment = os.environ | ({"OMP_NUM_THREADS": str(options.threads),
                                          "TF_NUM_INTRAOP_THREADS": str(options.threads)} if options.threads else {})
        self.ours = ["--threads", str(options.threads)] if options.threads else []

    def process(self, command):
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=self.environment)
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, command))}: {(done.stderr.strip() or 'no message').splitlines()[-1]}")
        return json.loads(done.stdout[done.stdout.index("[" if command[0] == self.options.program else "{"):])

    def peer(self, kind, name, batch, count):
        python = self.options.tf_python if kind.startswith("tf_") else sys.executable
        return self.process([python, HERE / "contenders" / f"{kind}.py", name, batch, count])

    def smoothgrad(self, model, batch, samples):
        result = self.process([self.options.program, "bench", "--model", model, "--batch", batch, "--samples", samples,
                               "--json", *self.ours])[0]
        return result | {"ms": result["ms_per_sample"]}

    def ascent(self, model, steps):
        result = self.process([self.options.program, "ascend", "--model", model, "--target", "0", "--param",
                               f"steps={steps}", "--json", *self.ours])[0]
        return {"ms": 1e3 / result["steps_per_second"], "batch": 1}


def contenders(runner, name, model):
    """What is measured on a network: label to a function. A label is TASK TOOL BATCH."""
    samples, tensorflow = runner.options.samples, runner.options.tf_python and name in TENSORFLOW
    result = {}

    def add(task, tool, batch, function, *arguments):
        result[f"{task} {tool} {batch}"] = lambda: function(*arguments)

    for batch in runner.options.batches:
        add("smoothgrad", "captum", batch, runner.peer, "captum_smoothgrad", name, batch, samples)
        add("smoothgrad", "plain", batch, runner.peer, "plain_smoothgrad", name, batch, samples)
        add("smoothgrad", "saliscope", batch, runner.smoothgrad, model, batch, samples)
        if tensorflow:
            add("smoothgrad", "tf.function", batch, runner.peer, "tf_function_smoothgrad", name, batch, samples)
    if tensorflow:
        add("smoothgrad", "tf-keras-vis", 1, runner.peer, "tf_keras_vis_smoothgrad", name, 1, samples)
    if name in ASCENT:
        add("ascent", "lucent", 1, runner.peer, "lucent_ascent", name, 1, ASCENT_STEPS)
        add("ascent", "plain", 1, runner.peer, "plain_ascent", name, 1, ASCENT_STEPS)
        add("ascent", "saliscope", 1, runner.ascent, model, ASCENT_STEPS)
    return result


def memory(runner, name, model):
    """Peak memory of one map of 8 and of 128 samples: captum at its default batch (all) and at 8, saliscope at 8."""
    return {"captum": [runner.peer("captum_memory", name, n, n)["peak_rss_mb"] for n in (8, 128)],
            "captum 8": [runner.peer("captum_memory", name, 8, n)["peak_rss_mb"] for n in (8, 128)],
            "saliscope": [runner.smoothgrad(model, 8, n)["peak_rss_mb"] for n in (8, 128)]}


def measure(runner, name):
    model = common.BUNDLED if name == "efficientnet_lite0" else runner.options.folder / f"{name}.pt2"
    if not model.exists():
        runner.process([sys.executable, HERE / "contenders/export_network.py", name, model])
    todo = contenders(runner, name, model)
    runs = {label: [] for label in todo}
    load = [os.getloadavg()[0]]
    for _ in range(runner.options.rounds):
        for label, run in list(todo.items()):
            try:
                runs[label].append(run())
            except RuntimeError as error:
                print(f"{name}: {error}", file=sys.stderr)
                del todo[label], runs[label]
        load.append(os.getloadavg()[0])
    return {"runs": runs, "memory": memory(runner, name, model) if name in MEMORY else {}, "load": max(load),
            "threads": runner.options.threads or os.cpu_count(), "rounds": runner.options.rounds,
            "samples": runner.options.samples, "batches": runner.options.batches,
            "date": time.strftime("%Y-%m-%d")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--tf-python", type=pathlib.Path)
    parser.add_argument("--threads", type=int, help="of every contender; as many as it likes when not given")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--samples", type=int, default=16)
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--networks", nargs="+", default=common.NETWORKS)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    store = options.folder / "measured.json"
    measured = json.loads(store.read_text()) if store.exists() else {}
    for name in options.networks:
        measured[name] = measure(Runner(options), name)
        store.write_text(json.dumps(measured, indent=1))
        print(report.smoothgrad_row(name, measured[name]), flush=True)
        for label, spread in report.restless(measured[name]):
            print(f"{name}: {label}: rounds differ by {spread:.0%}; measure this network again", file=sys.stderr)
    measured = {name: measured[name] for name in common.NETWORKS if name in measured}
    report.write(HERE / "RESULTS.md", measured)
    report.plot(HERE.parents[1] / "docs/images/bench.png", measured)


main()
