// Values and derivatives of all activations against the standard library's functions.
#include "support/check_activation.hpp"
#include "support/reference_network.hpp"

TEST_CASE("golden.own.activations") {
  // Dense near 0, then out to where exponentials overflow in float, and the kinks themselves.
  test::numbers points{-100, -88, -6, -3, -1, -0.0, 0, 1, 3, 6, 88, 100};
  for (int i = 0; points.size() < test::activation_points; ++i) {
    const double size = 0.001 * std::pow(1.24, i);
    points.push_back(static_cast<float>(size));
    points.push_back(static_cast<float>(-size));
  }
  test::for_activations([&](auto f) {
    test::activation_case c;
    c.z = points;
    for (double z : points) {
      const test::value_and_slope expected = test::reference_activation(test::name_of(f), z);
      c.y.push_back(static_cast<double>(expected.value));
      c.dydz.push_back(static_cast<double>(expected.slope));
    }
    test::check_activation(f, c);
  });
}
