// The seed's formulas, one test for each: forward propagation, back propagation, and the worked
// two-layer sigmoid network with binary cross-entropy. Shapes and derived formulas are checked
// at compile time, values against loops over the definitions.
#include "support/catch.hpp"

#include <ctnn/ctnn.hpp>

#include <cmath>

namespace nn = ctnn;

namespace {

constexpr std::size_t n = 4, k = 3, m = 5;

// m samples are the columns of a; the seed's names throughout.
constexpr nn::variable<"w", double, n, k> w{};
constexpr nn::variable<"a_previous", double, k, m> a_previous{};
constexpr nn::variable<"b", double, n> b{};
constexpr nn::variable<"da", double, n, m> da{};
constexpr nn::variable<"dz", double, n, m> dz{};
constexpr auto one = nn::fraction<1>;

template <class A, class B>
inline constexpr bool same = std::is_same_v<std::remove_cvref_t<A>, std::remove_cvref_t<B>>;

template <std::size_t Rows, std::size_t Columns>
nn::matrix<double, Rows, Columns> numbers(std::uint64_t seed) {
  nn::random_stream random(seed);
  nn::matrix<double, Rows, Columns> result;
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t c = 0; c < Columns; ++c) result(r, c) = random.normal();
  }
  return result;
}

double sigma(double x) { return 1 / (1 + std::exp(-x)); }

const auto w_value = numbers<n, k>(1);
const auto a_value = numbers<k, m>(2);
const auto b_value = numbers<n, 1>(3);
const auto da_value = numbers<n, m>(4);
const auto dz_value = numbers<n, m>(5);

double z_at(std::size_t r, std::size_t c) {
  double z = b_value(r, 0);
  for (std::size_t i = 0; i < k; ++i) z += w_value(r, i) * a_value(i, c);
  return z;
}

}  // namespace

TEST_CASE("unit.seed.z = w·a + b") {
  const auto z = w * a_previous + b;
  static_assert(nn::shape_of<decltype(w * a_previous)> == nn::shape{n, m});
  static_assert(nn::shape_of<std::remove_const_t<decltype(z)>> == nn::shape{n, m},
                "b is broadcast along the samples");
  const auto value =
      evaluate(z, with_value(w, w_value), with_value(a_previous, a_value), with_value(b, b_value));
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c < m; ++c) CHECK(value(r, c) == Approx(z_at(r, c)));
  }
}

TEST_CASE("unit.seed.a = f(z)") {
  const auto a = tanh(w * a_previous + b);
  const auto value =
      evaluate(a, with_value(w, w_value), with_value(a_previous, a_value), with_value(b, b_value));
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c < m; ++c) CHECK(value(r, c) == Approx(std::tanh(z_at(r, c))));
  }
}

TEST_CASE("unit.seed.dz = da ∗ f′(z)") {
  constexpr nn::variable<"z", double, n, m> z{};
  using Derived =
      nn::at_t<nn::vector_jacobian_product<decltype(tanh(z)), std::remove_const_t<decltype(da)>,
                                           std::remove_const_t<decltype(z)>>,
               0>;
  static_assert(same<Derived, decltype(hadamard(da, one - hadamard(tanh(z), tanh(z))))>);
  const auto value = evaluate(Derived{}, with_value(da, da_value), with_value(z, dz_value));
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c < m; ++c) {
      const double t = std::tanh(dz_value(r, c));
      CHECK(value(r, c) == Approx(da_value(r, c) * (1 - t * t)));
    }
  }
}

TEST_CASE("unit.seed.dw = 1/m dz·aᵀ") {
  // The 1/m sits in the mean over the samples; the transpose is restored.
  const auto loss = mean_samples(sum_features(hadamard(dz, w * a_previous + b)));
  using Dw = decltype(nn::differentiate(loss, w));
  static_assert(nn::shape_of<Dw> == nn::shape{n, k});
  static_assert(same<nn::at_t<nn::vector_jacobian_product<decltype(w * a_previous + b),
                                                          std::remove_const_t<decltype(dz)>,
                                                          std::remove_const_t<decltype(w)>>,
                              0>,
                     decltype(dz * transpose(a_previous))>);
  const auto value = evaluate(Dw{}, with_value(dz, dz_value), with_value(a_previous, a_value));
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c < k; ++c) {
      double expected = 0;
      for (std::size_t s = 0; s < m; ++s) expected += dz_value(r, s) * a_value(c, s) / m;
      CHECK(value(r, c) == Approx(expected));
    }
  }
}

TEST_CASE("unit.seed.db = 1/m Σ dz") {
  const auto loss = mean_samples(sum_features(hadamard(dz, w * a_previous + b)));
  using Db = decltype(nn::differentiate(loss, b));
  static_assert(nn::shape_of<Db> == nn::shape{n, 1}, "the sum runs over the m samples");
  static_assert(same<nn::at_t<nn::vector_jacobian_product<decltype(w * a_previous + b),
                                                          std::remove_const_t<decltype(dz)>,
                                                          std::remove_const_t<decltype(b)>>,
                              0>,
                     decltype(sum_samples(dz))>);
  const auto value = evaluate(Db{}, with_value(dz, dz_value));
  for (std::size_t r = 0; r < n; ++r) {
    double expected = 0;
    for (std::size_t s = 0; s < m; ++s) expected += dz_value(r, s) / m;
    CHECK(value(r, 0) == Approx(expected));
  }
}

TEST_CASE("unit.seed.da_prev = wᵀ·dz") {
  using Da = nn::at_t<
      nn::vector_jacobian_product<decltype(w * a_previous + b), std::remove_const_t<decltype(dz)>,
                                  std::remove_const_t<decltype(a_previous)>>,
      0>;
  static_assert(same<Da, decltype(transpose(w) * dz)>);
  static_assert(nn::shape_of<Da> == nn::shape{k, m});
  const auto value = evaluate(Da{}, with_value(w, w_value), with_value(dz, dz_value));
  for (std::size_t r = 0; r < k; ++r) {
    for (std::size_t c = 0; c < m; ++c) {
      double expected = 0;
      for (std::size_t i = 0; i < n; ++i) expected += w_value(i, r) * dz_value(i, c);
      CHECK(value(r, c) == Approx(expected));
    }
  }
}

TEST_CASE("unit.seed.σ′ = σ(1−σ)") {
  constexpr nn::variable<"z", double, n, m> z{};
  const auto a = sigmoid(z);
  using Derived = nn::at_t<nn::vector_jacobian_product<std::remove_const_t<decltype(a)>,
                                                       std::remove_const_t<decltype(da)>,
                                                       std::remove_const_t<decltype(z)>>,
                           0>;
  static_assert(same<Derived, decltype(hadamard(da, hadamard(a, one - a)))>,
                "in terms of the output");
  // So a layer in training keeps its output alone.
  using Plan = nn::detail::hidden_plan<nn::dense<3, nn::sigmoid>, 2, double, 1>;
  static_assert(Plan::keep::size == 0);
  static_assert(nn::temporaries_of<Plan::forward_kernels>::size == 0);
  const auto value = evaluate(Derived{}, with_value(da, da_value), with_value(z, dz_value));
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c < m; ++c) {
      const double s = sigma(dz_value(r, c));
      CHECK(value(r, c) == Approx(da_value(r, c) * s * (1 - s)));
    }
  }
}

namespace {

// The worked network: x → z¹ → a¹ = σ(z¹) → z² → a² = σ(z²) → L(a², y).
constexpr nn::variable<"x", double, 2> x{};
constexpr nn::variable<"w1", double, 3, 2> w1{};
constexpr nn::variable<"b1", double, 3> b1{};
constexpr nn::variable<"w2", double, 1, 3> w2{};
constexpr nn::variable<"b2", double, 1> b2{};
constexpr nn::variable<"y", double, 1> y{};

constexpr auto z1 = w1 * x + b1;
constexpr auto a1 = sigmoid(z1);
constexpr auto z2 = w2 * a1 + b2;
constexpr auto a2 = sigmoid(z2);
constexpr auto loss = -(y * log(a2) + (one - y) * log(one - a2));

}  // namespace

TEST_CASE("unit.seed.L = −(y log a + (1−y) log(1−a))") {
  constexpr nn::variable<"z", double, 1> z{};
  const auto a = sigmoid(z);
  const auto bce = -(y * log(a) + (one - y) * log(one - a));
  using Stable = decltype(nn::simplify(bce));
  static_assert(same<decltype(nn::simplify(log(a))), decltype(-softplus(-z))>);
  static_assert(same<decltype(nn::simplify(log(one - a))), decltype(-softplus(z))>);
  constexpr auto zero = nn::fraction<0>;
  static_assert(same<Stable, decltype(softplus(min(-z, z)) + (hadamard(one - y, max(z, zero)) -
                                                              hadamard(y, min(zero, z))))>,
                "one logarithm");
  static_assert(same<decltype(nn::simplify(-((one - y) * log(one - a) + y * log(a)))),
                     decltype(softplus(min(z, -z)) +
                              (hadamard(y, max(-z, zero)) - hadamard(one - y, min(zero, -z))))>,
                "in the other order");
  static_assert(same<decltype(nn::simplify(-(log(a) * (one - y) + log(one - a) * y))),
                     decltype(softplus(min(-z, z)) +
                              (hadamard(y, max(z, zero)) - hadamard(one - y, min(zero, z))))>,
                "of the opposite target, and the weights last");
  const auto at = [&](double logit, double target) {
    nn::vector<double, 1> z_value, y_value;
    z_value(0) = logit;
    y_value(0) = target;
    return evaluate(Stable{}, with_value(z, z_value), with_value(y, y_value))(0, 0);
  };
  for (double logit : {-3.0, -0.5, 0.0, 0.25, 2.0}) {
    for (double target : {0.0, 0.3, 1.0}) {
      const double s = sigma(logit);
      CHECK(at(logit, target) == Approx(-(target * std::log(s) + (1 - target) * std::log(1 - s))));
    }
  }
  // a is 1 or 0 to the last bit, yet the loss is finite and right.
  CHECK(at(800, 0) == Approx(800));
  CHECK(at(-800, 1) == Approx(800));
  // Nothing cancels.
  CHECK(at(20, 1) == Approx(std::log1p(std::exp(-20.0))).epsilon(1e-14));
  CHECK(at(20, 0.999) == Approx((1 - 0.999) * 20 + std::log1p(std::exp(-20.0))).epsilon(1e-14));
  CHECK(at(800, 1) == 0);
  CHECK(at(-800, 0) == 0);
}

TEST_CASE("unit.seed.dL/dz² = (−y/a + (1−y)/(1−a))·a(1−a) = a − y") {
  constexpr nn::variable<"a", double, 1> a{};
  using FromOutput = decltype(nn::differentiate(-(y * log(a) + (one - y) * log(one - a)), a));
  // The seed's first line, with respect to a.
  const auto by_a = evaluate(FromOutput{}, with_value(a, nn::vector<double, 1>(std::array{0.3})),
                             with_value(y, nn::vector<double, 1>(std::array{0.9})));
  CHECK(by_a(0, 0) == Approx(-0.9 / 0.3 + 0.1 / 0.7));
  // Its last, with respect to z: out of the library's own simplification.
  static_assert(same<decltype(nn::simplify((-y / a + (one - y) / (one - a)) * (a * (one - a)))),
                     decltype(a - y)>);
  constexpr nn::variable<"z", double, 1> z{};
  const auto s = sigmoid(z);
  static_assert(same<decltype(nn::differentiate(-(y * log(s) + (one - y) * log(one - s)), z)),
                     decltype(s - y)>);
  // And for a whole column, summed.
  constexpr nn::variable<"z", double, 7> zs{};
  constexpr nn::variable<"y", double, 7> ys{};
  const auto ss = sigmoid(zs);
  static_assert(
      same<decltype(nn::differentiate(sum(-(ys * log(ss) + (one - ys) * log(one - ss))), zs)),
           decltype(ss - ys)>);
}

TEST_CASE("unit.seed.dz¹ = w²ᵀ·dz² ∗ a¹(1−a¹), dw¹ = dz¹·xᵀ, db¹ = dz¹") {
  constexpr auto dz2 = a2 - y;
  // With one output dz² is 1 x 1, where * would scale: the products are named.
  constexpr nn::op::matmul product{};
  constexpr auto dz1 = hadamard(product(transpose(w2), dz2), hadamard(a1, one - a1));
  static_assert(same<decltype(nn::differentiate(loss, z2)), decltype(dz2)>);
  static_assert(same<decltype(nn::differentiate(loss, w2)), decltype(outer(dz2, a1))>);
  static_assert(same<decltype(nn::differentiate(loss, b2)), decltype(dz2)>);
  static_assert(same<decltype(nn::differentiate(loss, z1)), decltype(dz1)>);
  static_assert(same<decltype(nn::differentiate(loss, w1)), decltype(dz1 * transpose(x))>);
  static_assert(same<decltype(nn::differentiate(loss, b1)), decltype(dz1)>);

  // The numbers, by the seed's own lines.
  const auto w1_value = numbers<3, 2>(6);
  const auto b1_value = numbers<3, 1>(7);
  const auto w2_value = numbers<1, 3>(8);
  const auto b2_value = numbers<1, 1>(9);
  const auto x_value = numbers<2, 1>(10);
  nn::vector<double, 1> y_value;
  y_value(0) = 1;
  double a1_expected[3], z2_expected = b2_value(0, 0);
  for (std::size_t i = 0; i < 3; ++i) {
    a1_expected[i] =
        sigma(w1_value(i, 0) * x_value(0, 0) + w1_value(i, 1) * x_value(1, 0) + b1_value(i, 0));
    z2_expected += w2_value(0, i) * a1_expected[i];
  }
  const double dz2_expected = sigma(z2_expected) - 1;

  const auto value_of = [&](const auto& formula) {
    return evaluate(formula, with_value(x, x_value), with_value(w1, w1_value),
                    with_value(b1, b1_value), with_value(w2, w2_value), with_value(b2, b2_value),
                    with_value(y, y_value));
  };
  const auto dw2 = value_of(nn::differentiate(loss, w2));
  const auto dw1 = value_of(nn::differentiate(loss, w1));
  const auto db1 = value_of(nn::differentiate(loss, b1));
  CHECK(value_of(nn::differentiate(loss, b2))(0, 0) == Approx(dz2_expected));
  for (std::size_t i = 0; i < 3; ++i) {
    const double dz1_expected =
        w2_value(0, i) * dz2_expected * a1_expected[i] * (1 - a1_expected[i]);
    CHECK(dw2(0, i) == Approx(dz2_expected * a1_expected[i]));
    CHECK(db1(i, 0) == Approx(dz1_expected));
    for (std::size_t j = 0; j < 2; ++j) CHECK(dw1(i, j) == Approx(dz1_expected * x_value(j, 0)));
  }

  // The same through the network that users write.
  nn::network<nn::input<2, double>, nn::dense<3, nn::sigmoid>, nn::dense<1, nn::sigmoid>> net;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 2; ++j) net.layer<0>().weights(i, j) = w1_value(i, j);
    net.layer<0>().bias(i) = b1_value(i, 0);
    net.layer<1>().weights(0, i) = w2_value(0, i);
  }
  net.layer<1>().bias(0) = b2_value(0, 0);
  const nn::vector<double, 2> x_vector(std::array{x_value(0, 0), x_value(1, 0)});
  const auto g = nn::gradient(net, nn::binary_cross_entropy, x_vector, y_value);
  CHECK(g.loss == Approx(-std::log(sigma(z2_expected))));
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(g.layer<1>().weights(0, i) == Approx(dw2(0, i)));
    CHECK(g.layer<0>().bias(i) == Approx(db1(i, 0)));
    for (std::size_t j = 0; j < 2; ++j) CHECK(g.layer<0>().weights(i, j) == Approx(dw1(i, j)));
  }
}
