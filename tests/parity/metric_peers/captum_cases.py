# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""captum: infidelity, sensitivity_max and the convergence delta, with the program's own perturbations."""
import torch
from captum import attr, metrics

from .case import Judged, MetricCase, metric_uniforms

CHANGES = 10


def given(judged: Judged) -> torch.Tensor:
    """The map for each channel, (1, 3, H, W)."""
    return torch.from_numpy(judged.map).to(judged.setting.x.dtype).expand_as(judged.setting.x)


def infidelity(kind: str, shares: bool = False, normalize: bool = False):
    def run(judged: Judged) -> float:
        changes = torch.stack([judged.change(kind, i) for i in range(CHANGES)])
        if shares:
            perturb = metrics.infidelity_perturb_func_decorator(True)(lambda inputs: inputs - changes)
        else:
            perturb = lambda inputs: (changes, inputs - changes)
        return float(metrics.infidelity(judged.setting.module, perturb, judged.setting.x, given(judged), target=judged.setting.target,
                                        n_perturb_samples=CHANGES, normalize=normalize))
    return run


def sensitivity(explain, radius: float):
    """`radius` as part of the range."""
    def run(judged: Judged) -> float:
        x = judged.setting.x
        uniforms = torch.stack([torch.from_numpy(metric_uniforms(i, x.numel()).reshape(x.shape[1:])) for i in range(CHANGES)])
        changes = ((2 * uniforms - 1) * radius * judged.range).to(x.dtype)
        return float(metrics.sensitivity_max(explain(judged.setting.module), x, perturb_func=lambda inputs: inputs + changes,
                                             n_perturb_samples=CHANGES, target=judged.setting.target))
    return run


def saliency(module):
    return lambda inputs, target: attr.Saliency(module).attribute(inputs, target=target, abs=False)


def input_x_gradient(module):
    return lambda inputs, target: attr.InputXGradient(module).attribute(inputs, target=target)


def convergence_delta(judged: Judged) -> float:
    """Start minus end, so ours with the other sign."""
    x, method = judged.setting.x, attr.IntegratedGradients(judged.setting.module)
    return -float(method.compute_convergence_delta(given(judged), torch.zeros_like(x), x, target=judged.setting.target))


APART = {"reduction": "none"}
FEW = {"n": CHANGES}
RADIUS = .01

CASES = [
    MetricCase("infidelity", "captum", "infidelity, noise", infidelity("noise"), {**FEW, "scaled": "false"}, method_params=APART),
    MetricCase("infidelity", "captum", "infidelity, noise, normalize=True", infidelity("noise", normalize=True), FEW, method_params=APART),
    MetricCase("infidelity", "captum", "infidelity, squares to 0", infidelity("square"), {**FEW, "scaled": "false", "change": "square"},
               method_params=APART),
    MetricCase("infidelity", "captum", "infidelity, multiply_by_inputs=True", infidelity("noise", True), {**FEW, "scaled": "false"},
               "input-x-gradient", APART, limit=2e-6,
               remark="divides the changes by the input, ours the map, which is the same; our exported map's float32 counts"),
    MetricCase("max-sensitivity", "captum", "sensitivity_max of Saliency(abs=False)", sensitivity(saliency, RADIUS),
               {**FEW, "radius": RADIUS}, method_params=APART),
    MetricCase("max-sensitivity", "captum", "sensitivity_max of InputXGradient", sensitivity(input_x_gradient, RADIUS),
               {**FEW, "radius": RADIUS}, "input-x-gradient", APART),
    MetricCase("completeness", "captum", "IntegratedGradients.compute_convergence_delta", convergence_delta, {},
               "integrated-gradients", {"steps": 10, "rule": "trapezoid", "reduction": "none"}, detail="Missing", limit=1e-5,
               remark="of a sum with a rest; what is missing, not as part of the score; our exported map's float32 counts"),
]
