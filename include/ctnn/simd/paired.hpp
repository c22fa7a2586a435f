// Narrow numbers in pairs of registers: where a loop takes two registers of them with one load.
#pragma once

#include <ctnn/base/bfloat16.hpp>
#include <ctnn/simd/width.hpp>

namespace ctnn::inline CTNN_ISA::simd {

/// How many numbers one load brings: of the first half of them each lies in the lower half of a
/// lane, of the second in the upper, so that one operation each makes floats of them.
inline constexpr std::size_t pair_width = 2 * native_width<float>;

/// Where number i of a run lies; runs begin at multiples of pair_width.
constexpr std::size_t place_in_pairs(std::size_t i) {
  constexpr std::size_t width = native_width<float>;
  return i / pair_width * pair_width + i % width * 2 + i / width % 2;
}

}  // namespace ctnn::inline CTNN_ISA::simd
