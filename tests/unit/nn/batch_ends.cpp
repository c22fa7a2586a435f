// Every end of a batch through layers whose weights are near: of four and of three registers, in
// tiles of four and of five samples where registers are multiplied in halves, and of three and of
// five of 256 bits; and through last layers whose rows fill a register and a part of a second.
#include "support/check_predict.hpp"

TEST_CASE("unit.batch_ends.four registers") {
  support::check_predict<float, 20, 64, 3>(23);
  support::check_predict<double, 20, 32, 3>(23);
}
TEST_CASE("unit.batch_ends.three registers") {
  support::check_predict<float, 20, 48, 3>(23);
  support::check_predict<double, 20, 24, 3>(23);
}
TEST_CASE("unit.batch_ends.three registers of 256 bits, and five") {
  support::check_predict<float, 20, 24, 3>(23);
  support::check_predict<double, 20, 20, 3>(23);
}
TEST_CASE("unit.batch_ends.rows of two registers") {
  support::check_predict<float, 9, 72, 11>(23);
  support::check_predict<double, 9, 72, 7>(23);
}
