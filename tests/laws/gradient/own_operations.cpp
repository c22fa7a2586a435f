// Operations of one's own: what they pass on is a formula, and the numbers in it are constants.
#include "support/laws.hpp"

namespace {

struct cubic_t : ctnn::elementwise<cubic_t> {
  template <class P>
  static constexpr P value(P z) {
    return P(0.5f) * z * z * z + z;
  }
  static constexpr auto derivative(auto, auto dy, auto z) {
    return hadamard(dy, 1.5 * hadamard(z, z) + 1.0);
  }
};
inline constexpr cubic_t cubic{};

/// z / (1 + |z|), whose slope is (1 - |y|)².
struct soft_sign_t : ctnn::elementwise<soft_sign_t> {
  template <class P>
  static constexpr P value(P z) {
    return z / (P(1) + abs(z));
  }
  static constexpr auto derivative(auto y, auto dy, auto) {
    auto rest = 1.0 - abs(y);
    return hadamard(dy, select(rest > 0.0, hadamard(rest, rest), 0.0));
  }
};
inline constexpr soft_sign_t soft_sign{};

/// As one would write it for a number: of square matrices * is another product.
struct squared_t : ctnn::elementwise<squared_t> {
  static constexpr auto value(auto z) { return z * z; }
  static constexpr auto derivative(auto, auto dy, auto z) { return 2.0 * dy * z; }
};
inline constexpr squared_t squared{};

}  // namespace

TEST_CASE("laws.gradient.own_operations.of square matrices") {
  constexpr ctnn::variable<"w", double, 2, 2> w{};
  ctnn::matrix<double, 2, 2> at;
  at(0, 0) = 1, at(0, 1) = 2, at(1, 0) = 3, at(1, 1) = -4;
  const auto g = evaluate(differentiate(sum(squared(w)), w), with_value(w, at));
  for (std::size_t r = 0; r < 2; ++r)
    for (std::size_t c = 0; c < 2; ++c) CHECK(g(r, c) == 2 * at(r, c));
}
TEST_CASE("laws.gradient.own_operations.products of numbers") {
  laws::elementwise("squared", laws::sign::either, [](auto x) { return squared(x); });
}
TEST_CASE("laws.gradient.own_operations.numbers beside dy and z") {
  laws::elementwise("cubic", laws::sign::either, [](auto x) { return cubic(x); });
}
TEST_CASE("laws.gradient.own_operations.numbers beside y") {
  laws::elementwise("soft sign", laws::sign::either, [](auto x) { return soft_sign(x); });
}
TEST_CASE("laws.gradient.own_operations.one in another") {
  laws::elementwise("both", laws::sign::either, [](auto x) { return soft_sign(cubic(x)); });
}
