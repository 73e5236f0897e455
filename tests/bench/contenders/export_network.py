# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a network as saliscope reads it: python export_network.py NETWORK PATH."""
import json
import sys

import torch

import common


def export(name, path):
    model = common.build(name)
    example = torch.rand(2, 3, common.size_of(name), common.size_of(name))
    batch = torch.export.Dim("batch", min=1, max=1024)
    try:
        program = torch.export.export(model, (example,), dynamic_shapes=({0: batch},))
    except Exception:  # the exporter raises many types; the example's batch is then baked in
        program = torch.export.export(model, (example[:1],))
    program.example_inputs = None
    torch.export.save(program, path)


export(*sys.argv[1:])
print(json.dumps({}))
