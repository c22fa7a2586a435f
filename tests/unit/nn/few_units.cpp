// predict through layers of few units, whose samples lie along the lanes of a register: for every
// number of samples around those of whole registers.
#include "support/check_predict.hpp"

#include <cmath>
#include <limits>

namespace {

template <class T, std::size_t Inputs, std::size_t Hidden>
void check_outputs(std::size_t most) {
  support::check_predict<T, Inputs, Hidden, 1>(most);
  support::check_predict<T, Inputs, Hidden, 2>(most);
  support::check_predict<T, Inputs, Hidden, 3>(most);
  support::check_predict<T, Inputs, Hidden, 4>(most);
}

struct own_layer {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<ctnn::parameter, 1> parameters(std::size_t inputs) {
    return {ctnn::parameter{ctnn::role::weights, inputs, inputs}};
  }
};
/// x + w · x + b: what is done with the product is no function of it alone.
struct residual {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<ctnn::parameter, 2> parameters(std::size_t inputs) {
    return {ctnn::parameter{ctnn::role::weights, inputs, inputs},
            ctnn::parameter{ctnn::role::bias, inputs}};
  }
  static constexpr auto formula(auto x, auto w, auto b) { return x + (w * x + b); }
};

/// x + w · x and relu(w · x + x): a product that starts at what is another for each sample.
struct started_by_input : own_layer {
  static constexpr auto formula(auto x, auto w) { return x + w * x; }
};
struct function_started_by_input : own_layer {
  static constexpr auto formula(auto x, auto w) { return relu(w * x + x); }
};
/// w · x + b, of one b for all units.
struct one_bias {
  static constexpr std::size_t outputs(std::size_t inputs) { return inputs; }
  static constexpr std::array<ctnn::parameter, 2> parameters(std::size_t inputs) {
    return {ctnn::parameter{ctnn::role::weights, inputs, inputs},
            ctnn::parameter{ctnn::role::bias, 1}};
  }
  static constexpr auto formula(auto x, auto w, auto b) { return w * x + b; }
};

template <class Network>
void check_one_by_one() {
  Network net;
  ctnn::initialize(net, ctnn::xavier_uniform{.seed = 5});
  using T = typename Network::value_type;
  // A bias begins as zero.
  net.template layer<0>().for_each([](auto& tensor, const ctnn::parameter& p) {
    if (p.purpose == ctnn::role::bias)
      for (std::size_t r = 0; r < p.rows; ++r) tensor(r, 0) = T(0.25) * T(r + 1);
  });
  // At most some 35 roundings meet in a number, of numbers below 60.
  const T allowed = T(35 * 60) * std::numeric_limits<T>::epsilon();
  support::check_one_by_one(net, 20, allowed, [](T a, T b) { return std::abs(a - b); });
}

}  // namespace

TEST_CASE("unit.few_units: one to four inputs, units and outputs") {
  check_outputs<float, 1, 1>(40);
  check_outputs<float, 1, 3>(40);
  check_outputs<float, 2, 2>(40);
  check_outputs<float, 3, 4>(40);
  check_outputs<float, 4, 3>(40);
  check_outputs<float, 4, 4>(40);
  support::check_predict<double, 2, 3, 1>(20);
  support::check_predict<double, 3, 2, 3>(20);
  support::check_predict<double, 2, 2, 2>(20);
}
// Which layers of more units are not: tiles, groups of rows and the last rows.
TEST_CASE("unit.few_units: products that start at their input") {
  check_one_by_one<ctnn::network<ctnn::input<6>, started_by_input, one_bias>>();
  check_one_by_one<ctnn::network<ctnn::input<9>, function_started_by_input, one_bias>>();
  check_one_by_one<ctnn::network<ctnn::input<20>, started_by_input, one_bias>>();
  check_one_by_one<ctnn::network<ctnn::input<33>, function_started_by_input, one_bias>>();
  check_one_by_one<ctnn::network<ctnn::input<10, double>, started_by_input, one_bias>>();
}
TEST_CASE("unit.few_units beside more of them") {
  support::check_predict<float, 2, 33, 1>(130);
  support::check_predict<float, 3, 7, 2>(40);
  support::check_predict<float, 5, 2, 5>(40);
  support::check_predict<float, 17, 3, 1>(40);
  support::check_predict<float, 60, 1, 3>(17);
  support::check_predict<double, 9, 17, 1>(40);
}
// Where features and units fill 64 or 128 bits, registers hold whole samples.
TEST_CASE("unit.few_units: functions of whole samples") {
  using of_floats = ctnn::input<4>;
  check_one_by_one<ctnn::network<of_floats, ctnn::dense<4, ctnn::tanh>>>();
  check_one_by_one<ctnn::network<of_floats, ctnn::dense<4, ctnn::softmax>>>();
  check_one_by_one<ctnn::network<ctnn::input<2>, ctnn::dense<2, ctnn::tanh>, residual>>();
  check_one_by_one<ctnn::network<of_floats, residual, ctnn::dense<4, ctnn::gelu>>>();
  check_one_by_one<ctnn::network<ctnn::input<2, double>, residual, ctnn::dense<2, ctnn::elu>>>();
  check_one_by_one<ctnn::network<of_floats, started_by_input>>();
  check_one_by_one<ctnn::network<of_floats, function_started_by_input, started_by_input>>();
  check_one_by_one<ctnn::network<of_floats, one_bias>>();
  check_one_by_one<ctnn::network<ctnn::input<2, double>, started_by_input, one_bias>>();
  check_one_by_one<ctnn::network<ctnn::input<3>, function_started_by_input, one_bias>>();
  check_one_by_one<ctnn::network<ctnn::input<1>, started_by_input>>();
  using layers = ctnn::network<of_floats, ctnn::dense<4, ctnn::sigmoid>, ctnn::dense<4>>;
  layers net;
  ctnn::initialize(net, ctnn::xavier_uniform{.seed = 6});
  const ctnn::with_weights<ctnn::bfloat16, layers> narrow(net);
  support::check_one_by_one(narrow, 20, 1e-5f, [](float a, float b) { return std::abs(a - b); });
}
