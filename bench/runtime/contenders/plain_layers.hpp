// What contenders that are composed by hand share: the numbers of their layers, and the losses.
#pragma once

#include "plain_math.hpp"
#include "reference.hpp"

#include <array>
#include <tuple>
#include <utility>

namespace bench {

// Internal, since each contender has its own flags.
namespace {

using size = std::size_t;

struct nothing {};

template <size In, size Out>
struct weights_and_bias {
  alignas(64) std::array<float, In * Out> w{};
  alignas(64) std::array<float, Out> b{};
};

template <class Values>
struct adam_moments {
  Values first, second;
};

template <template <size> class Layer, class Indices>
struct tuple_of;
template <template <size> class Layer, size... I>
struct tuple_of<Layer, std::index_sequence<I...>> {
  using type = std::tuple<Layer<I>...>;
};

/// Calls visit<I>(layer) for each.
template <class... Layers>
void each_layer(std::tuple<Layers...>& layers, const auto& visit) {
  std::apply([&](auto&... l) { (visit(l), ...); }, layers);
}

/// Layers say where they keep a weight: index(o, i).
template <class... Layers>
void load(std::tuple<Layers...>& layers, const parameters& initial) {
  size at = 0;
  each_layer(layers, [&](auto& l) {
    for (size o = 0; o < l.out; ++o) {
      l.parameters.b[o] = initial.bias[at][o];
      for (size i = 0; i < l.in; ++i)
        l.parameters.w[l.index(o, i)] = initial.weights[at][o * l.in + i];
    }
    ++at;
  });
}

template <const workload& W, class... Layers>
parameters result_of(const std::tuple<Layers...>& layers) {
  parameters p = room_for(W);
  size at = 0;
  const auto add = [&](const auto& l, const auto& values) {
    for (size o = 0; o < l.out; ++o) {
      p.bias[at][o] = values.b[o];
      for (size i = 0; i < l.in; ++i) p.weights[at][o * l.in + i] = values.w[l.index(o, i)];
    }
    ++at;
  };
  const auto add_layer = [&](const auto& l) {
    if constexpr (W.task == work::gradients) {
      add(l, l.gradient);
    } else {
      add(l, l.parameters);
    }
  };
  std::apply([&](const auto&... l) { (add_layer(l), ...); }, layers);
  return p;
}

/// The share of Count numbers of output in the mean loss, and their dz.
template <const workload& W, size Count>
float loss_of(const float* a, const float* t, float* dz) {
  constexpr float outputs = W.objective == loss::cross_entropy ? 1 : float(W.outputs());
  constexpr float all = float(W.batch) * outputs;
  float sum = 0;
  for (size i = 0; i < Count; ++i) {
    const float error = a[i] - t[i];
    if constexpr (W.objective == loss::mean_squared_error) {
      sum += error * error;
      dz[i] = 2 / all * error;
    } else {
      sum -= t[i] * log(a[i]);
      if constexpr (W.objective == loss::binary_cross_entropy) sum -= (1 - t[i]) * log(1 - a[i]);
      dz[i] = 1 / all * error;
    }
  }
  return sum / all;
}

/// Adam's step on Count numbers of w or b (`which`) from the one at `at` on.
template <size Count>
void adam_step(auto& l, auto which, size at, const float* gradient, const adam_rates& rates) {
  float* p = (l.parameters.*which).data() + at;
  float* first = (l.moments.first.*which).data() + at;
  float* second = (l.moments.second.*which).data() + at;
  INDEPENDENT
  for (size i = 0; i < Count; ++i) adam(rates, p[i], first[i], second[i], gradient[i]);
}

/// The same on all numbers of a layer that has gathered its gradient.
template <class Layer>
void adam_step(Layer& l, const adam_rates& rates) {
  using values = typename Layer::values;
  adam_step<Layer::in * Layer::out>(l, &values::w, 0, l.gradient.w.data(), rates);
  adam_step<Layer::out>(l, &values::b, 0, l.gradient.b.data(), rates);
}

}  // namespace

}  // namespace bench
