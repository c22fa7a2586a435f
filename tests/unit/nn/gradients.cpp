// Gradients as numbers: added up, clipped, and applied by a trainer as its own step does.
#include "support/catch.hpp"
#include "support/check_network.hpp"
#include "support/numbers_of.hpp"

#include <ctnn/nn.hpp>

#include <array>
#include <cmath>

namespace nn = ctnn;
using support::all_numbers_of;

namespace {

/// A dense layer times a number of its own.
struct scaled {
  static constexpr std::size_t outputs(std::size_t) { return 9; }
  static constexpr std::array<nn::parameter, 2> parameters(std::size_t inputs) {
    return {nn::parameter{nn::role::weights, 9, inputs}, nn::parameter{nn::role::bias, 1, 1}};
  }
  static constexpr auto formula(auto x, auto w, auto factor) { return factor * tanh(w * x); }
};

/// Weights in columns, in rows for few outputs, and a number.
template <class T>
using network = nn::network<nn::input<18, T>, nn::dense<33, nn::tanh>, scaled, nn::dense<3>>;
constexpr std::size_t samples = 16;

template <class T>
struct batch {
  std::array<T, 18 * samples> xs;
  std::array<T, 3 * samples> ts;
  explicit batch(int seed) {
    for (std::size_t i = 0; i < xs.size(); ++i) xs[i] = T((int(i) * 37 + seed) % 101) / 50 - 1;
    for (std::size_t i = 0; i < ts.size(); ++i) ts[i] = T((int(i) * 23 + seed) % 11) / 5 - 1;
  }
};

template <class T>
network<T> some_network() {
  network<T> net;
  nn::initialize(net, nn::xavier_uniform{.seed = 4});
  net.template layer<1>().template get<1>()(0, 0) = T(0.7);
  return net;
}

template <class T, class Optimizer>
void check_apply(const char* name, const Optimizer& optimizer) {
  network<T> stepped = some_network<T>(), applied = stepped;
  nn::trainer<network<T>, nn::mean_squared_error, Optimizer, samples> step{stepped, optimizer};
  nn::trainer<network<T>, nn::mean_squared_error, Optimizer, samples> apply{applied, optimizer};
  for (int i = 0; i < 5; ++i) {
    const batch<T> some(i);
    step.step(some.xs, some.ts);
    apply.apply(nn::gradient(applied, nn::mean_squared_error, std::span<const T>(some.xs),
                             std::span<const T>(some.ts)));
  }
  const auto expected = all_numbers_of(stepped), found = all_numbers_of(applied);
  test::closeness law(name, test::tolerance_of<T>);
  for (std::size_t i = 0; i < expected.size(); ++i) law.compare(found[i], expected[i], i);
}

/// One step of sgd on one sample of 1, from a weight of 1.5.
template <class Net, std::size_t Batch>
float stepped(const nn::sgd& settings, float target) {
  Net net;
  net.template layer<0>().weights(0, 0) = 1.5f;
  nn::trainer<Net, nn::mean_squared_error, nn::sgd, Batch> train{net, settings};
  std::array<float, Net::inputs> x{1};
  std::array<float, Net::outputs> t{target};
  train.step(x, t);
  return net.template layer<0>().weights(0, 0);
}

/// Assigns to the gradient before it is read.
struct sign_descent {
  double learning_rate = 0.01;
  static constexpr std::size_t moments = 0;
  struct progress {};
  constexpr std::array<double, 1> next(progress&) const { return {learning_rate}; }
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
    return nn::in_order(nn::assign(g, sign(g)), nn::assign(w, w - numbers.template get<0>() * g));
  }
};
/// One that never reads it.
struct shrinking {
  static constexpr std::size_t moments = 0;
  struct progress {};
  constexpr std::array<double, 1> next(progress&) const { return {0.25}; }
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
    return nn::in_order(nn::assign(g, numbers.template get<0>() * w), nn::assign(w, w - g));
  }
};

template <class T>
nn::gradients<network<T>> gradients_of(int seed) {
  const batch<T> some(seed);
  return nn::gradient(some_network<T>(), nn::mean_squared_error, std::span<const T>(some.xs),
                      std::span<const T>(some.ts));
}

}  // namespace

TEMPLATE_TEST_CASE("unit.gradients.applied by a trainer", "", float, double) {
  check_apply<TestType>("sgd", nn::sgd{.learning_rate = 0.1});
  check_apply<TestType>("sgd with decay", nn::sgd{.learning_rate = 0.1, .weight_decay = 0.02});
  // A first step of Adam is as long for a tiny gradient as for a large one.
  check_apply<TestType>("adam", nn::adam{.learning_rate = 1e-3, .epsilon = 1e-3});
  check_apply<TestType>("signs", sign_descent{});
}

// A unit of the last place of 1.5 is u = 2^-23. A gradient takes 0.49 u off, which is rounded away,
// and weight decay 0.02 u more, with which a unit is taken off: what is less than a rounding
// counts.
TEST_CASE("unit.gradients.weight decay of less than a rounding") {
  constexpr double u = 0x1p-23;
  const auto after = [](auto step, double decayed) {
    // 2 (1.5 - t) = 2 u is the gradient of a single output.
    const double rate = 0.245;
    return step(nn::sgd{.learning_rate = rate, .weight_decay = decayed * u / (1.5 * rate)},
                1.5f - float(u));
  };
  const auto tiny = stepped<nn::network<nn::input<1>, nn::dense<1>>, 1>;
  const auto batch_of_tiny = stepped<nn::network<nn::input<1>, nn::dense<1>>, 2>;
  const auto large = stepped<nn::network<nn::input<300>, nn::dense<1>>, 1>;
  for (const auto step : {tiny, batch_of_tiny, large}) {
    CHECK(after(step, 0) == 1.5f);
    CHECK(after(step, 0.02) == 1.5f - float(u));
  }
}

TEST_CASE("unit.gradients.of which an optimizer makes something else") {
  auto net = some_network<double>();
  const auto before = all_numbers_of(net);
  nn::trainer<network<double>, nn::mean_squared_error, shrinking, samples> train{net};
  const batch<double> some(1);
  train.step(some.xs, some.ts);
  train.apply(gradients_of<double>(2));
  const auto after = all_numbers_of(net);
  for (std::size_t i = 0; i < after.size(); ++i) CHECK(after[i] == before[i] * 0.75 * 0.75);
}

TEMPLATE_TEST_CASE("unit.gradients.added and scaled", "", float, double) {
  auto sum = gradients_of<TestType>(1);
  const auto one = sum, other = gradients_of<TestType>(2);
  sum.add(other);
  sum.scale(TestType(0.5));
  CHECK(sum.loss == (one.loss + other.loss) * TestType(0.5));
  const auto a = all_numbers_of(one), b = all_numbers_of(other), found = all_numbers_of(sum);
  REQUIRE(found.size() == network<TestType>::parameter_count);
  for (std::size_t i = 0; i < found.size(); ++i)
    REQUIRE(TestType(found[i]) == (TestType(a[i]) + TestType(b[i])) * TestType(0.5));
  sum.add(sum);
  CHECK(all_numbers_of(sum)[5] == double(TestType(2 * found[5])));
  sum.clear();
  CHECK(sum.loss == 0);
  CHECK(sum.norm() == 0);
}

// Where the squares of its numbers are out of range, a gradient is as long and is clipped as well.
TEMPLATE_TEST_CASE("unit.gradients.clipped.very long and very short ones", "", float, double) {
  using limits = std::numeric_limits<TestType>;
  for (const TestType size : {limits::max() / 8, std::sqrt(limits::max()), TestType(1),
                              std::sqrt(limits::min()), 64 * limits::min() / limits::epsilon()}) {
    CAPTURE(size);
    nn::gradients<network<TestType>> g;
    g.template layer<0>().weights(0, 0) = 3 * size;
    g.template layer<1>().weights(0, 0) = -4 * size;
    CHECK(double(g.norm() / size) == Approx(5).epsilon(1e-6));
    g.clip(size);
    CHECK(double(g.template layer<0>().weights(0, 0) / size) == Approx(0.6).epsilon(1e-6));
    CHECK(double(g.template layer<1>().weights(0, 0) / size) == Approx(-0.8).epsilon(1e-6));
  }
  nn::gradients<network<TestType>> g;
  g.template layer<0>().weights(0, 0) = limits::infinity();
  CHECK(g.norm() == limits::infinity());
  g.template layer<0>().weights(0, 0) = limits::quiet_NaN();
  CHECK(std::isnan(g.norm()));
}

TEMPLATE_TEST_CASE("unit.gradients.clipped", "", float, double) {
  auto g = gradients_of<TestType>(3);
  double squares = 0;
  for (const double number : all_numbers_of(g)) squares += number * number;
  const auto near = [](double expected) {
    return Approx(expected).epsilon(test::tolerance_of<TestType>.relative);
  };
  CHECK(double(g.norm()) == near(std::sqrt(squares)));

  const auto before = g;
  const TestType most = g.norm() / 4;
  CHECK(g.clip(most) == before.norm());
  CHECK(double(g.norm()) == near(double(most)));
  CHECK(g.loss == before.loss);
  CHECK(all_numbers_of(g)[7] == near(all_numbers_of(before)[7] / 4));

  const auto clipped = all_numbers_of(g);
  CHECK(double(g.clip(2 * most)) == near(double(most)));
  CHECK(all_numbers_of(g) == clipped);
}

namespace {

struct policy : network<float> {};

}  // namespace

TEST_CASE("unit.gradients.of a type that inherits a network") {
  policy net;
  const batch<float> some(6);
  nn::gradients<policy> g;
  nn::gradient_into(g, net, nn::mean_squared_error, some.xs, some.ts);
  const nn::gradients<policy> again = nn::gradient(net, nn::mean_squared_error, some.xs, some.ts);
  CHECK(all_numbers_of(again) == all_numbers_of(g));
  CHECK(again.norm() > 0);
  nn::gradients<policy> by_pointers;
  nn::gradient_into(by_pointers, net, nn::mean_squared_error, {some.xs.data(), some.xs.size()},
                    {some.ts.data(), some.ts.size()});
  CHECK(all_numbers_of(by_pointers) == all_numbers_of(again));
  g.add(again);
  nn::trainer<policy, nn::mean_squared_error, nn::sgd, 1> train{net, {.learning_rate = 1}};
  train.apply(g);
  CHECK(net.layer<2>().bias(1) == -2 * again.layer<2>().bias(1));
  const nn::vector<float, 18> x;
  const nn::vector<float, 3> t;
  const nn::sample_gradients<policy> one = nn::gradient(net, nn::mean_squared_error, x, t);
  CHECK(one.input(0) == 0);
}
