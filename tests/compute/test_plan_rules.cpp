// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/plan_check.h"

#include <QtTest>

#include <functional>

using namespace saliscope;
using namespace saliscope::compute;

namespace {

using Build = std::function<ValueId(GraphMaker&, ValueId)>;

} // namespace

Q_DECLARE_METATYPE(Build)

namespace {

/// What a rule is tried on: an operator (or a few) behind the input.
struct Case
{
    const char* name;
    std::vector<int64_t> shape;
    Build build;
};

/// One operator on x, with further arguments as given.
Build one(const char* name, std::vector<Argument> further = {}, int outputs = 1)
{
    return [=](GraphMaker& make, ValueId x) {
        std::vector<Argument> arguments{{x}};
        arguments.insert(arguments.end(), further.begin(), further.end());
        return make.call(name, arguments, outputs);
    };
}

/// One operator on x and a constant of `shape`.
Build withConstant(const char* name, std::vector<int64_t> shape, double shift = 0)
{
    return [=](GraphMaker& make, ValueId x) {
        return make.call(name, {{x}, {make.constant(waves(shape, 0.7) + shift)}});
    };
}

/// One operator on two values that both come from x: x itself and a part or a multiple of it.
Build withItself(const char* name, Build other)
{
    return [=](GraphMaker& make, ValueId x) { return make.call(name, {{x}, {other(make, x)}}); };
}

/// Numbers above 1/2, for roots and logarithms.
Build positive(const char* name)
{
    return [=](GraphMaker& make, ValueId x) {
        return make.call(name, {{make.call("aten::add.Scalar", {{x}, number(1.5)})}});
    };
}

Build norm(const char* name, std::vector<Argument> middle, int64_t channels)
{
    return [=](GraphMaker& make, ValueId x) {
        std::vector<Argument> arguments{{x}};
        arguments.insert(arguments.end(), middle.begin(), middle.end());
        arguments.push_back({make.constant(waves({channels}, 0.2))});
        arguments.push_back({make.constant(waves({channels}, 0.9))});
        if (std::string(name) == "aten::native_layer_norm")
            arguments.push_back(number(1e-5));
        return make.call(name, arguments, std::string(name).find("native") == std::string::npos ? 1 : 3);
    };
}

Build batchNorm(bool isDecomposed)
{
    return [=](GraphMaker& make, ValueId x) {
        std::vector<Argument> arguments{{x}};
        for (const double phase : {0.2, 0.9, 0.4})
            arguments.push_back({make.constant(waves({4}, phase))});
        arguments.push_back({make.constant(waves({4}, 0.5).abs() + 0.5)});
        if (!isDecomposed)
            arguments.push_back(flag(false));
        arguments.push_back(number(0.1));
        arguments.push_back(number(1e-5));
        if (!isDecomposed)
            arguments.push_back(flag(true));
        return make.call(isDecomposed ? "aten::_native_batch_norm_legit_no_training" : "aten::batch_norm",
                         arguments, isDecomposed ? 3 : 1);
    };
}

/// Mean over the pixels, a layer, a factor for every channel, behind an activation.
Build squeezeAndExcite(const char* activation, bool isMean, bool isFactorFirst)
{
    return [=](GraphMaker& make, ValueId x) {
        const ValueId y = make.call(activation, {{x}});
        const ValueId mean = isMean ? make.call("aten::mean.dim", {{y}, wholes({2, 3}), flag(true)})
                                    : make.call("aten::adaptive_avg_pool2d", {{y}, wholes({1, 1})});
        const ValueId mixed = make.call("aten::conv2d", {{mean}, {make.constant(waves({4, 4, 1, 1}))}});
        const ValueId factor = make.call("aten::sigmoid", {{mixed}});
        return isFactorFirst ? make.call("aten::mul.Tensor", {{factor}, {y}})
                             : make.call("aten::mul.Tensor", {{y}, {factor}});
    };
}

/// Query, key and value as multiples of x, a mask on the scores.
Build attention(int mask, bool isCausal)
{
    return [=](GraphMaker& make, ValueId x) {
        const ValueId key = make.call("aten::mul.Scalar", {{x}, number(0.7)});
        const ValueId value = make.call("aten::sin", {{x}});
        Argument given = none();
        if (mask == 1)
            given = {make.constant(waves({5, 5}, 0.3))};
        if (mask == 2)
            given = {make.constant(waves({5, 5}, 0.3) > -0.5)};
        return make.call("aten::scaled_dot_product_attention",
                         {{x}, {key}, {value}, given, number(0), flag(isCausal)});
    };
}

/// A split of three parts, of which the first and the last are read.
Build split(const char* name, const Argument& how, int64_t axis, const char* join = "aten::add.Tensor")
{
    return [=](GraphMaker& make, ValueId x) {
        std::vector<Argument> arguments{{x}};
        if (!std::get_if<std::vector<Argument>>(&how.content))
            arguments.push_back(how);
        arguments.push_back(whole(axis));
        const ValueId list = make.call(name, arguments);
        const ValueId first = make.call(unpackListOperator(3), {{list}}, 3);
        return make.call(join, {{first}, {first + 2}});
    };
}

const Argument nothing{std::vector<Argument>()};
const std::vector<int64_t> picture{3, 4, 6, 6};
const std::vector<int64_t> heads{3, 2, 5, 4};
const std::vector<int64_t> rows{3, 5, 8};

std::vector<Case> activations()
{
    return {{"relu", picture, one("aten::relu")},
            {"relu6", picture, one("aten::relu6")},
            {"hardtanh", picture, one("aten::hardtanh", {number(-0.5), number(0.4)})},
            {"clamp", picture, one("aten::clamp", {number(-0.5), number(0.4)})},
            {"clamp above", picture, one("aten::clamp", {none(), number(0.4)})},
            {"clamp_min", picture, one("aten::clamp_min", {number(-0.2)})},
            {"clamp_max", picture, one("aten::clamp_max", {number(0.2)})},
            {"leaky_relu", picture, one("aten::leaky_relu", {number(0.2)})},
            {"elu", picture, one("aten::elu", {number(1.3)})},
            {"selu", picture, one("aten::selu")},
            {"silu", picture, one("aten::silu")},
            {"hardswish", picture, one("aten::hardswish")},
            {"hardsigmoid", picture, one("aten::hardsigmoid")},
            {"mish", picture, one("aten::mish")},
            {"gelu", picture, one("aten::gelu")},
            {"gelu tanh", picture, one("aten::gelu", {{c10::IValue("tanh")}})},
            {"sigmoid", picture, one("aten::sigmoid")},
            {"tanh", picture, one("aten::tanh")},
            {"softplus", picture, one("aten::softplus")},
            {"softmax", rows, one("aten::softmax.int", {whole(-1)})},
            {"_softmax", rows, one("aten::_softmax", {whole(1), flag(false)})},
            {"log_softmax", rows, one("aten::log_softmax.int", {whole(1)})}};
}

std::vector<Case> arithmetic()
{
    const Build half = one("aten::mul.Scalar", {number(0.5)});
    const Build column = one("aten::mean.dim", {wholes({2, 3}), flag(true)});
    const Build away = one("aten::add.Scalar", {number(2)});
    return {{"add constant", picture, withConstant("aten::add.Tensor", {4, 1, 1})},
            {"add itself", picture, withItself("aten::add.Tensor", half)},
            {"add twice the same", picture,
             [](GraphMaker& make, ValueId x) {
                 return make.call("aten::add.Tensor", {{x}, {x}, number(0.5)});
             }},
            {"add broadcast", picture, withItself("aten::add.Tensor", column)},
            {"add number", picture, one("aten::add.Tensor", {number(2)})},
            {"sub", picture, withItself("aten::sub.Tensor", half)},
            {"sub constant", picture, withConstant("aten::sub.Tensor", {6})},
            {"rsub", picture, one("aten::rsub.Scalar", {number(2)})},
            {"rsub tensor", picture, withItself("aten::rsub.Tensor", half)},
            {"mul constant", picture, withConstant("aten::mul.Tensor", {4, 1, 1})},
            {"mul larger constant", {3, 1, 6}, withConstant("aten::mul.Tensor", {1, 4, 6})},
            {"mul itself", picture, withItself("aten::mul.Tensor", half)},
            {"squeeze and excite", picture, withItself("aten::mul.Tensor", column)},
            {"squeeze and excite, silu", picture, squeezeAndExcite("aten::silu", false, true)},
            {"squeeze and excite, relu", picture, squeezeAndExcite("aten::relu", true, false)},
            {"squeeze and excite, relu6", picture, squeezeAndExcite("aten::relu6", true, true)},
            {"squeeze and excite, hardswish", picture, squeezeAndExcite("aten::hardswish", false, false)},
            {"squeeze and excite, tanh", picture, squeezeAndExcite("aten::tanh", false, false)},
            {"square by mul", picture,
             [](GraphMaker& make, ValueId x) {
                 return make.call("aten::mul.Tensor", {{x}, {x}});
             }},
            {"mul number", picture, one("aten::mul.Tensor", {number(2)})},
            {"div constant", picture, withConstant("aten::div.Tensor", {4, 1, 1}, 2)},
            {"div itself", picture, withItself("aten::div.Tensor", away)},
            {"div number", picture, one("aten::div.Tensor", {number(3)})},
            {"constant over x", picture,
             [](GraphMaker& make, ValueId x) {
                 const ValueId above = make.call("aten::add.Scalar", {{x}, number(2)});
                 return make.call("aten::div.Tensor", {{make.constant(waves({4, 1, 1}))}, {above}});
             }},
            {"neg", picture, one("aten::neg")},
            {"pow", picture, one("aten::pow.Tensor_Scalar", {number(3)})},
            {"square", picture, one("aten::square")},
            {"exp", picture, one("aten::exp")},
            {"log", picture, positive("aten::log")},
            {"sqrt", picture, positive("aten::sqrt")},
            {"rsqrt", picture, positive("aten::rsqrt")},
            {"reciprocal", picture, positive("aten::reciprocal")},
            {"abs", picture, one("aten::abs")},
            {"sin", picture, one("aten::sin")},
            {"where", picture, [](GraphMaker& make, ValueId x) {
                 const ValueId twice = make.call("aten::mul.Scalar", {{x}, number(2)});
                 const ValueId condition = make.constant(waves({6, 6}, 0.3) > 0);
                 return make.call("aten::where.self", {{condition}, {x}, {twice}});
             }}};
}

std::vector<Case> products()
{
    const Build turned = one("aten::transpose.int", {whole(-2), whole(-1)});
    return {
        {"linear", rows, withConstant("aten::linear", {6, 8})},
        {"linear of rows", {3, 8}, withConstant("aten::linear", {6, 8})},
        {"matmul constant", rows, withConstant("aten::matmul", {8, 3})},
        {"matmul itself", rows, withItself("aten::matmul", turned)},
        {"matmul broadcast", heads, withConstant("aten::matmul", {4, 3})},
        {"matmul vector", rows, withConstant("aten::matmul", {8})},
        {"vector matmul", rows,
         [](GraphMaker& make, ValueId x) {
             return make.call("aten::matmul", {{make.constant(waves({5}))}, {x}});
         }},
        {"mm", {3, 8}, withConstant("aten::mm", {8, 4})},
        {"bmm", rows, withItself("aten::bmm", turned)},
        {"addmm",
         {3, 8},
         [](GraphMaker& make, ValueId x) {
             return make.call(
                 "aten::addmm",
                 {{make.constant(waves({4}))}, {x}, {make.constant(waves({8, 4}))}, number(0.5), number(2)});
         }},
        {"baddbmm", rows,
         [turned](GraphMaker& make, ValueId x) {
             const ValueId scores = make.call("aten::mean.dim", {{x}, wholes({1, 2}), flag(true)});
             return make.call("aten::baddbmm", {{scores}, {x}, {turned(make, x)}, number(2), number(0.5)});
         }},
        {"attention", heads, attention(0, false)},
        {"attention, mask", heads, attention(1, false)},
        {"attention, true or false", heads, attention(2, false)},
        {"attention, causal", heads, attention(0, true)}};
}

std::vector<Case> norms()
{
    return {{"batch_norm", picture, batchNorm(false)},
            {"batch norm, decomposed", picture, batchNorm(true)},
            {"layer_norm", rows, norm("aten::layer_norm", {wholes({8})}, 8)},
            {"layer_norm without weights", rows, one("aten::layer_norm", {wholes({5, 8})})},
            {"native_layer_norm", rows, norm("aten::native_layer_norm", {wholes({8})}, 8)},
            {"group_norm", picture, norm("aten::group_norm", {whole(2)}, 4)},
            {"group_norm without weights", picture, one("aten::group_norm", {whole(4)})}};
}

std::vector<Case> pools()
{
    const Argument two = wholes({2, 2});
    const Argument three = wholes({3, 3});
    const Argument padded = wholes({1, 1});
    const Argument larger = wholes({9, 11});
    return {{"max_pool2d", picture, one("aten::max_pool2d", {three, two, padded})},
            {"max_pool2d, stride of its own", picture, one("aten::max_pool2d", {two})},
            {"max_pool2d, dilated", picture,
             one("aten::max_pool2d", {two, padded, wholes({0}), two, flag(true)})},
            {"avg_pool2d", picture, one("aten::avg_pool2d", {three, two, padded, flag(true), flag(false)})},
            {"avg_pool2d, divisor", picture,
             one("aten::avg_pool2d", {two,
                                      {c10::IValue(std::vector<int64_t>())},
                                      wholes({0, 0}),
                                      flag(false),
                                      flag(true),
                                      whole(3)})},
            {"adaptive_avg_pool2d 1", picture, one("aten::adaptive_avg_pool2d", {padded})},
            {"adaptive_avg_pool2d 4", picture, one("aten::adaptive_avg_pool2d", {wholes({4, 4})})},
            {"adaptive_max_pool2d", picture, one("aten::adaptive_max_pool2d", {wholes({2, 3})}, 2)},
            {"nearest", picture, one("aten::upsample_nearest2d", {larger})},
            {"nearest, listed", picture, one("aten::upsample_nearest2d.vec", {larger, none()})},
            {"nearest, scaled", picture,
             one("aten::upsample_nearest2d.vec", {none(), {c10::IValue(std::vector<double>{2, 1.5})}})},
            {"bilinear", picture, one("aten::upsample_bilinear2d", {larger, flag(false)})},
            {"bilinear, listed", picture, one("aten::upsample_bilinear2d.vec", {larger, flag(true), none()})},
            {"bicubic", picture, one("aten::upsample_bicubic2d", {larger, flag(false)})},
            {"mean", picture, one("aten::mean")},
            {"mean.dim", picture, one("aten::mean.dim", {wholes({-1, -2})})},
            {"mean.dim, kept", picture, one("aten::mean.dim", {wholes({1}), flag(true)})},
            {"sum", picture, one("aten::sum")},
            {"sum.dim", picture, one("aten::sum.dim_IntList", {wholes({0, 2})})}};
}

std::vector<Case> shapes()
{
    const auto list = [](const char* name, int64_t axis) {
        return [=](GraphMaker& make, ValueId x) {
            const ValueId twice = make.call("aten::mul.Scalar", {{x}, number(2)});
            const Argument parts{std::vector<Argument>{{x}, {twice}, {x}}};
            return make.call(name, {parts, whole(axis)});
        };
    };
    return {{"view", picture, one("aten::reshape", {wholes({-1, 36})})},
            {"flatten", picture, one("aten::flatten.using_ints", {whole(1)})},
            {"unflatten", picture, one("aten::unflatten.int", {whole(1), wholes({2, 2})})},
            {"unsqueeze", picture, one("aten::unsqueeze", {whole(-1)})},
            {"squeeze", {3, 1, 4}, one("aten::squeeze.dim", {whole(1)})},
            {"permute", picture, one("aten::permute", {wholes({0, -2, 3, 1})})},
            {"transpose", picture, one("aten::transpose.int", {whole(1), whole(-1)})},
            {"t", {3, 4}, one("aten::t")},
            {"contiguous", picture, one("aten::contiguous")},
            {"expand", {3, 1, 4}, one("aten::expand", {wholes({-1, 5, -1})})},
            {"to float", picture, one("aten::to.dtype", {whole(int64_t(at::kDouble))})},
            {"select", picture, one("aten::select.int", {whole(1), whole(-2)})},
            {"slice", picture, one("aten::slice.Tensor", {whole(2), whole(1), whole(9), whole(2)})},
            {"slice from the end", picture, one("aten::slice.Tensor", {whole(-1), none(), whole(-2)})},
            {"narrow", picture, one("aten::narrow", {whole(1), whole(1), whole(2)})},
            {"split", {3, 6, 4}, split("aten::split.Tensor", whole(2), 1)},
            {"chunk", {3, 6, 4}, split("aten::chunk", whole(3), -2)},
            {"unbind", {3, 3, 4}, split("aten::unbind.int", nothing, 1, "aten::mul.Tensor")},
            {"cat", picture, list("aten::cat", 1)},
            {"cat from the end", picture, list("aten::cat", -1)},
            {"stack", picture, list("aten::stack", -1)},
            {"constant_pad_nd", picture, one("aten::constant_pad_nd", {wholes({1, 2, 0, 3})})},
            {"crop by pad", picture, one("aten::constant_pad_nd", {wholes({-1, 2})})},
            {"pad", picture, one("aten::pad", {wholes({1, 2})})},
            {"reflection_pad2d", picture, one("aten::reflection_pad2d", {wholes({1, 2, 0, 3})})},
            {"replication_pad2d", picture, one("aten::replication_pad2d", {wholes({1, 2, 0, 3})})},
            {"roll", picture, one("aten::roll", {wholes({2, -1}), wholes({2, 3})})},
            {"flip", picture, one("aten::flip", {wholes({2})})},
            {"pixel_shuffle", picture, one("aten::pixel_shuffle", {whole(2)})},
            {"pixel_unshuffle", picture, one("aten::pixel_unshuffle", {whole(3)})}};
}
} // namespace

/// Every rule against libtorch's autograd, in float64 to 1e-10, on batches of three and one and in two memory
/// formats.
class TestPlanRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operators_data();
    void operators();
};

void TestPlanRules::operators_data()
{
    QTest::addColumn<std::vector<int64_t>>("shape");
    QTest::addColumn<Build>("build");
    for (const auto& family : {activations(), arithmetic(), products(), norms(), pools(), shapes()})
        for (const Case& example : family)
            QTest::newRow(example.name) << example.shape << example.build;
}

void TestPlanRules::operators()
{
    QFETCH(std::vector<int64_t>, shape);
    QFETCH(Build, build);
    GraphMaker make;
    // Twice, so that the rule sees a gradient that is its own and one that is not.
    const ValueId x = make.input();
    const ValueId inner = make.call("aten::mul.Scalar", {{x}, number(1.1)});
    const ValueId y = build(make, inner);
    const ValueId z = make.call("aten::mul.Scalar", {{y}, number(0.9)});
    QCOMPARE(planDifference(make.finish({z}), waves(shape, 0.3)), QString());
    GraphMaker bare;
    const ValueId input = bare.input();
    const ValueId output = build(bare, input);
    QCOMPARE(planDifference(bare.finish({output}), waves(shape, 0.3)), QString());
}

QTEST_GUILESS_MAIN(TestPlanRules)
#include "test_plan_rules.moc"
