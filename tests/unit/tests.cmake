# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
saliscope_add_test(unit/target)
saliscope_add_test(unit/model_card)
saliscope_add_test(unit/params)
saliscope_add_test(unit/save_file)
saliscope_add_test(unit/picture_io)
saliscope_add_test(unit/npy)
saliscope_add_test(unit/resample)
saliscope_add_test(unit/preprocess)
saliscope_add_test(unit/map_limits)
saliscope_add_test(unit/map_renderer)
saliscope_add_test(unit/figure)
saliscope_add_test(unit/framing_text)
