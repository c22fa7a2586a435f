// The square root of a setting, in constant expressions too, where std::sqrt is none.
#pragma once

#include <ctnn/simd/pack.hpp>

namespace ctnn::inline CTNN_ISA::detail {

constexpr double square_root(double x) { return sum(simd::square_root(simd::pack<double, 1>(x))); }

}  // namespace ctnn::inline CTNN_ISA::detail
