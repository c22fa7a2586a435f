// predict where few rows are multiplied with many samples by groups of their numbers: for every
// number of samples around those that are taken together, beside pages that may not be touched.
#include "support/check_predict.hpp"

TEST_CASE("unit.grouped_rows: two to eight rows of float") {
  support::check_predict<float, 12, 16, 2>(41);
  support::check_predict<float, 12, 16, 3>(41);
  support::check_predict<float, 12, 16, 4>(41);
  support::check_predict<float, 9, 32, 5>(41);
  support::check_predict<float, 9, 18, 7>(41);
  support::check_predict<float, 20, 8, 8>(41);
  support::check_predict<float, 64, 4, 4>(41);
}
TEST_CASE("unit.grouped_rows: two to four rows of double") {
  support::check_predict<double, 12, 16, 2>(41);
  support::check_predict<double, 9, 14, 3>(41);
  support::check_predict<double, 20, 4, 4>(41);
}
