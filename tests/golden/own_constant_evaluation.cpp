// Output, loss and gradients that the compiler computed against plain loops in extended precision,
// and against what the same source computes at run time.
#include "support/check_network.hpp"
#include "support/reference_network.hpp"

namespace nn = ctnn;

namespace {

template <class T>
using network = nn::network<nn::input<5, T>, nn::dense<18, nn::tanh>, nn::dense<7, nn::silu>,
                            nn::dense<6, nn::elu>, nn::dense<3, nn::softmax>>;

template <class T>
struct computed {
  network<T> net;
  std::array<T, 5> x{T(0.5), T(-1.25), T(2), T(0), T(-0.375)};
  std::array<T, 3> t{T(0), T(1), T(0)};
  nn::vector<T, 3> output;
  nn::sample_gradients<network<T>> gradients;
};
template <class T>
constexpr computed<T> compute() {
  computed<T> result;
  nn::initialize(result.net, nn::xavier_normal{.seed = 11});
  result.output = result.net(result.x);
  result.gradients = nn::gradient(result.net, nn::cross_entropy, result.x, result.t);
  return result;
}

template <class Layers, class T>
std::vector<test::numbers> numbers_of(const Layers& source, bool biases) {
  std::vector<test::numbers> all;
  test::for_layers<network<T>>([&](auto i) {
    const auto& layer = source.template layer<i>();
    using layer_type = std::remove_cvref_t<decltype(layer)>;
    test::numbers& numbers = all.emplace_back();
    for (std::size_t r = 0; r < layer_type::outputs; ++r) {
      for (std::size_t c = 0; c < (biases ? 1 : layer_type::inputs); ++c)
        numbers.push_back(biases ? layer.bias(r) : layer.weights(r, c));
    }
  });
  return all;
}

template <class T>
void check() {
  static constexpr computed<T> constant = compute<T>();
  const std::string scalar = std::string(test::scalar_name<T>) + ": ";

  test::reference_network reference;
  const auto weights = numbers_of<network<T>, T>(constant.net, false);
  const auto biases = numbers_of<network<T>, T>(constant.net, true);
  test::for_layers<network<T>>([&](auto i) {
    using layer = std::remove_cvref_t<decltype(constant.net.template layer<i>())>;
    reference.layers.push_back({layer::inputs, layer::outputs,
                                test::name_of(network<T>::template layer_type<i>::activation),
                                test::reals(weights[i].begin(), weights[i].end()),
                                test::reals(biases[i].begin(), biases[i].end())});
  });
  const test::reference_result expected =
      reference.run("cross_entropy", 1, test::reals(constant.x.begin(), constant.x.end()),
                    test::reals(constant.t.begin(), constant.t.end()));
  const auto as_numbers = [](const test::reals& r) { return test::numbers(r.begin(), r.end()); };
  test::compare_all<T>(scalar + "output", constant.output, as_numbers(expected.output));
  test::compare_all<T>(scalar + "loss", std::array{constant.gradients.loss},
                       {static_cast<double>(expected.loss)});
  test::compare_all<T>(scalar + "gradient of the input", constant.gradients.input,
                       as_numbers(expected.grad_x));
  std::vector<test::numbers> weight_gradients, bias_gradients;
  for (const test::reals& r : expected.grad_weights) weight_gradients.push_back(as_numbers(r));
  for (const test::reals& r : expected.grad_bias) bias_gradients.push_back(as_numbers(r));
  test::compare_parameters<network<T>>(scalar + "gradient of", constant.gradients, weight_gradients,
                                       bias_gradients);

  const computed<T> at_run_time = compute<T>();
  test::compare_all<T>(scalar + "output at run time", at_run_time.output,
                       test::numbers(constant.output.begin(), constant.output.end()));
  test::compare_parameters<network<T>>(
      scalar + "gradient at run time of", at_run_time.gradients,
      numbers_of<nn::sample_gradients<network<T>>, T>(constant.gradients, false),
      numbers_of<nn::sample_gradients<network<T>>, T>(constant.gradients, true));
}

}  // namespace

TEST_CASE("golden.own.constant_evaluation") {
  check<float>();
  check<double>();
}
