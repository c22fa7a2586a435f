// Sums that are merged late are those of the rows of their block, whatever the block before held.
#include "support/catch.hpp"

#include <ctnn/eval/kernel/late_sums.hpp>

namespace simd = ctnn::simd;

namespace {

template <class T>
void check() {
  using P = simd::native_pack<T>;
  if constexpr (P::size == 1) {
    SUCCEED("no registers of several numbers");
  } else {
    constexpr std::size_t N = P::size, blocks = 3;
    T numbers[blocks][N][N], expected[blocks][N] = {};
    for (std::size_t b = 0; b < blocks; ++b) {
      for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t lane = 0; lane < N; ++lane) {
          numbers[b][i][lane] = static_cast<T>(1000 * b + 37 * i + lane * lane);
          expected[b][i] += numbers[b][i][lane];
        }
      }
    }
    const auto agree = [](P sums, const T(&with)[N]) {
      T lanes[N];
      sums.store(lanes);
      for (std::size_t i = 0; i < N; ++i) {
        INFO("row " << i << " of " << P::size);
        CHECK(lanes[i] == with[i]);
      }
    };

    ctnn::detail::late_sums<P> sums;
    for (std::size_t b = 0; b < blocks; ++b) {
      INFO("block " << b);
      std::size_t asked = 0;
      const P before = sums.next([&](std::size_t i) {
        CHECK(i == asked++);
        return P::load(numbers[b][i]);
      });
      CHECK(asked == N);
      const T none[N] = {};
      agree(before, b == 0 ? none : expected[b - 1]);
    }
    agree(sums.last(), expected[blocks - 1]);
  }
}

TEST_CASE("unit.eval.late_sums") {
  check<float>();
  check<double>();
}

}  // namespace
