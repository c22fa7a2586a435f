// The upper half of a float: its sign, its exponent and seven bits of its fraction.
#pragma once

#include <ctnn/base/scalar.hpp>

#include <bit>
#include <cstdint>

namespace ctnn::inline CTNN_ISA {

/// A number that is stored in 16 bits and computed with as a float. Rounding to it is off by at
/// most 2^-8 of the value (to nearest, ties to even); its range is float's.
class bfloat16 {
 public:
  constexpr bfloat16() = default;
  constexpr bfloat16(float number) {  // NOLINT: weights are assigned numbers
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(number);
    // What is no number stays none, though rounding might carry it to infinity.
    const std::uint32_t rounded =
        number != number ? bits | 0x400000u : bits + 0x7fffu + ((bits >> 16) & 1u);
    bits_ = static_cast<std::uint16_t>(rounded >> 16);
  }
  static constexpr bfloat16 of_bits(std::uint16_t bits) {
    bfloat16 number;
    number.bits_ = bits;
    return number;
  }
  constexpr operator float() const {  // NOLINT: exact
    return std::bit_cast<float>(std::uint32_t{bits_} << 16);
  }
  constexpr std::uint16_t bits() const { return bits_; }

 private:
  std::uint16_t bits_ = 0;
};

/// A number in memory among others that lie in the order of simd/paired.hpp, which says what it is
/// computed with.
template <class T>
struct paired {
  T number;
};
template <class T>
inline constexpr bool is_paired = false;
template <class T>
inline constexpr bool is_paired<paired<T>> = true;

/// What numbers in memory are computed with.
template <class T>
struct computed_as {
  using type = T;
};
template <>
struct computed_as<bfloat16> {
  using type = float;
};
template <class T>
using computed_as_t = typename computed_as<T>::type;

/// Numbers that a tensor may hold.
template <class T>
concept Stored = Scalar<computed_as_t<T>>;

}  // namespace ctnn::inline CTNN_ISA
