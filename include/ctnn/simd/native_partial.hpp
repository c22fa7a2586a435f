// The first `count` numbers of a register, of which there are at least that many in memory; not a
// byte behind them is touched. A copy through the stack would wait for its own stores.
#pragma once

#include <ctnn/simd/native_shuffle.hpp>
#include <ctnn/simd/native_x86.hpp>

namespace ctnn::inline CTNN_ISA::simd::native {

/// Whether the first lanes of an R are an operand of instructions, a bit each.
#if defined(__AVX512VL__)
template <class R>
inline constexpr bool has_lane_bits = true;
#else
template <class R>
inline constexpr bool has_lane_bits = sizeof(R) == 64;
#endif
template <class R>
using lane_bits = std::conditional_t<size_of<R> == 16, std::uint16_t, std::uint8_t>;
template <class R>
CTNN_ALWAYS_INLINE lane_bits<R> first_bits(std::size_t count) {
  return static_cast<lane_bits<R>>((1u << count) - 1u);
}

#if defined(__AVX512F__)
// GCC takes a pointer to numbers, Clang one to the register below 512 bits.
#if defined(__clang__)
#define CTNN_POINTEE(R) R
#else
#define CTNN_POINTEE(R) number_of<R>
#endif
#define CTNN_PARTIAL(R, S, W, M, Pointee)                                                  \
  CTNN_ALWAYS_INLINE void load_masked(R& r, const number_of<R>* p, M bits) {               \
    r = __builtin_ia32_loadu##S##W##_mask(reinterpret_cast<const Pointee*>(p), R{}, bits); \
  }                                                                                        \
  CTNN_ALWAYS_INLINE void store_masked(R r, number_of<R>* p, M bits) {                     \
    __builtin_ia32_storeu##S##W##_mask(reinterpret_cast<Pointee*>(p), r, bits);            \
  }
CTNN_PARTIAL(float16, ps, 512, std::uint16_t, float)
CTNN_PARTIAL(double8, pd, 512, std::uint8_t, double)
#if defined(__AVX512VL__)
CTNN_PARTIAL(float8, ps, 256, std::uint8_t, CTNN_POINTEE(float8))
CTNN_PARTIAL(double4, pd, 256, std::uint8_t, CTNN_POINTEE(double4))
CTNN_PARTIAL(float4, ps, 128, std::uint8_t, CTNN_POINTEE(float4))
CTNN_PARTIAL(double2, pd, 128, std::uint8_t, CTNN_POINTEE(double2))
#endif
#undef CTNN_PARTIAL
#undef CTNN_POINTEE

#endif

/// A mask of the first lanes is a window into this.
template <class Word>
inline constexpr Word lane_masks[16] = {Word(-1), Word(-1), Word(-1), Word(-1), Word(-1), Word(-1),
                                        Word(-1), Word(-1), 0,        0,        0,        0,
                                        0,        0,        0,        0};
template <class R>
using word_of = std::conditional_t<sizeof(number_of<R>) == 4, std::int32_t, std::int64_t>;
template <class R>
CTNN_ALWAYS_INLINE register_type<word_of<R>, size_of<R>> first_words(std::size_t count) {
  return load<size_of<R>>(lane_masks<word_of<R>> + 8 - count);
}

template <class R>
CTNN_ALWAYS_INLINE R first_of(R r, std::size_t count) {
  if constexpr (has_lane_bits<R>) {
    return kept_where(first_bits<R>(count), r);
  } else {
    const auto words = first_words<R>(count);
    return reinterpret_cast<R>(reinterpret_cast<decltype(words)>(r) & words);
  }
}

// Compilers do not see through a masked move to what was stored just before; where it is known to
// be of one number, a plain one serves.
CTNN_ALWAYS_INLINE bool is_known_one(std::size_t count) {
  return __builtin_constant_p(count) && count == 1;
}

template <class R>
CTNN_ALWAYS_INLINE R load_first(const number_of<R>* p, std::size_t count) {
  if (sizeof(R) == 16 && is_known_one(count)) return R{p[0]};
  if constexpr (has_lane_bits<R>) {
    R r;
    load_masked(r, p, first_bits<R>(count));
    return r;
  } else if constexpr (sizeof(R) == 16) {
    if (count >= size_of<R>) return load<size_of<R>>(p);
    if constexpr (size_of<R> == 4) {
      if (count == 3) return R{p[0], p[1], p[2]};
      if (count == 2) return R{p[0], p[1]};
    }
    return count == 1 ? R{p[0]} : R{};
  } else {
#if defined(__AVX__)
    if constexpr (sizeof(number_of<R>) == 4) {
      return __builtin_ia32_maskloadps256(reinterpret_cast<const R*>(p), first_words<R>(count));
    } else {
      return __builtin_ia32_maskloadpd256(
          reinterpret_cast<const R*>(p),
          reinterpret_cast<register_type<long long, 4>>(first_words<R>(count)));
    }
#endif
  }
}

template <class R>
CTNN_ALWAYS_INLINE void store_first(R r, number_of<R>* p, std::size_t count) {
  if (sizeof(R) == 16 && is_known_one(count)) {
    *p = r[0];
  } else if constexpr (has_lane_bits<R>) {
    store_masked(r, p, first_bits<R>(count));
  } else if constexpr (sizeof(R) == 16) {
    if (count >= size_of<R>) {
      store(r, p);
    } else {
      if (count >= 1) p[0] = r[0];
      if constexpr (size_of<R> == 4) {
        if (count >= 2) p[1] = r[1];
        if (count >= 3) p[2] = r[2];
      }
    }
  } else {
    // In parts: several processors take tens of cycles for a masked store.
    constexpr std::size_t half = size_of<R> / 2;
    if (count < half) return store_first(low_half(r), p, count);
    store(low_half(r), p);
    store_first(high_half(r), p + half, count - half);
  }
}

/// The first Count numbers in as few stores without a mask as there are: what reads a number from
/// behind a masked store waits until that has reached the cache. They are written as numbers, which
/// compilers put together again: a caller that reads one then has it from its register, and knows
/// that no pointer of its own was written, as a store of a register might.
template <std::size_t Count, class R>
CTNN_ALWAYS_INLINE void store_in_parts(R r, number_of<R>* p) {
  constexpr std::size_t half = size_of<R> / 2;
  if constexpr (sizeof(R) > 16 && Count < size_of<R>) {
    store_in_parts<(Count < half ? Count : half)>(low_half(r), p);
    if constexpr (Count > half) store_in_parts<Count - half>(high_half(r), p + half);
  } else if constexpr (sizeof(R) > 32) {
    // Clang would make two of it.
    store(r, p);
  } else {
    [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA { ((p[I] = r[I]), ...); }
    (std::make_index_sequence<Count>{});
  }
}

}  // namespace ctnn::inline CTNN_ISA::simd::native
