// The laws of gradients of whole networks.
#pragma once

#include "support/check_network.hpp"
#include "support/laws.hpp"
#include "support/numbers_of.hpp"
#include "support/reference_network.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace laws {

/// A network with parameters, samples and targets, of which no sample is so near a kink that a
/// step of 2h could reach it.
template <class Net>
struct trial {
  Net net;
  std::vector<double> xs, ts;
};

template <class Net, auto Loss>
trial<Net> draw(std::size_t batch) {
  test::reference_case_maker maker{
      {Net::widths.begin(), Net::widths.end()}, {}, test::name_of(Loss), batch};
  test::for_layers<Net>([&](auto i) {
    maker.activations.push_back(test::name_of(Net::template layer_type<i>::activation));
  });
  // Inputs are within 6, and a parameter moved by 2h moves a sum by at most 12h.
  maker.least_distance_to_kink = 12 * h;
  const test::network_case c = maker.make("");
  trial<Net> result{{}, c.x, c.target};
  test::set_parameters(result.net, c);
  return result;
}

/// Calls visit(number, gradient) for each parameter.
template <class Net, class Gradients, class Visit>
void for_parameters(Net& net, const Gradients& g, const Visit& visit) {
  test::for_layers<Net>([&](auto l) {
    const std::vector<double> slopes = support::numbers_of(g.template layer<l>());
    std::size_t i = 0;
    net.template layer<l>().for_each([&](auto& tensor, const ctnn::parameter& p) {
      for (std::size_t r = 0; r < p.rows; ++r) {
        for (std::size_t c = 0; c < p.columns; ++c) visit(tensor(r, c), slopes[i++]);
      }
    });
  });
}

/// g and slope(i), of input i, are the central differences of loss().
template <class Net, class Gradients, class Slope, class Loss>
void compare_with_differences(test::closeness& law, Net& net, std::vector<double>& xs,
                              const Gradients& g, const Slope& slope, const Loss& loss) {
  const auto check = [&](double& moved, double gradient) {
    compare_with_difference(law, moved, gradient, loss);
  };
  for_parameters(net, g, check);
  for (std::size_t i = 0; i < xs.size(); ++i) check(xs[i], slope(i));
}

namespace detail {

/// How many numbers meet in a loss, and sixteen units for functions.
template <class Net>
double roundings(std::size_t batch) {
  std::size_t sum = 16 + batch * Net::outputs;
  for (std::size_t width : Net::widths) sum += width;
  return static_cast<double>(sum);
}

/// The same for a trial, whose loss is a sum of terms that are not negative, so that it is their
/// magnitude.
template <class Net, class Gradients, class Slope, class Loss>
void compare_with_differences(const std::string& name, trial<Net>& drawn, const Gradients& g,
                              const Slope& slope, const Loss& loss) {
  const std::size_t batch = drawn.xs.size() / Net::inputs;
  test::closeness law(name + " of " + std::to_string(batch),
                      {0, tolerance_of_difference(g.loss, roundings<Net>(batch))});
  laws::compare_with_differences(law, drawn.net, drawn.xs, g, slope, loss);
}

}  // namespace detail

/// The law: the gradient of a batch's loss with respect to every parameter and input is the loss's
/// central difference.
template <class Net, auto Loss>
void network_gradient_is_difference(const std::string& name, std::size_t batch) {
  trial<Net> drawn = draw<Net, Loss>(batch);
  std::vector<double> input_gradients(drawn.xs.size());
  const auto g = ctnn::gradient(drawn.net, Loss, drawn.xs, drawn.ts, input_gradients);
  ctnn::gradients<Net> scratch;
  detail::compare_with_differences(
      name, drawn, g, [&](std::size_t i) { return input_gradients[i]; },
      [&] {
        ctnn::gradient_into(scratch, drawn.net, Loss, drawn.xs, drawn.ts);
        return static_cast<long double>(scratch.loss);
      });
}

/// The same law of the gradient of one sample's loss.
template <class Net, auto Loss>
void sample_gradient_is_difference(const std::string& name) {
  trial<Net> drawn = draw<Net, Loss>(1);
  const std::span<const double, Net::inputs> x(drawn.xs.data(), Net::inputs);
  const std::span<const double, Net::outputs> t(drawn.ts.data(), Net::outputs);
  const auto gradient = [&] { return ctnn::gradient(drawn.net, Loss, x, t); };
  const auto g = gradient();
  detail::compare_with_differences(
      name, drawn, g, [&](std::size_t i) { return g.input(i); },
      [&] { return static_cast<long double>(gradient().loss); });
}

/// The law: a batch's loss and gradients are the means of its samples'. Sums of as many numbers in
/// another order differ by so many roundings.
template <class Net, auto Loss>
void batch_is_mean_of_samples(const std::string& name, std::size_t batch) {
  trial<Net> drawn = draw<Net, Loss>(batch);
  auto& net = drawn.net;
  const std::vector<double>&xs = drawn.xs, &ts = drawn.ts;
  const double m = static_cast<double>(batch);
  std::vector<double> input_gradients(xs.size());
  const auto of_batch = ctnn::gradient(net, Loss, xs, ts, input_gradients);

  double loss = 0;
  std::vector<double> mean(Net::parameter_count), magnitude(Net::parameter_count);
  test::closeness of_inputs(name + ": gradient of the inputs", {1e-13, 1e-15});
  for (std::size_t s = 0; s < batch; ++s) {
    const std::span<const double, Net::inputs> x(&xs[s * Net::inputs], Net::inputs);
    const std::span<const double, Net::outputs> t(&ts[s * Net::outputs], Net::outputs);
    const auto of_sample = ctnn::gradient(net, Loss, x, t);
    loss += of_sample.loss / m;
    std::size_t i = 0;
    for_parameters(net, of_sample, [&](double&, double gradient) {
      mean[i] += gradient / m;
      magnitude[i++] += std::abs(gradient) / m;
    });
    for (std::size_t f = 0; f < Net::inputs; ++f) {
      of_inputs.compare(input_gradients[s * Net::inputs + f], of_sample.input(f) / m, f);
    }
  }
  const double unit = detail::roundings<Net>(batch) * 0x1p-52;
  const double largest = *std::max_element(magnitude.begin(), magnitude.end());
  test::closeness of_loss(name + ": loss", {unit, 0});
  of_loss.compare(of_batch.loss, loss);
  test::closeness of_parameters(name + ": gradient of the parameters", {0, unit * largest});
  std::size_t i = 0;
  for_parameters(net, of_batch, [&](double&, double gradient) {
    of_parameters.compare(gradient, mean[i], i);
    ++i;
  });
}

}  // namespace laws
