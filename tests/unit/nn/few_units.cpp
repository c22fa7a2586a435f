// predict through layers of few units, whose samples lie along the lanes of a register: for every
// number of samples around those of whole registers.
#include "support/check_predict.hpp"

namespace {

template <class T, std::size_t Inputs, std::size_t Hidden>
void check_outputs(std::size_t most) {
  support::check_predict<T, Inputs, Hidden, 1>(most);
  support::check_predict<T, Inputs, Hidden, 2>(most);
  support::check_predict<T, Inputs, Hidden, 3>(most);
  support::check_predict<T, Inputs, Hidden, 4>(most);
}

}  // namespace

TEST_CASE("unit.few_units: one to four inputs, units and outputs") {
  check_outputs<float, 1, 1>(40);
  check_outputs<float, 1, 3>(40);
  check_outputs<float, 2, 2>(40);
  check_outputs<float, 3, 4>(40);
  check_outputs<float, 4, 3>(40);
  support::check_predict<double, 2, 3, 1>(20);
  support::check_predict<double, 3, 2, 3>(20);
}
TEST_CASE("unit.few_units beside more of them") {
  support::check_predict<float, 2, 33, 1>(130);
  support::check_predict<float, 3, 7, 2>(40);
  support::check_predict<float, 5, 2, 5>(40);
  support::check_predict<float, 17, 3, 1>(40);
  support::check_predict<float, 60, 1, 3>(17);
  support::check_predict<double, 9, 17, 1>(40);
}
