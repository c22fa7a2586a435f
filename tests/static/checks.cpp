// What the checks have to let through: everything that is right, however it is written.
#include <ctnn/ctnn.hpp>

#include <vector>

namespace nn = ctnn;

namespace {

/// A layer whose formula is written in one of the ways there are.
template <class Formula>
struct layer : Formula {
  static constexpr std::size_t outputs(std::size_t) { return 4; }
  static constexpr std::array<nn::parameter, 2> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, 4, inputs}, nn::parameter{nn::role::bias, 4}};
  }
};
struct by_value {
  static constexpr auto formula(auto x, auto w, auto b) { return tanh(w * x + b); }
};
struct by_reference {
  static constexpr auto formula(const auto& x, auto&& w, auto b) { return tanh(w * x + b); }
};
struct of_any_number {
  static constexpr auto formula(auto x, auto... parameters) { return affine(x, parameters...); }
  static constexpr auto affine(auto x, auto w, auto b) { return w * x + b; }
};
struct of_templates {
  template <class X, class W, class B>
  static constexpr auto formula(X x, W w, B b) {
    static_assert(nn::shape_of<W>.columns == nn::shape_of<X>.rows);
    return w * x + b;
  }
};
struct with_a_default {
  static constexpr auto formula(auto x, auto w, auto b, double scale = 2.0) {
    return scale * (w * x + b);
  }
};
template <class... Formulas>
constexpr bool all_valid = (nn::network<nn::input<3>, layer<Formulas>, nn::dense<2>>::is_valid &&
                            ...);
static_assert(all_valid<by_value, by_reference, of_any_number, of_templates, with_a_default>);

/// More parameters than the check looks at one by one.
struct of_six {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<nn::parameter, 6> parameters(std::size_t inputs) {
    std::array<nn::parameter, 6> all{};
    for (nn::parameter& each : all) each = {nn::role::bias, inputs};
    return all;
  }
  static constexpr auto formula(auto x, auto a, auto b, auto c, auto d, auto e, auto f) {
    return x + a + b + c + d + e + f;
  }
};
struct of_none {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<nn::parameter, 0> parameters(std::size_t) { return {}; }
  static constexpr auto formula(auto x) { return x * x; }
};
static_assert(nn::network<nn::input<3>, of_six, of_none>::is_valid);

// An activation is whatever keeps the shape: a lambda as it is, a constant, one of another.
constexpr auto swish = nn::activation([](auto z) { return z * sigmoid(z); });
constexpr auto twice = nn::activation([](auto z) { return swish(swish(z)); });
constexpr auto flat = nn::activation([](auto) { return 0.5; });
constexpr auto plain = [](auto z) { return z * sigmoid(z); };
static_assert(nn::network<nn::input<3>, nn::dense<4, twice>, nn::dense<4, flat>,
                          nn::dense<4, plain>, nn::dense<1>>::is_valid);

constexpr float first_output() {
  nn::network<nn::input<2>, nn::dense<1, flat>> net;
  return net(nn::vector<float, 2>{})(0);
}
static_assert(first_output() == 0.5f);

// A formula is still no number to the language's own questions.
using formula = decltype(nn::vector<float, 3>{} + nn::vector<float, 3>{});
static_assert(!std::is_arithmetic_v<formula> && nn::Operand<formula>);

// Operands have to agree with one another, however many there are.
template <nn::shape... S>
constexpr bool agree = nn::check_elementwise<nn::op::add, S...>::holds;
constexpr nn::shape one{1, 1}, column{3, 1}, row{1, 2}, matrix{3, 2}, other{4, 2};
static_assert(agree<column, matrix, one, column> && agree<matrix, one, row, row, one>);
static_assert(!agree<column, matrix, one, other> && !agree<one, one, row, column, other>);
static_assert(!agree<column, row, one> && !agree<matrix, column, one, row>);

// Samples may come in whatever holds them.
using net_type = nn::network<nn::input<2>, nn::dense<3>>;
template <class X, class T>
concept Trains = requires(nn::trainer<net_type, nn::mean_squared_error, nn::sgd, 4> train,
                          const X& xs, const T& ts) {
  { train.step(xs, ts) } -> std::same_as<float>;
};
static_assert(Trains<std::array<float, 8>, std::array<float, 12>>);
static_assert(Trains<std::vector<float>, std::array<float, 12>>);
static_assert(Trains<std::vector<float>, std::span<const float>>);
static_assert(Trains<std::span<float>, std::span<const float>>);
static_assert(Trains<nn::vector<float, 2>, nn::vector<float, 3>>);
template <class X, class T>
using gradient_type = decltype(nn::gradient(std::declval<const net_type&>(), nn::mean_squared_error,
                                            std::declval<X>(), std::declval<T>()));
static_assert(std::is_same_v<gradient_type<std::array<float, 2>, nn::vector<float, 3>>,
                             nn::sample_gradients<net_type>>);
static_assert(std::is_same_v<gradient_type<std::array<float, 4>, std::array<float, 6>>,
                             nn::gradients<net_type>>);
static_assert(std::is_same_v<gradient_type<std::vector<float>, std::span<const float>>,
                             nn::gradients<net_type>>);
static_assert(std::is_same_v<gradient_type<std::span<const float>, std::span<const float>>,
                             nn::gradients<net_type>>);

// What runs where there is no time says that it throws nothing.
template <class Net, class Gradients, class Trainer, class Vector>
concept ThrowsNothing = requires(Net net, Gradients g, Trainer train, Vector v,
                                 std::span<float> numbers) {
  { net(v) }
  noexcept;
  { net.predict(numbers, numbers) }
  noexcept;
  { net.template layer<0>().weights(0, 0) }
  noexcept;
  { train.step(numbers, numbers) }
  noexcept;
  { nn::gradient(net, nn::mean_squared_error, numbers, numbers) }
  noexcept;
  { nn::gradient_into(g, net, nn::mean_squared_error, numbers, numbers) }
  noexcept;
  { g.template layer<0>().bias(0) }
  noexcept;
  { v(0, 0) }
  noexcept;
};
static_assert(
    ThrowsNothing<net_type, nn::gradients<net_type>,
                  nn::trainer<net_type, nn::mean_squared_error, nn::sgd, 4>, nn::vector<float, 2>>);

}  // namespace
