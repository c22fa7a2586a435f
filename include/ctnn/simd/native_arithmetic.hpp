// What registers compute beside + - * /: fused multiply-adds, the smaller and the larger, roots,
// scaling, comparisons, and selection by one. A mask is what the comparison gives: bits, or lanes
// of integers, 0 or -1. Where a target has no instruction of its own, the vector language serves.
#pragma once

#include <ctnn/simd/native_register.hpp>
#include <ctnn/simd/scalar_pack.hpp>

CTNN_AS_WRITTEN_BEGIN
namespace ctnn::inline CTNN_ISA::simd::native {

template <class R>
CTNN_ALWAYS_INLINE auto equal(R a, R b) {
  return a == b;
}
template <class R>
CTNN_ALWAYS_INLINE auto unequal(R a, R b) {
  return a != b;
}
template <class R>
CTNN_ALWAYS_INLINE auto below(R a, R b) {
  return a < b;
}
template <class R>
CTNN_ALWAYS_INLINE auto not_above(R a, R b) {
  return a <= b;
}
template <class Mask, class R>
CTNN_ALWAYS_INLINE R chosen(Mask mask, R yes, R no) {
  return mask ? yes : no;
}
/// Zeros where the mask does not hold.
template <class Mask, class R>
CTNN_ALWAYS_INLINE R kept_where(Mask mask, R r) {
  return mask ? r : R{};
}

/// The second where either is not a number, as x86 has it.
template <class R>
CTNN_ALWAYS_INLINE R smaller(R a, R b) {
  return a < b ? a : b;
}
template <class R>
CTNN_ALWAYS_INLINE R larger(R a, R b) {
  return a > b ? a : b;
}

template <class R>
CTNN_ALWAYS_INLINE R square_root(R r) {
#if defined(__clang__)
  return __builtin_elementwise_sqrt(r);
#else
  for (std::size_t i = 0; i < size_of<R>; ++i) r[i] = detail::builtin_sqrt(r[i]);
  return r;
#endif
}

/// a / b, by a division.
template <class R>
CTNN_ALWAYS_INLINE R quotient(R a, R b) {
  return CTNN_AS_WRITTEN(a / b);
}

/// a · b + c, c - a · b and a · b - c, which a compiler fuses where it may and can.
template <class R>
CTNN_ALWAYS_INLINE R fma(R a, R b, R c) {
  return CTNN_AS_WRITTEN(a * b + CTNN_AS_WRITTEN(c));
}
template <class R>
CTNN_ALWAYS_INLINE R fnma(R a, R b, R c) {
  return CTNN_AS_WRITTEN(CTNN_AS_WRITTEN(c) - a * b);
}
template <class R>
CTNN_ALWAYS_INLINE R fms(R a, R b, R c) {
  return CTNN_AS_WRITTEN(a * b - CTNN_AS_WRITTEN(c));
}

/// Whether an instruction for sum += a · b is named, of a register or of the numbers at a.
template <class R>
inline constexpr bool adds_in_place = false;
template <class R, class A>
void add_product(R& sum, const A& a, R b) = delete;

/// Whether a register has an instruction for a · 2^n.
template <class R>
inline constexpr bool scales = false;
template <class R>
R scale(R a, R n) = delete;

/// Whether a register is rounded to integers sooner by an instruction than by adding a large
/// number.
template <class R>
inline constexpr bool rounds = false;
template <class R>
R nearest_integers(R r) = delete;

/// Whether a register has an instruction for the lesser magnitude, with the first one's sign.
template <class R>
inline constexpr bool bounds = false;
template <class R>
R bounded(R a, R most) = delete;

/// Whether a register's quotients by roots are faster from estimates and a step of Newton's.
template <class R>
inline constexpr bool estimates = false;
template <class R>
R estimated_over_root(R a, R b, R c) = delete;

}  // namespace ctnn::inline CTNN_ISA::simd::native
CTNN_AS_WRITTEN_END
