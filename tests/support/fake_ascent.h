// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fake_runner.h"

namespace saliscope::test {

/// Ascent on the fake's linear model from gray: x += lr * w_k, clipped to 0..1.
class FakeAscent : public AscentRun
{
public:
    FakeAscent(FakeControlPtr control, const Recipe& recipe);
    ~FakeAscent() override;

    Expected<AscentFramePtr> start(const CancelToken& cancel) override;
    Expected<AscentFramePtr> step(const Recipe& recipe, const CancelToken& cancel) override;

private:
    AscentFramePtr frame();

    FakeControlPtr m_control;
    Recipe m_recipe;
    FloatMap m_picture;
    int m_step = 0;
    double m_best = 0;
};

} // namespace saliscope::test
