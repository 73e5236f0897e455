# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was measured as tables and a plot."""
import pathlib
import platform
import statistics

TOOLS = ["captum", "plain", "saliscope"]
RESTLESS = 0.15  # Rounds that differ by more are worth measuring again.


def runs_of(result, task, tool):
    """The runs at each batch of a tool."""
    return [runs for label, runs in result["runs"].items() if label.rpartition(" ")[0] == f"{task} {tool}" and runs]


def quickest(result, task, tool):
    """The run of the smallest time, or None."""
    return min((run for runs in runs_of(result, task, tool) for run in runs), key=lambda run: run["ms"], default=None)


def best(result, task, tool):
    run = quickest(result, task, tool)
    return run["ms"] if run else float("nan")


def median(result, task, tool):
    return min((statistics.median(run["ms"] for run in runs) for runs in runs_of(result, task, tool)),
               default=float("nan"))


def restless(result):
    """Tools whose rounds at their best batch disagree, and by how much."""
    for task, tool in sorted({tuple(label.split(" ")[:2]) for label in result["runs"]}):
        times = [[run["ms"] for run in runs] for runs in runs_of(result, task, tool)]
        quick = min(times, key=min, default=[1.0])
        if max(quick) / min(quick) - 1 > RESTLESS:
            yield f"{task} {tool}", max(quick) / min(quick) - 1


def both(result, task, tool):
    return f"{best(result, task, tool):.1f} ({median(result, task, tool):.1f})"


def smoothgrad_row(name, result):
    captum, plain, own = (best(result, "smoothgrad", tool) for tool in TOOLS)
    run = quickest(result, "smoothgrad", "saliscope")
    return (f"| {name} | " + " | ".join(both(result, "smoothgrad", tool) for tool in TOOLS)
            + f" | {captum / own:.1f}x | {plain / own:.1f}x | {run['ms_forward']:.1f} | {own / run['ms_forward']:.2f} | "
            f"{run['batch']} | {', '.join(map(str, result['batches']))} | {run['engine']} | {result['load']:.0f} |")


def ascent_row(name, result):
    lucent, plain, own = (best(result, "ascent", tool) for tool in ("lucent", "plain", "saliscope"))
    return (f"| {name} | {1e3 / lucent:.1f} | {1e3 / plain:.1f} | {1e3 / own:.1f} | {lucent / own:.1f}x | "
            f"{plain / own:.1f}x |")


def tensorflow_row(name, result):
    function, vis, own = (best(result, "smoothgrad", tool) for tool in ("tf.function", "tf-keras-vis", "saliscope"))
    return f"| {name} | {function:.1f} | {vis:.1f} | {own:.1f} | {function / own:.1f}x | {vis / own:.1f}x |"


def memory_row(name, result):
    return f"| {name} | " + " | ".join("{:.0f} / {:.0f}".format(*result["memory"][tool])
                                       for tool in ("captum", "captum 8", "saliscope")) + " |"


def table(head, rows):
    return "\n".join([head, "|" + "---|" * head.count(" | ") + "---|", *rows]) + "\n"


def machine():
    text = pathlib.Path("/proc/cpuinfo").read_text()
    model = next(line.split(":")[1].strip() for line in text.splitlines() if line.startswith("model name"))
    return f"{model}, {text.count('processor	:')} logical processors, {platform.system()} {platform.release().split('-')[0]}"


def versions(measured):
    found = {}
    for result in measured.values():
        for runs in result["runs"].values():
            for run in runs:
                found |= run.get("versions", {})
    return ", ".join(f"{package} {version}" for package, version in sorted(found.items()))


def span(measured, key):
    values = sorted({result[key] for result in measured.values()})
    return str(values[0]) if len(values) == 1 else f"{values[0]} to {values[-1]}"


def write(path, measured):
    def of(row, having):
        return [row(name, result) for name, result in measured.items() if having(result)]

    path.write_text(f"""# Saliscope against other tools

Made by `peers.py` (how: its first lines), {span(measured, "date")}; {machine()}. {versions(measured)}.
Threads of every tool: {span(measured, "threads")}; {span(measured, "samples")} samples; rounds in turn: {span(measured, "rounds")}. Random weights but for EfficientNet-Lite0.

## SmoothGrad, milliseconds a sample
Each tool at its best batch (of those under "batches"): best round (median round). Load: the machine's load average, at most, while the
network was measured; compare within a row.

""" + table("| network | captum | plain PyTorch | saliscope | to captum | to plain | own forward | sample / forward | batch | batches | engine | load |",
            of(smoothgrad_row, lambda result: quickest(result, "smoothgrad", "saliscope"))) + """
## Gradient ascent, steps a second
Fourier waves, decorrelated colours, frame, shifts, zoom, turn, Adam: lucent's defaults and saliscope's preset lucid, seen at the network's size.

""" + table("| network | lucent | plain PyTorch | saliscope | to lucent | to plain |",
            of(ascent_row, lambda result: quickest(result, "ascent", "saliscope"))) + """
## Peak memory, MB, of 8 / 128 samples

""" + table("| network | captum, all at once | captum, batch 8 | saliscope, batch 8 |",
            of(memory_row, lambda result: result["memory"])) + """
## TensorFlow, milliseconds a sample of SmoothGrad
The same architectures from keras.applications.

""" + table("| network | bare tf.function | tf-keras-vis | saliscope | to tf.function | to tf-keras-vis |",
            of(tensorflow_row, lambda result: quickest(result, "smoothgrad", "tf.function"))) + "\n"
                    + path.with_name("reading.md").read_text())


def plot(path, measured):
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    tools = {"plain": ("plain PyTorch", "#9aa5b1"), "tf.function": ("bare tf.function", "#d9a441"),
             "saliscope": ("saliscope", "#2f6f9f")}
    figure, axes = pyplot.subplots(figsize=(8, 4.2), layout="constrained")
    for offset, (tool, (label, colour)) in zip((-0.27, 0, 0.27), tools.items()):
        ratios = [best(result, "smoothgrad", "captum") / best(result, "smoothgrad", tool)
                  for result in measured.values()]
        axes.bar([place + offset for place in range(len(measured))], ratios, 0.26, label=label, color=colour)
    axes.axhline(1, color="black", linewidth=0.8)
    axes.set_xticks(range(len(measured)), measured, rotation=25, ha="right")
    axes.set_ylabel("SmoothGrad: times as fast as captum")
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=100)
