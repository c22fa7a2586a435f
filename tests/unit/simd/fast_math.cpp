// What a file compiled with -ffast-math computes from finite numbers: functions keep the errors
// that their headers state, and networks train as elsewhere.
#include "support/fast_math.hpp"
#include "support/catch.hpp"
#include "support/closeness.hpp"
#include "support/math_functions.hpp"
#include "support/trained_numbers.hpp"
#include "support/ulps.hpp"

#include <utility>

namespace {

/// Finite arguments whose results are finite: of others -ffast-math promises nothing.
template <class F, class T>
std::vector<T> finite_arguments(std::size_t step) {
  const std::vector<T>& all = support::arguments<T>();
  std::vector<T> values;
  for (std::size_t i = 0; i < all.size(); i += step) {
    const T result = static_cast<T>(F::reference(static_cast<support::wide<T>>(all[i])));
    if (std::isfinite(all[i]) && std::isfinite(result)) values.push_back(all[i]);
  }
  values.resize(values.size() / 64 * 64);
  return values;
}

template <std::size_t I, class T>
void check() {
  using F = std::tuple_element_t<I, support::math_functions>;
  support::check_errors<F>(finite_arguments<F, T>(5), [](const T* x, T* y, std::size_t count) {
    fast_math::apply(I, x, y, count);
  });
  support::check_errors<F>(finite_arguments<F, T>(17), [](const T* x, T* y, std::size_t count) {
    fast_math::apply_singly(I, x, y, count);
  });
}

}  // namespace

TEMPLATE_TEST_CASE("unit.simd.fast_math", "", float, double) {
  [&]<std::size_t... I>(std::index_sequence<I...>) { (check<I, TestType>(), ...); }
  (std::make_index_sequence<std::tuple_size_v<support::math_functions>>{});
}

TEST_CASE("unit.simd.fast_math.training") {
  const std::vector<double> expected = support::trained_numbers();
  const std::vector<double> found = fast_math::trained_numbers();
  REQUIRE(found.size() == expected.size());
  test::closeness closeness("numbers of training", test::tolerance_of<float>);
  for (std::size_t i = 0; i < found.size(); ++i) closeness.compare(found[i], expected[i], i);
}
