// What networks of layers drawn at random compute, beside loops over the same formulas: outputs,
// gradients and steps of training. See random/layers.py.
#pragma once

#include "support/array_bounds.hpp"
#include "support/catch.hpp"
#include "support/check_network.hpp"
#include "support/closeness.hpp"
#include "support/formula_in_loops.hpp"

#include <ctnn/nn.hpp>

#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace random_layers {

/// Far above what rounding comes to, and far below what a wrong formula does.
template <class T>
inline constexpr test::tolerance tolerance = sizeof(T) == sizeof(float)
                                                 ? test::tolerance{1e-3, 1e-3}
                                                 : test::tolerance{1e-9, 1e-10};

/// Each layer's parameters, or what belongs to them.
using parameters = std::vector<std::vector<loops::matrix>>;

template <class Net, class Layers>
parameters parameters_of(const Layers& layers) {
  parameters all;
  test::for_layers<Net>([&](auto l) {
    all.emplace_back();
    layers.template layer<l>().for_each([&](const auto& tensor, const ctnn::parameter& p) {
      loops::matrix numbers(p.rows, p.columns);
      for (std::size_t r = 0; r < p.rows; ++r) {
        for (std::size_t c = 0; c < p.columns; ++c) numbers(r, c).value = tensor(r, c);
      }
      all.back().push_back(numbers);
    });
  });
  return all;
}

/// A network with parameters, samples and targets, and the same in loops.
template <class Net, auto Loss>
class trial {
 public:
  using T = typename Net::value_type;

  explicit trial(std::size_t samples) {
    std::mt19937 random(static_cast<unsigned>(samples));
    const auto uniform = [&](double low, double high) {
      return static_cast<T>(std::uniform_real_distribution<double>(low, high)(random));
    };
    net.for_each_layer([&](auto& layer) {
      layer.for_each([&](auto& tensor, const ctnn::parameter& p) {
        const double bound = p.columns == 1 ? 0.8 : 1 / std::sqrt(double(p.columns));
        for (std::size_t r = 0; r < p.rows; ++r) {
          for (std::size_t c = 0; c < p.columns; ++c) tensor(r, c) = uniform(-bound, bound);
        }
      });
    });
    for (std::size_t i = 0; i < samples * Net::inputs; ++i) xs.push_back(uniform(-1, 1));
    for (std::size_t i = 0; i < samples * Net::outputs; ++i) ts.push_back(uniform(0.1, 0.9));
    of_layers = parameters_of<Net>(net);
    x = columns_of(xs, Net::inputs);
    t = columns_of(ts, Net::outputs);
  }

  loops::matrix output() const { return output(std::make_index_sequence<Net::layer_count>{}); }
  loops::dual loss() const { return decltype(Loss)::formula(output(), t)(0, 0); }
  /// The derivative of the loss by one of the numbers here.
  double slope(loops::dual& number) const {
    number.slope = 1;
    const loops::real result = loss().slope;
    number.slope = 0;
    return static_cast<double>(result);
  }

  Net net;
  std::vector<T> xs, ts;
  parameters of_layers;
  loops::matrix x{1, 1}, t{1, 1};

 private:
  static loops::matrix columns_of(const std::vector<T>& numbers, std::size_t rows) {
    loops::matrix result(rows, numbers.size() / rows);
    for (std::size_t c = 0; c < result.columns(); ++c) {
      for (std::size_t r = 0; r < rows; ++r) result(r, c).value = numbers[c * rows + r];
    }
    return result;
  }
  template <std::size_t... I>
  loops::matrix output(std::index_sequence<I...>) const {
    loops::matrix value = x;
    ((value = layer_output<typename Net::template layer_type<I>>(
          value, of_layers[I],
          std::make_index_sequence<
              Net::template layer_type<I>::parameters(Net::widths[I]).size()>{})),
     ...);
    return value;
  }
  template <class Layer, std::size_t... J>
  static loops::matrix layer_output(const loops::matrix& value,
                                    const std::vector<loops::matrix>& of_layer,
                                    std::index_sequence<J...>) {
    return Layer::formula(value, of_layer[J]...);
  }
};

/// The loss, and the derivatives by the inputs and by some numbers of each parameter.
template <class Net, auto Loss, class Gradients, class OfInput>
void compare_gradients(const std::string& what, trial<Net, Loss>& drawn, const Gradients& g,
                       const OfInput& of_input) {
  constexpr test::tolerance allowed = tolerance<typename Net::value_type>;
  test::closeness(what + ", loss", allowed)
      .compare(g.loss, static_cast<double>(drawn.loss().value));
  const auto compare = [&](const std::string& name, auto& numbers, const auto& computed) {
    test::closeness slopes(what + name, allowed);
    const std::size_t step = (numbers.size() + 15) / 16;
    for (std::size_t i = 0; i < numbers.size(); i += step)
      slopes.compare(computed(i), drawn.slope(numbers[i]), i);
    slopes.compare(computed(numbers.size() - 1), drawn.slope(numbers.back()), numbers.size() - 1);
  };
  const parameters gradients = parameters_of<Net>(g);
  for (std::size_t l = 0; l < gradients.size(); ++l) {
    for (std::size_t p = 0; p < gradients[l].size(); ++p) {
      compare(", layer " + std::to_string(l) + ", parameter " + std::to_string(p),
              drawn.of_layers[l][p].numbers(), [&](std::size_t i) {
                return static_cast<double>(gradients[l][p].numbers()[i].value);
              });
    }
  }
  // Of x a sample is a column: its numbers lie apart.
  std::vector<loops::dual>& inputs = drawn.x.numbers();
  compare(", inputs", inputs, [&](std::size_t i) {
    const std::size_t samples = drawn.x.columns();
    return static_cast<double>(of_input(i % samples * Net::inputs + i / samples));
  });
}

/// A step of stochastic gradient descent on Batch samples goes down the gradient.
template <std::size_t Batch, class Net, auto Loss>
void compare_step(const std::string& what, const trial<Net, Loss>& drawn, const parameters& g) {
  Net net = drawn.net;
  ctnn::trainer<Net, Loss, ctnn::sgd, Batch> trainer{net, {.learning_rate = 0.25}};
  trainer.step(drawn.xs, drawn.ts);
  const parameters after = parameters_of<Net>(net);
  test::closeness moved(what + ", a step", tolerance<typename Net::value_type>);
  for (std::size_t l = 0; l < g.size(); ++l) {
    for (std::size_t p = 0; p < g[l].size(); ++p) {
      for (std::size_t i = 0; i < g[l][p].numbers().size(); ++i) {
        const loops::real before = drawn.of_layers[l][p].numbers()[i].value;
        moved.compare(static_cast<double>(after[l][p].numbers()[i].value),
                      static_cast<double>(before - 0.25L * g[l][p].numbers()[i].value), i);
      }
    }
  }
}

/// ys, sample after sample.
template <class Net, auto Loss, class Ys>
void compare_outputs(const std::string& what, const trial<Net, Loss>& drawn, const Ys& ys) {
  const loops::matrix expected = drawn.output();
  test::closeness outputs(what, tolerance<typename Net::value_type>);
  for (std::size_t i = 0; i < drawn.ts.size(); ++i) {
    outputs.compare(ys[i], static_cast<double>(expected(i % Net::outputs, i / Net::outputs).value),
                    i);
  }
}
template <class Net, auto Loss>
void check_predict(const std::string& what, const trial<Net, Loss>& drawn) {
  std::vector<typename Net::value_type> ys(drawn.ts.size());
  drawn.net.predict(drawn.xs, ys);
  compare_outputs(what + ", predict", drawn, ys);
}

/// Many samples, whose mean a layer may take.
template <class Net, auto Loss>
void check_batches(const std::string& name) {
  constexpr std::size_t counts[] = {1, 2, 5, 13, 29};
  for (const std::size_t samples : counts) {
    const std::string what = name + ", " + std::to_string(samples) + " samples";
    trial<Net, Loss> drawn(samples);
    check_predict(what, drawn);
    auto of_inputs = drawn.xs;
    const auto g = ctnn::gradient(drawn.net, Loss, drawn.xs, drawn.ts, of_inputs);
    compare_gradients(what, drawn, g, [&](std::size_t i) { return of_inputs[i]; });
    if (samples == 5) compare_step<5>(what, drawn, parameters_of<Net>(g));
  }
}

/// One sample at a time, and outputs of many.
template <class Net, auto Loss>
void check_samples(const std::string& name) {
  using T = typename Net::value_type;
  constexpr std::size_t counts[] = {2, 5, 13, 29};
  for (const std::size_t samples : counts) {
    trial<Net, Loss> drawn(samples);
    check_predict(name + ", " + std::to_string(samples) + " samples", drawn);
  }
  trial<Net, Loss> drawn(1);
  const std::span<const T, Net::inputs> x(drawn.xs.data(), Net::inputs);
  const std::span<const T, Net::outputs> t(drawn.ts.data(), Net::outputs);
  compare_outputs(name + ", one sample", drawn, drawn.net(x));
  const auto g = ctnn::gradient(drawn.net, Loss, x, t);
  compare_gradients(name + ", one sample", drawn, g, [&](std::size_t i) { return g.input(i); });
  compare_step<1>(name + ", one sample", drawn, parameters_of<Net>(g));
}

}  // namespace random_layers
