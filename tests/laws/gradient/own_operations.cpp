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

}  // namespace

TEST_CASE("laws.gradient.own_operations.numbers beside dy and z") {
  laws::elementwise("cubic", laws::sign::either, [](auto x) { return cubic(x); });
}
TEST_CASE("laws.gradient.own_operations.numbers beside y") {
  laws::elementwise("soft sign", laws::sign::either, [](auto x) { return soft_sign(x); });
}
TEST_CASE("laws.gradient.own_operations.one in another") {
  laws::elementwise("both", laws::sign::either, [](auto x) { return soft_sign(cubic(x)); });
}
