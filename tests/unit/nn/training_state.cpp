// What a trainer keeps beside the network can be read and set, so that training goes on as if it
// had not been interrupted.
#include "support/catch.hpp"
#include "support/numbers_of.hpp"

#include <type_traits>

namespace nn = ctnn;

namespace {

/// Weights that move by the mean of the last gradients and the one before.
struct averaging {
  double learning_rate = 0.1;
  static constexpr std::size_t moments = 1;
  struct progress {
    double steps = 0;
  };
  constexpr std::array<double, 1> next(progress& p) const {
    return {learning_rate / (p.steps += 1)};
  }
  static constexpr auto update(auto w, auto g, auto numbers, auto kept) {
    auto before = kept.template get<0>();
    return nn::in_order(
        nn::assign(w, w - numbers.template get<0>() * (nn::fraction<1, 2> * (g + before))),
        nn::assign(before, g));
  }
};

using network = nn::network<nn::input<5>, nn::dense<19, nn::tanh>, nn::dense<3>>;
constexpr std::size_t batch = 7;

template <class Optimizer>
struct run {
  using trainer = nn::trainer<network, nn::mean_squared_error, Optimizer, batch>;
  network net;
  trainer train{net};
  int seen = 0;

  void steps(int count) {
    for (; count > 0; --count, ++seen) {
      std::array<float, 5 * batch> xs;
      std::array<float, 3 * batch> ts;
      nn::random_stream random(static_cast<std::uint64_t>(seen));
      for (float& x : xs) x = static_cast<float>(random.below(2000)) / 1000 - 1;
      for (float& t : ts) t = static_cast<float>(random.below(2000)) / 1000 - 1;
      train.step(xs, ts);
    }
  }
};

/// All moments of a trainer, as a file would hold them.
template <class Trainer>
std::vector<double> moments_of(const Trainer& train) {
  std::vector<double> all;
  train.for_each_moment([&](const auto& moments) {
    const std::vector<double> more = support::numbers_of(moments);
    all.insert(all.end(), more.begin(), more.end());
  });
  return all;
}
template <class Trainer>
void set_moments(Trainer& train, const std::vector<double>& all) {
  std::size_t at = 0;
  train.for_each_moment([&](auto& moments) {
    moments.for_each([&](auto& tensor, const nn::parameter& p) {
      for (std::size_t r = 0; r < p.rows; ++r)
        for (std::size_t c = 0; c < p.columns; ++c) tensor(r, c) = static_cast<float>(all[at++]);
    });
  });
  CHECK(at == all.size());
}

template <class Optimizer>
void check_resumed() {
  static run<Optimizer> whole, first, second;
  nn::initialize(whole.net, nn::xavier_uniform{.seed = 2});
  first.net = whole.net;
  whole.steps(9);

  first.steps(4);
  const std::vector<double> moments = moments_of(first.train);
  CHECK(moments.size() == Optimizer::moments * network::parameter_count);
  second.net = first.net;
  second.seen = first.seen;
  second.train.optimizer = first.train.optimizer;
  second.train.progress() = std::as_const(first.train).progress();
  set_moments(second.train, moments);
  second.steps(5);
  CHECK(support::all_numbers_of(second.net) == support::all_numbers_of(whole.net));
  CHECK(moments_of(second.train) == moments_of(whole.train));
}

}  // namespace

TEST_CASE("unit.training_state.Adam goes on") { check_resumed<nn::adam>(); }
TEST_CASE("unit.training_state.an optimizer of one's own goes on") { check_resumed<averaging>(); }
TEST_CASE("unit.training_state.SGD has no moments") { check_resumed<nn::sgd>(); }

// A copy trains the network that it is given, and neither its own nor the other's is touched.
TEST_CASE("unit.training_state.copied and assigned") {
  using training = run<nn::adam>;
  static_assert(!std::is_copy_constructible_v<training::trainer>);
  static_assert(!std::is_copy_constructible_v<training>);
  static training whole, first;
  nn::initialize(whole.net, nn::xavier_uniform{.seed = 2});
  first.net = whole.net;
  whole.steps(9);
  first.steps(4);
  const auto interrupted = support::all_numbers_of(first.net);

  static network net = first.net;
  static training::trainer copy{first.train, net};
  CHECK(moments_of(copy) == moments_of(first.train));
  static training assigned;
  assigned = first;
  assigned.steps(5);
  CHECK(support::all_numbers_of(assigned.net) == support::all_numbers_of(whole.net));
  CHECK(support::all_numbers_of(first.net) == interrupted);

  copy.step(std::array<float, 5>{1}, std::array<float, 3>{1});
  CHECK(support::all_numbers_of(net) != interrupted);
  CHECK(support::all_numbers_of(first.net) == interrupted);
}
TEST_CASE("unit.training_state.without its moments training goes another way") {
  static run<nn::adam> whole, second;
  nn::initialize(whole.net, nn::xavier_uniform{.seed = 2});
  whole.steps(4);
  second.net = whole.net;
  second.seen = whole.seen;
  whole.steps(1);
  second.steps(1);
  CHECK(support::all_numbers_of(second.net) != support::all_numbers_of(whole.net));
}
TEST_CASE("unit.training_state.Adam's moments") {
  static nn::network<nn::input<1>, nn::dense<1>> net;
  static nn::trainer<decltype(net), nn::mean_squared_error, nn::adam, 1> train{net};
  net.layer<0>().weights(0, 0) = 2;
  // a = 2 x = 6, its slope 2 (a - t) = 4.
  train.step(std::array{3.0f}, std::array{4.0f});
  std::vector<double> weights, biases;
  train.for_each_moment([&](const auto& moments) {
    weights.push_back(moments.weights(0, 0));
    biases.push_back(moments.bias(0));
  });
  CHECK(weights == std::vector<double>{12, 144});
  CHECK(biases == std::vector<double>{4, 16});
}
