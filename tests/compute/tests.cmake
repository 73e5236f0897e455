# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
saliscope_add_test(compute/philox_noise LIBRARIES saliscope_compute)
saliscope_add_test(compute/running_moments LIBRARIES saliscope_compute)
saliscope_add_test(compute/ascent_parts LIBRARIES saliscope_compute)
saliscope_add_test(compute/executor LIBRARIES saliscope_compute)
saliscope_add_test(compute/autograd_engine LIBRARIES saliscope_compute)
saliscope_add_test(compute/methods LIBRARIES saliscope_compute)
saliscope_add_test(compute/smoothgrad LIBRARIES saliscope_compute)
saliscope_add_test(compute/explain LIBRARIES saliscope_compute)
saliscope_add_test(compute/ascent LIBRARIES saliscope_compute)
saliscope_add_test(compute/torchscript LIBRARIES saliscope_compute)
