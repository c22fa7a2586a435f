// A SIMD register as GCC and Clang write it themselves: a vector type, with arithmetic, indexing
// and shuffles for whatever target they compile. What their vector language lacks are the targets'
// instructions, which come by their builtins. The headers of intrinsics would say the same in more
// readable names, but they declare six thousand functions more, and took GCC as long as all the
// rest of this library: a sixth of a second in every translation unit.
#pragma once

#include <ctnn/base/bfloat16.hpp>

#include <cstdint>
#include <limits>
#include <utility>

namespace ctnn::inline CTNN_ISA::simd::native {

/// Number::value with an address; infinity where it is beyond all numbers of T.
template <class T, class Number>
[[gnu::visibility("hidden")]] inline constexpr T stored =
    Number::value > std::numeric_limits<T>::max()      ? ctnn::detail::infinity<T>
    : Number::value < std::numeric_limits<T>::lowest() ? -ctnn::detail::infinity<T>
                                                       : static_cast<T>(Number::value);

#if defined(__AVX512F__)
inline constexpr std::size_t widest_register = 64;
#elif defined(__AVX__)
inline constexpr std::size_t widest_register = 32;
#else
inline constexpr std::size_t widest_register = 16;
#endif

/// How many numbers the widest register holds.
template <class T>
inline constexpr std::size_t lanes_of = widest_register / sizeof(T);
#if defined(__arm__)
// NEON of 32 bits has no lanes of double.
template <>
inline constexpr std::size_t lanes_of<double> = 1;
#endif

template <class T, std::size_t N>
struct register_of {
  typedef T type __attribute__((vector_size(N * sizeof(T))));
  /// The same wherever it lies in memory.
  typedef T loose __attribute__((vector_size(N * sizeof(T)), aligned(alignof(T)), may_alias));
};
template <class T, std::size_t N>
using register_type = typename register_of<T, N>::type;

template <class R>
using number_of = std::remove_cvref_t<decltype(R{}[0])>;
template <class R>
inline constexpr std::size_t size_of = sizeof(R) / sizeof(number_of<R>);

template <std::size_t N, class T>
CTNN_ALWAYS_INLINE register_type<T, N> load(const T* p) {
  return *reinterpret_cast<const typename register_of<T, N>::loose*>(p);
}
template <class R, class T>
CTNN_ALWAYS_INLINE void store(R r, T* p) {
  *reinterpret_cast<typename register_of<T, size_of<R>>::loose*>(p) = r;
}

/// The number in every lane. Subtracting zero changes nothing, not even the sign of zero.
template <std::size_t N, class T>
CTNN_ALWAYS_INLINE register_type<T, N> filled(T number) {
  return number - register_type<T, N>{};
}

/// Numbers in half the bits, each the upper half of a float.
template <std::size_t N>
CTNN_ALWAYS_INLINE register_type<float, N> load_wide(const bfloat16* p) {
  static_assert(sizeof(bfloat16) == sizeof(std::uint16_t));
  using half = typename register_of<std::uint16_t, N>::loose;
  using words = register_type<std::uint32_t, N>;
  const half halves = *reinterpret_cast<const half*>(p);
#if defined(__AVX512F__) && !defined(__clang__)
  // Of 512 bits GCC converts one half, then the other, and joins them.
  if constexpr (N == 16) {
    using signed_half = register_type<short, N>;
    return reinterpret_cast<register_type<float, N>>(
        __builtin_ia32_pmovzxwd512_mask(reinterpret_cast<signed_half>(halves),
                                        register_type<int, N>{}, std::uint16_t(-1))
        << 16);
  }
#endif
  return reinterpret_cast<register_type<float, N>>(__builtin_convertvector(halves, words) << 16);
}

}  // namespace ctnn::inline CTNN_ISA::simd::native
