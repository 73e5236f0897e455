// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plain_operators.h"

#include <cmath>
#include <map>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"

namespace saliscope::compute {

namespace {

using c10::IValue;
using Stack = torch::jit::Stack;
using Whole = bool (*)(int64_t, int64_t, int64_t*);
using Real = double (*)(double, double);

[[noreturn]] void throwImpossible(const char* what)
{
    throw ComputeError(ErrorCode::ModelBroken, u"The model computes an impossible size"_s,
                       QString::fromUtf8(what));
}

std::pair<IValue, IValue> popTwo(Stack& stack)
{
    IValue second = torch::jit::pop(stack);
    IValue first = torch::jit::pop(stack);
    return {std::move(first), std::move(second)};
}

double real(const IValue& value)
{
    return value.toScalar().toDouble();
}

bool areWhole(const IValue& a, const IValue& b)
{
    return !a.isDouble() && !b.isDouble();
}

int64_t whole(const IValue& value)
{
    return value.toScalar().toLong();
}

/// Arithmetic that stays whole on whole numbers; `exact` reports overflow as the compiler's builtins do.
std::function<void(Stack&)> arithmetic(Whole exact, Real rounded)
{
    return [=](Stack& stack) {
        const auto [a, b] = popTwo(stack);
        if (!areWhole(a, b))
            return stack.push_back(rounded(real(a), real(b)));
        int64_t result = 0;
        if (exact(whole(a), whole(b), &result))
            throwImpossible("A whole number overflows or is divided by zero.");
        stack.push_back(result);
    };
}

bool floorDivide(int64_t a, int64_t b, int64_t* result)
{
    if (b == 0 || (b == -1 && a == std::numeric_limits<int64_t>::min()))
        return true;
    *result = a / b - (a % b != 0 && (a < 0) != (b < 0));
    return false;
}

bool floorModulo(int64_t a, int64_t b, int64_t* result)
{
    int64_t quotient = 0;
    if (floorDivide(a, b, &quotient))
        return true;
    *result = a - quotient * b;
    return false;
}

bool wholePower(int64_t base, int64_t exponent, int64_t* result)
{
    *result = 1;
    bool overflow = exponent < 0 || exponent > 4096;
    for (int64_t i = 0; i < exponent && !overflow; ++i)
        overflow = __builtin_mul_overflow(*result, base, result);
    return overflow;
}

std::function<void(Stack&)> comparison(bool (*holds)(double, double))
{
    return [=](Stack& stack) {
        const auto [a, b] = popTwo(stack);
        stack.push_back(holds(real(a), real(b)));
    };
}

std::function<void(Stack&)> unary(IValue (*function)(const IValue&))
{
    return [=](Stack& stack) { stack.push_back(function(torch::jit::pop(stack))); };
}

int64_t truncated(double value)
{
    if (!(std::abs(value) < 9.2e18))
        throwImpossible("A size is not a finite whole number.");
    return int64_t(value);
}

using Table = std::map<std::string, std::function<void(Stack&)>>;

void addArithmetic(Table& table)
{
    table["add"] =
        arithmetic([](int64_t a, int64_t b, int64_t* r) { return __builtin_add_overflow(a, b, r); },
                   [](double a, double b) { return a + b; });
    table["sub"] =
        arithmetic([](int64_t a, int64_t b, int64_t* r) { return __builtin_sub_overflow(a, b, r); },
                   [](double a, double b) { return a - b; });
    table["mul"] =
        arithmetic([](int64_t a, int64_t b, int64_t* r) { return __builtin_mul_overflow(a, b, r); },
                   [](double a, double b) { return a * b; });
    table["floordiv"] = arithmetic(floorDivide, [](double a, double b) { return std::floor(a / b); });
    table["mod"] = arithmetic(floorModulo, [](double a, double b) { return a - std::floor(a / b) * b; });
    table["pow"] = arithmetic(wholePower, [](double a, double b) { return std::pow(a, b); });
    table["min"] = arithmetic([](int64_t a, int64_t b, int64_t* r) { return *r = std::min(a, b), false; },
                              [](double a, double b) { return std::min(a, b); });
    table["max"] = arithmetic([](int64_t a, int64_t b, int64_t* r) { return *r = std::max(a, b), false; },
                              [](double a, double b) { return std::max(a, b); });
    table["truediv"] = [](Stack& stack) {
        const auto [a, b] = popTwo(stack);
        if (real(b) == 0)
            throwImpossible("A number is divided by zero.");
        stack.push_back(real(a) / real(b));
    };
}

void addComparisons(Table& table)
{
    table["eq"] = comparison([](double a, double b) { return a == b; });
    table["ne"] = comparison([](double a, double b) { return a != b; });
    table["lt"] = comparison([](double a, double b) { return a < b; });
    table["le"] = comparison([](double a, double b) { return a <= b; });
    table["gt"] = comparison([](double a, double b) { return a > b; });
    table["ge"] = comparison([](double a, double b) { return a >= b; });
    table["and"] = comparison([](double a, double b) { return a != 0 && b != 0; });
    table["or"] = comparison([](double a, double b) { return a != 0 || b != 0; });
}

void addUnary(Table& table)
{
    table["neg"] =
        unary([](const IValue& a) { return a.isDouble() ? IValue(-a.toDouble()) : IValue(-whole(a)); });
    table["pos"] = unary([](const IValue& a) { return a; });
    table["not"] = unary([](const IValue& a) { return IValue(real(a) == 0); });
    table["trunc"] = unary([](const IValue& a) { return IValue(truncated(real(a))); });
    table["int"] = unary(
        [](const IValue& a) { return a.isDouble() ? IValue(truncated(a.toDouble())) : IValue(whole(a)); });
    table["float"] = unary([](const IValue& a) { return IValue(real(a)); });
    table["sqrt"] = unary([](const IValue& a) { return IValue(std::sqrt(real(a))); });
    table["ite"] = [](Stack& stack) {
        const auto [yes, no] = popTwo(stack);
        const bool condition = real(torch::jit::pop(stack)) != 0;
        stack.push_back(condition ? yes : no);
    };
}

} // namespace

std::optional<Operator> numberOperator(const std::string& name)
{
    static const Table table = [] {
        Table all;
        addArithmetic(all);
        addComparisons(all);
        addUnary(all);
        return all;
    }();
    const auto found = table.find(name);
    if (found == table.end())
        return {};
    return Operator{"number::" + name, nullptr, found->second};
}

Operator unpackListOperator(std::size_t count)
{
    return {"list::unpack", nullptr, [count](Stack& stack) {
                const auto list = torch::jit::pop(stack).toList();
                if (list.size() != count)
                    throw ComputeError(ErrorCode::ModelBroken,
                                       u"An operator gave a list of another length than the "
                                       "model expects"_s);
                for (std::size_t i = 0; i < count; ++i)
                    stack.push_back(list.get(i));
            }};
}

} // namespace saliscope::compute
