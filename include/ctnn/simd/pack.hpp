// A pack is a SIMD register seen as a value: N numbers of one type, with arithmetic, comparison,
// selection and the few bit operations that vector math needs. pack<T, 1> is the scalar twin:
// the same interface in plain constexpr C++, for constant evaluation, for machines without
// SIMD, and as the reference that tests compare with.
#pragma once

#include <ctnn/base/config.hpp>

#include <ctnn/simd/scalar_pack.hpp>
#if !defined(CTNN_SCALAR)
#include <ctnn/simd/native_pack.hpp>
#endif

namespace ctnn::inline CTNN_ISA::simd {

/// How many T the widest register of the target holds; 1 without SIMD.
template <class T>
inline constexpr std::size_t native_width =
#if defined(CTNN_SCALAR)
    1;
#else
    native::lanes_of<T>;
#endif

/// The widest pack of T that the target has.
template <class T>
using native_pack = pack<T, native_width<T>>;

/// How many vector registers the target's code may name.
inline constexpr std::size_t register_count =
#if defined(__AVX512F__) || defined(__aarch64__)
    32;
#else
    16;
#endif

/// The operations of packs for callers in whose scope their names mean something else.
template <class Mask, class P>
CTNN_ALWAYS_INLINE constexpr P selected(Mask condition, P yes, P no) {
  return select(condition, yes, no);
}
template <class P>
CTNN_ALWAYS_INLINE constexpr P square_root(P x) {
  return sqrt(x);
}

/// x within two bounds; an x that is no number stays.
template <class P>
CTNN_ALWAYS_INLINE constexpr P clamped(P least, P x, P most) {
  return max(least, min(most, x));
}

}  // namespace ctnn::inline CTNN_ISA::simd
