// Narrow numbers in pairs of registers: where a loop takes two registers of them with one load.
#pragma once

#include <ctnn/base/bfloat16.hpp>
#include <ctnn/simd/width.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>

namespace ctnn::inline CTNN_ISA::simd {

/// How many numbers one load brings. Each lane holds two: of the first half of them one in its
/// lower bits, which a shift makes a float of, and of the second half one in its upper bits. That
/// one's float is the lane as it is: a loop over far weights has no time for a mask. So the bits of
/// the first are the last bits of the second, which is rounded accordingly (`half_above`).
inline constexpr std::size_t pair_width = 2 * native_width<float>;

/// Where number i of a run lies; runs begin at multiples of pair_width.
constexpr std::size_t place_in_pairs(std::size_t i) {
  constexpr std::size_t width = native_width<float>;
  return i / pair_width * pair_width + i % width * 2 + i / width % 2;
}

/// The upper half of the float next to `number` among those whose lower half is `below`. That is
/// off by at most 2^-8 of the value, as the nearest bfloat16 is; but there is no zero, and what is
/// nearer to it than 2^-64 becomes that, lest sums become so small that cores take a hundred times
/// as long. Nor is there infinity, which comes to be no number.
constexpr bfloat16 half_above(bfloat16 below, float number) {
  constexpr std::uint32_t least = 0x1f80, largest = 0x7f7f, infinity = 0x7f800000;
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(number);
  const std::uint32_t magnitude = bits & 0x7fffffff;
  if (below.bits() == 0 || magnitude >= infinity) return number;
  const std::uint32_t rounded = magnitude + 0x8000;
  const std::uint32_t half = rounded < below.bits() ? 0 : (rounded - below.bits()) >> 16;
  const std::uint32_t bounded = half < least ? least : half > largest ? largest : half;
  return bfloat16::of_bits(static_cast<std::uint16_t>(bounded | bits >> 31 << 15));
}

/// What number i of a run is computed with.
constexpr float number_in_pairs(const paired<bfloat16>* run, std::size_t i) {
  const std::size_t place = place_in_pairs(i);
  const bfloat16 number = run[place].number;
  if (place % 2 == 0) return number;
  return std::bit_cast<float>(std::uint32_t{number.bits()} << 16 | run[place - 1].number.bits());
}

/// Sets number i of a run. The first of a pair changes the second's last bits, which is rounded
/// anew: set in the order of i, no number moves once it is set.
constexpr void set_number_in_pairs(paired<bfloat16>* run, std::size_t i, float number) {
  const std::size_t place = place_in_pairs(i);
  if (place % 2 == 0) {
    const float second = number_in_pairs(run, i + pair_width / 2);
    run[place].number = number;
    run[place + 1].number = half_above(run[place].number, second);
  } else {
    run[place].number = half_above(run[place - 1].number, number);
  }
}

/// Number i of a run, to be read and assigned as a float is.
class reference_in_pairs {
 public:
  constexpr reference_in_pairs(paired<bfloat16>* run, std::size_t i) : run_(run), i_(i) {}
  constexpr operator float() const {  // NOLINT: it stands for a number
    return number_in_pairs(run_, i_);
  }
  constexpr const reference_in_pairs& operator=(float number) const {
    set_number_in_pairs(run_, i_, number);
    return *this;
  }
  constexpr const reference_in_pairs& operator=(const reference_in_pairs& other) const {
    return *this = static_cast<float>(other);
  }

 private:
  paired<bfloat16>* run_;
  std::size_t i_;
};

}  // namespace ctnn::inline CTNN_ISA::simd
