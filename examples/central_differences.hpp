// What the examples check derived gradients against.
#pragma once

#include <ctnn/ctnn.hpp>

#include <cmath>
#include <cstdio>
#include <utility>

namespace example {

/// (f(p + h) - f(p - h)) / 2h for one number p of what f computes with.
template <class F>
double central_difference(double& p, const F& f) {
  constexpr double h = 1e-5;
  const double at = p;
  p = at + h;
  const double above = f();
  p = at - h;
  const double below = f();
  p = at;
  return (above - below) / (2 * h);
}

/// The largest difference between a gradient and the central differences of f, over all numbers
/// of the tensor that it is the gradient of.
template <class Tensor, class Gradient, class F>
double gradient_error(Tensor& tensor, const Gradient& gradient, const F& f) {
  double largest = 0;
  for (std::size_t r = 0; r < Tensor::rows; ++r) {
    for (std::size_t c = 0; c < Tensor::columns; ++c) {
      const double expected = central_difference(tensor(r, c), f);
      largest = std::fmax(largest, std::fabs(gradient(r, c) - expected));
    }
  }
  return largest;
}

/// The same over all parameters of a network, for the loss of one sample.
template <class Net, class Loss, class X, class Target>
double network_gradient_error(Net net, const Loss& loss, const X& x, const Target& t) {
  const auto g = ctnn::gradient(net, loss, x, t);
  const auto value = [&] { return ctnn::gradient(net, loss, x, t).loss; };
  double largest = 0;
  const auto over_layer = [&]<std::size_t... J>(auto& layer, const auto& derived,
                                                std::index_sequence<J...>) {
    ((largest = std::fmax(
          largest, gradient_error(layer.template get<J>(), derived.template get<J>(), value))),
     ...);
  };
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (over_layer(net.template layer<I>(), g.template layer<I>(),
                std::make_index_sequence<
                    std::remove_cvref_t<decltype(net.template layer<I>())>::parameter_tensors>{}),
     ...);
  }
  (std::make_index_sequence<Net::layer_count>{});
  return largest;
}

/// Prints what was compared, and says whether the error is small enough; not a number is not.
inline bool check(const char* what, double error, double allowed) {
  const bool right = error <= allowed;
  std::printf("%-56s %.1e  %s\n", what, error, right ? "ok" : "WRONG");
  return right;
}

}  // namespace example
