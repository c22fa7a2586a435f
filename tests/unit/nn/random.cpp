// The stream of random numbers: the published one, and normal where it says so.
#include "support/catch.hpp"

#include <ctnn/nn/random.hpp>

#include <cmath>
#include <vector>

namespace nn = ctnn;

// The first numbers of SplitMix64 from seed 0, as its authors' program prints them.
static_assert([] {
  nn::random_stream random(0);
  return random.bits() == 0xe220a8397b1dcdafu && random.bits() == 0x6e789e6aa1b965f4u &&
         random.bits() == 0x06c45d188009454fu;
}());

TEST_CASE("unit.random.uniform numbers are the stream's upper 53 bits") {
  nn::random_stream random(0);
  CHECK(random.uniform() == static_cast<double>(0xe220a8397b1dcdafu >> 11) / 9007199254740992.0);
  double least = 1, most = 0, sum = 0;
  constexpr int count = 100000;
  for (int i = 0; i < count; ++i) {
    const double u = random.uniform();
    least = std::min(least, u);
    most = std::max(most, u);
    sum += u;
  }
  CHECK(least >= 0);
  CHECK(most < 1);
  // Five standard deviations of the mean, each 1/√(12 n).
  CHECK(std::abs(sum / count - 0.5) < 5 / std::sqrt(12.0 * count));
}

// Moments within five of their own standard deviations, √(Var(xᵏ) / n), where the k-th moments of
// a normal variable are 0, 1, 0, 3 and Var is 1, 2, 15, 96.
TEST_CASE("unit.random.normal numbers have a normal's moments") {
  nn::random_stream random(1);
  constexpr int count = 400000;
  double moments[4] = {};
  int beyond_two = 0;
  for (int i = 0; i < count; ++i) {
    const double x = random.normal();
    double power = 1;
    for (double& moment : moments) moment += (power *= x) / count;
    beyond_two += std::abs(x) > 2;
  }
  const double expected[4] = {0, 1, 0, 3}, variance[4] = {1, 2, 15, 96};
  for (int k = 0; k < 4; ++k) {
    INFO("moment " << k + 1);
    CHECK(std::abs(moments[k] - expected[k]) < 5 * std::sqrt(variance[k] / count));
  }
  const double tail = std::erfc(std::sqrt(2.0));
  CHECK(std::abs(static_cast<double>(beyond_two) / count - tail) <
        5 * std::sqrt(tail * (1 - tail) / count));
}

TEST_CASE("unit.random.below reaches every number and no other") {
  nn::random_stream random(2);
  std::vector<int> seen(7);
  for (int i = 0; i < 1000; ++i) ++seen.at(random.below(7));
  for (int times : seen) CHECK(times > 0);
}
