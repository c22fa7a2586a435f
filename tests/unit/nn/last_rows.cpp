// Layers with one to three units behind whole registers, which batches compute apart.
#include "support/check_predict.hpp"
#include "support/numbers_of.hpp"

#include <cmath>
#include <memory>
#include <random>

namespace {

/// The gradients of a batch against the mean of those of its samples, each by itself.
template <std::size_t Inputs, std::size_t Width>
void check_gradients(std::size_t batch) {
  using network = ctnn::network<ctnn::input<Inputs>, ctnn::dense<Width, ctnn::tanh>,
                                ctnn::dense<Width, ctnn::sigmoid>, ctnn::dense<Width>>;
  network net;
  ctnn::initialize(net, ctnn::xavier_uniform{.seed = 7});
  std::mt19937 random(11);
  std::uniform_real_distribution<float> uniform(-1, 1);
  std::vector<float> xs(batch * Inputs), ts(batch * Width);
  for (float& x : xs) x = uniform(random);
  for (float& t : ts) t = uniform(random);

  ctnn::gradients<network> gradients;
  ctnn::gradient_into(gradients, net, ctnn::mean_squared_error, xs, ts);
  const std::vector<double> found = support::all_numbers_of(gradients);
  std::vector<double> expected(found.size());
  for (std::size_t s = 0; s < batch; ++s) {
    const std::span x(xs.data() + s * Inputs, Inputs), t(ts.data() + s * Width, Width);
    ctnn::gradient_into(gradients, net, ctnn::mean_squared_error, x, t);
    const std::vector<double> part = support::all_numbers_of(gradients);
    for (std::size_t i = 0; i < part.size(); ++i) expected[i] += part[i] / double(batch);
  }
  double worst = 0, largest = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    worst = std::max(worst, std::abs(found[i] - expected[i]));
    largest = std::max(largest, std::abs(expected[i]));
  }
  INFO(Inputs << " inputs, " << Width << " units, " << batch << " samples");
  CHECK(worst < 1e-6 * largest);
}

/// Two products in one formula.
template <std::size_t Units>
struct gated {
  static constexpr std::size_t outputs(std::size_t) { return Units; }
  static constexpr std::array<ctnn::parameter, 4> parameters(std::size_t inputs) {
    using ctnn::role;
    return {ctnn::parameter{role::weights, Units, inputs}, ctnn::parameter{role::bias, Units},
            ctnn::parameter{role::weights, Units, inputs}, ctnn::parameter{role::bias, Units}};
  }
  static constexpr auto formula(auto x, auto u, auto c, auto w, auto b) {
    return hadamard(sigmoid(u * x + c), tanh(w * x + b));
  }
};

template <std::size_t Inputs, std::size_t Units>
void check_gated(std::size_t most) {
  using network = ctnn::network<ctnn::input<Inputs>, gated<Units>>;
  const auto net = std::make_unique<network>();
  std::mt19937 random(13);
  std::uniform_real_distribution<float> uniform(-0.2f, 0.2f);
  net->template layer<0>().for_each([&](auto& tensor, const ctnn::parameter& p) {
    support::set(tensor, p, [&](auto, auto) { return uniform(random); });
  });
  support::check_one_by_one(*net, most, 1e-6f,
                            [](float y, float alone) { return std::abs(y - alone); });
}

}  // namespace

TEST_CASE("unit.last_rows: predict, for every number of samples") {
  support::check_predict<float, 17, 17, 17>(50);
  support::check_predict<float, 40, 33, 18>(50);
  support::check_predict<float, 70, 19, 65>(35);
  support::check_predict<float, 9, 9, 9>(20);
  support::check_predict<float, 17, 9, 10>(20);
  support::check_predict<float, 300, 129, 130>(35);
  support::check_predict<double, 40, 33, 10>(20);
}
TEST_CASE("unit.last_rows: gradients") {
  check_gradients<17, 17>(16);
  check_gradients<17, 17>(37);
  check_gradients<5, 50>(40);
  check_gradients<64, 66>(33);
}
TEST_CASE("unit.last_rows: two products") {
  check_gated<17, 17>(37);
  check_gated<40, 34>(37);
}
