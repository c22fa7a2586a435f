// An activation of ctnn held against a table of values and derivatives.
#pragma once

#include "support/closeness.hpp"
#include "support/golden.hpp"
#include "support/names.hpp"

#include <ctnn/derive.hpp>
#include <ctnn/eval.hpp>
#include <ctnn/tensor.hpp>

#include <string>

namespace test {

/// f and f' at 100 points at once, so that packs and a remainder are computed.
inline constexpr std::size_t activation_points = 100;

template <class T, class F>
void check_activation_of(F f, const activation_case& c) {
  constexpr ctnn::variable<"z", T, activation_points> z{};
  constexpr ctnn::variable<"dy", T, activation_points> dy{};
  REQUIRE(c.z.size() == activation_points);
  ctnn::vector<T, activation_points> points, ones;
  for (std::size_t i = 0; i < activation_points; ++i) {
    points(i) = static_cast<T>(c.z[i]);
    ones(i) = T(1);
  }
  const auto values = evaluate(f(z), with_value(z, points));
  const auto slopes = evaluate(differentiate(sum(hadamard(dy, f(z))), z), with_value(z, points),
                               with_value(dy, ones));
  const std::string name = std::string(scalar_name<T>) + ": " + name_of(F{});
  closeness of_values(name, tolerance_of<T>), of_slopes("derivative of " + name, tolerance_of<T>);
  for (std::size_t i = 0; i < activation_points; ++i) {
    of_values.compare(static_cast<double>(values(i, 0)), c.y[i], i);
    of_slopes.compare(static_cast<double>(slopes(i, 0)), c.dydz[i], i);
  }
}

/// In float and in double.
template <class F>
void check_activation(F f, const activation_case& c) {
  check_activation_of<float>(f, c);
  check_activation_of<double>(f, c);
}

/// Calls visit(f) for all of the activations that act on each number by itself.
template <class Visit>
void for_activations(const Visit& visit) {
  visit(ctnn::identity);
  visit(ctnn::relu);
  visit(ctnn::leaky_relu);
  visit(ctnn::elu);
  visit(ctnn::selu);
  visit(ctnn::gelu);
  visit(ctnn::gelu_tanh);
  visit(ctnn::silu);
  visit(ctnn::mish);
  visit(ctnn::softplus);
  visit(ctnn::softsign);
  visit(ctnn::tanh);
  visit(ctnn::sigmoid);
  visit(ctnn::hard_sigmoid);
  visit(ctnn::hard_tanh);
  visit(ctnn::hard_swish);
  visit(ctnn::relu6);
}

}  // namespace test
