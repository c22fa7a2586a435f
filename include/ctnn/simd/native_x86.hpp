// What x86 has beyond the vector language of compilers, by the builtins behind the intrinsics: the
// names are those of GCC 12 and Clang 16 and later. For each, one line for each kind of register.
#pragma once

#include <ctnn/simd/native_arithmetic.hpp>

#if defined(__x86_64__) || defined(__i386__)
// GCC's builtins take a mask as a signed number here and an unsigned one there.
#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-conversion"
#endif
CTNN_AS_WRITTEN_BEGIN
namespace ctnn::inline CTNN_ISA::simd::native {

using float4 = register_type<float, 4>;
using double2 = register_type<double, 2>;
using float8 = register_type<float, 8>;
using double4 = register_type<double, 4>;
using float16 = register_type<float, 16>;
using double8 = register_type<double, 8>;

// Operations of one register type R whose builtins end in S. Clang takes a minus into the
// instruction where its operand changes in the loop; of one from before the loop it keeps the
// negative in a second register. Of an update's factors the second changes.
#if defined(__FMA__) && defined(__clang__)
#define CTNN_FMA(R, S)                                                                    \
  CTNN_ALWAYS_INLINE R fma(R a, R b, R c) { return __builtin_ia32_vfmadd##S(a, b, c); }   \
  CTNN_ALWAYS_INLINE R fnma(R a, R b, R c) { return __builtin_ia32_vfmadd##S(a, -b, c); } \
  CTNN_ALWAYS_INLINE R fms(R a, R b, R c) { return __builtin_ia32_vfmadd##S(a, b, -c); }
#elif defined(__FMA__)
#define CTNN_FMA(R, S)                                                                    \
  CTNN_ALWAYS_INLINE R fma(R a, R b, R c) { return __builtin_ia32_vfmadd##S(a, b, c); }   \
  CTNN_ALWAYS_INLINE R fnma(R a, R b, R c) { return __builtin_ia32_vfnmadd##S(a, b, c); } \
  CTNN_ALWAYS_INLINE R fms(R a, R b, R c) { return __builtin_ia32_vfmsub##S(a, b, c); }
#endif
#if defined(__FMA__)
CTNN_FMA(float4, ps)
CTNN_FMA(double2, pd)
CTNN_FMA(float8, ps256)
CTNN_FMA(double4, pd256)
#undef CTNN_FMA
#endif

// GCC 12 lets a multiply-add's result take another register than its sum, moves it back before the
// next round of a loop, and some to the stack: of sixteen registers, a batch's tile of twelve sums
// then has half as many instructions again; of 32, two rounds of 24 sums. So there the instruction
// is named whose result is where the sum was.
#if defined(__FMA__) && !defined(__clang__) && \
    (!defined(__AVX512F__) || !CTNN_HALVES_WIDE_REGISTERS)
#define CTNN_ADD_PRODUCT(R, S)                                                     \
  template <>                                                                      \
  inline constexpr bool adds_in_place<R> = true;                                   \
  CTNN_ALWAYS_INLINE void add_product(R& sum, const R& a, const R& b) {            \
    asm("vfmadd231" #S " {%2, %1, %0|%0, %1, %2}" : "+v"(sum) : "v"(a), "v"(b));   \
  }                                                                                \
  CTNN_ALWAYS_INLINE void add_product(R& sum, const number_of<R>* a, const R& b) { \
    using numbers = const number_of<R>[size_of<R>];                                \
    asm("vfmadd231" #S " {%2, %1, %0|%0, %1, %2}"                                  \
        : "+v"(sum)                                                                \
        : "v"(b), "m"(*reinterpret_cast<numbers*>(a)));                            \
  }
#if defined(__AVX512F__)
CTNN_ADD_PRODUCT(float16, ps)
CTNN_ADD_PRODUCT(double8, pd)
#else
CTNN_ADD_PRODUCT(float8, ps)
CTNN_ADD_PRODUCT(double4, pd)
#endif
#undef CTNN_ADD_PRODUCT
#endif

// The last operand of 512 bits: round as the processor is set to. The minus is the first factor's
// here: with 32 registers one more costs nothing, and where the second ends in a choice, as Adam's
// step does, Clang would choose between two negatives, with two operations more.
#if defined(__AVX512F__) && defined(__clang__)
#define CTNN_FMA(R, S, M)                                            \
  CTNN_ALWAYS_INLINE R fma(R a, R b, R c) {                          \
    return __builtin_ia32_vfmadd##S##_mask(a, b, c, M(-1), 4);       \
  }                                                                  \
  CTNN_ALWAYS_INLINE R fnma(R a, R b, R c) { return fma(-a, b, c); } \
  CTNN_ALWAYS_INLINE R fms(R a, R b, R c) { return fma(a, b, -c); }
#elif defined(__AVX512F__)
#define CTNN_FMA(R, S, M)                                       \
  CTNN_ALWAYS_INLINE R fma(R a, R b, R c) {                     \
    return __builtin_ia32_vfmadd##S##_mask(a, b, c, M(-1), 4);  \
  }                                                             \
  CTNN_ALWAYS_INLINE R fnma(R a, R b, R c) {                    \
    return __builtin_ia32_vfnmadd##S##_mask(a, b, c, M(-1), 4); \
  }                                                             \
  CTNN_ALWAYS_INLINE R fms(R a, R b, R c) {                     \
    return __builtin_ia32_vfmsub##S##_mask(a, b, c, M(-1), 4);  \
  }
#endif
#if defined(__AVX512F__)
CTNN_FMA(float16, ps512, std::uint16_t)
CTNN_FMA(double8, pd512, std::uint8_t)
#undef CTNN_FMA

// The registers whose builtins take a mask: of 512 bits, with the rounding that the processor is
// set to, and with AVX512VL all others.
#define CTNN_WIDE_MASKED(OPERATION)             \
  OPERATION(float16, ps, 512, std::uint16_t, 4) \
  OPERATION(double8, pd, 512, std::uint8_t, 4)
#if defined(__AVX512VL__)
#define CTNN_FOR_EACH_MASKED(OPERATION)     \
  CTNN_WIDE_MASKED(OPERATION)               \
  OPERATION(float8, ps, 256, std::uint8_t)  \
  OPERATION(double4, pd, 256, std::uint8_t) \
  OPERATION(float4, ps, 128, std::uint8_t)  \
  OPERATION(double2, pd, 128, std::uint8_t)
#else
#define CTNN_FOR_EACH_MASKED(OPERATION) CTNN_WIDE_MASKED(OPERATION)
#endif

#define CTNN_SCALE(R, S, W, M, ...)                                                         \
  template <>                                                                               \
  inline constexpr bool scales<R> = true;                                                   \
  CTNN_ALWAYS_INLINE R scale(R a, R n) {                                                    \
    return __builtin_ia32_scalef##S##W##_mask(a, n, R{}, M(-1) __VA_OPT__(, ) __VA_ARGS__); \
  }
CTNN_FOR_EACH_MASKED(CTNN_SCALE)
#undef CTNN_SCALE

// The lesser magnitude, with the first operand's sign.
#if defined(__AVX512DQ__)
#define CTNN_BOUND(R, S, W, M, ...)                                                              \
  template <>                                                                                    \
  inline constexpr bool bounds<R> = true;                                                        \
  CTNN_ALWAYS_INLINE R bounded(R a, R most) {                                                    \
    return __builtin_ia32_range##S##W##_mask(a, most, 2, R{}, M(-1) __VA_OPT__(, ) __VA_ARGS__); \
  }
CTNN_FOR_EACH_MASKED(CTNN_BOUND)
#undef CTNN_BOUND
#endif

#if CTNN_HALVES_WIDE_REGISTERS
// A product and this take six cycles, where a multiply-add and a subtraction take seven; on Intel's
// cores of 2021 to 2024 this alone takes eight.
#define CTNN_ROUND(R, BUILTIN, ...)       \
  template <>                             \
  inline constexpr bool rounds<R> = true; \
  CTNN_ALWAYS_INLINE R nearest_integers(R r) { return __builtin_ia32_##BUILTIN(__VA_ARGS__); }
CTNN_ROUND(float4, roundps, r, 8)
CTNN_ROUND(double2, roundpd, r, 8)
CTNN_ROUND(float8, roundps256, r, 8)
CTNN_ROUND(double4, roundpd256, r, 8)
CTNN_ROUND(float16, rndscaleps_mask, r, 8, float16{}, std::uint16_t(-1), 4)
CTNN_ROUND(double8, rndscalepd_mask, r, 8, double8{}, std::uint8_t(-1), 4)
#undef CTNN_ROUND
#endif

// Comparisons give bits, which a selection takes as they are: of lanes GCC would make bits first.
// The numbers are equal, unequal, less, and less or equal, none of which raises a flag for what is
// not a number.
#if defined(__clang__)
#define CTNN_CHOSEN(S, W) __builtin_ia32_select##S##_##W(mask, yes, no)
#else
#define CTNN_CHOSEN(S, W) __builtin_ia32_mova##S##W##_mask(yes, no, mask)
#endif
#define CTNN_BITS(NAME, WHICH, R, S, W, M, ...)                                          \
  CTNN_ALWAYS_INLINE M NAME(R a, R b) {                                                  \
    return static_cast<M>(                                                               \
        __builtin_ia32_cmp##S##W##_mask(a, b, WHICH, M(-1) __VA_OPT__(, ) __VA_ARGS__)); \
  }
#define CTNN_COMPARE(R, S, W, M, ...)                                            \
  CTNN_BITS(equal, 0, R, S, W, M __VA_OPT__(, ) __VA_ARGS__)                     \
  CTNN_BITS(unequal, 4, R, S, W, M __VA_OPT__(, ) __VA_ARGS__)                   \
  CTNN_BITS(below, 17, R, S, W, M __VA_OPT__(, ) __VA_ARGS__)                    \
  CTNN_BITS(not_above, 18, R, S, W, M __VA_OPT__(, ) __VA_ARGS__)                \
  CTNN_ALWAYS_INLINE R chosen(M mask, R yes, R no) { return CTNN_CHOSEN(S, W); } \
  CTNN_ALWAYS_INLINE R kept_where(M mask, R r) { return chosen(mask, r, R{}); }
CTNN_FOR_EACH_MASKED(CTNN_COMPARE)
#undef CTNN_COMPARE
#undef CTNN_BITS
#undef CTNN_CHOSEN
#undef CTNN_FOR_EACH_MASKED

#if defined(__clang__)
#define CTNN_EXTREMES(R, S, W, M, ROUNDING)                                                   \
  CTNN_ALWAYS_INLINE R smaller(R a, R b) { return __builtin_ia32_min##S##W(a, b, ROUNDING); } \
  CTNN_ALWAYS_INLINE R larger(R a, R b) { return __builtin_ia32_max##S##W(a, b, ROUNDING); }
#else
#define CTNN_EXTREMES(R, S, W, M, ROUNDING)                             \
  CTNN_ALWAYS_INLINE R smaller(R a, R b) {                              \
    return __builtin_ia32_min##S##W##_mask(a, b, R{}, M(-1), ROUNDING); \
  }                                                                     \
  CTNN_ALWAYS_INLINE R larger(R a, R b) {                               \
    return __builtin_ia32_max##S##W##_mask(a, b, R{}, M(-1), ROUNDING); \
  }                                                                     \
  CTNN_ALWAYS_INLINE R square_root(R r) {                               \
    return __builtin_ia32_sqrt##S##W##_mask(r, R{}, M(-1), ROUNDING);   \
  }
#endif
CTNN_WIDE_MASKED(CTNN_EXTREMES)
#undef CTNN_EXTREMES
#undef CTNN_WIDE_MASKED

#if !defined(__clang__)
// Of 128 bits in all parts of a register GCC makes a load and shuffles, instead of one load.
CTNN_ALWAYS_INLINE float16 repeated(float4 r, float16) {
  return __builtin_ia32_broadcastf32x4_512(r, float16{}, std::uint16_t(-1));
}
CTNN_ALWAYS_INLINE double8 repeated(double2 r, double8) {
  return reinterpret_cast<double8>(repeated(reinterpret_cast<float4>(r), float16{}));
}
#endif
#endif

// Not in the vector language: GCC 12 fails in its vectorizer on some of what becomes of comparisons
// there, and Clang takes a minimum apart where one side of it is known to need less.
#if defined(__clang__)
#define CTNN_ROOT(R, S)
#else
#define CTNN_ROOT(R, S) \
  CTNN_ALWAYS_INLINE R square_root(R r) { return __builtin_ia32_sqrt##S(r); }
#endif
#define CTNN_EXTREMES(R, S)                                                      \
  CTNN_ALWAYS_INLINE R smaller(R a, R b) { return __builtin_ia32_min##S(a, b); } \
  CTNN_ALWAYS_INLINE R larger(R a, R b) { return __builtin_ia32_max##S(a, b); }  \
  CTNN_ROOT(R, S)
CTNN_EXTREMES(float4, ps)
CTNN_EXTREMES(double2, pd)
#if defined(__AVX__)
CTNN_EXTREMES(float8, ps256)
CTNN_EXTREMES(double4, pd256)
#endif
#undef CTNN_EXTREMES
#undef CTNN_ROOT

#if defined(__RECIPROCAL_MATH__) && !defined(__clang__)
// A quotient in the vector language GCC would then take for an estimate and a step of Newton's.
CTNN_ALWAYS_INLINE float4 quotient(float4 a, float4 b) { return __builtin_ia32_divps(a, b); }
#if defined(__AVX__)
CTNN_ALWAYS_INLINE float8 quotient(float8 a, float8 b) { return __builtin_ia32_divps256(a, b); }
#endif
#if defined(__AVX512F__)
CTNN_ALWAYS_INLINE float16 quotient(float16 a, float16 b) {
  return __builtin_ia32_divps512_mask(a, b, float16{}, std::uint16_t(-1), 4);
}
#endif
#endif

// Without such masks comparisons give lanes.
#if !defined(__AVX512VL__)
#if defined(__SSE4_1__)
#define CTNN_BLEND(R, S) return __builtin_ia32_blendv##S(no, yes, mask)
#else
#define CTNN_BLEND(R, S)                                             \
  using words = register_type<std::uint64_t, sizeof(R) / 8>;         \
  const words bits = reinterpret_cast<words>(mask);                  \
  return reinterpret_cast<R>((bits & reinterpret_cast<words>(yes)) | \
                             (~bits & reinterpret_cast<words>(no)))
#endif
#define CTNN_SELECT(R, S)                                                                   \
  CTNN_ALWAYS_INLINE R chosen(R mask, R yes, R no) { CTNN_BLEND(R, S); }                    \
  CTNN_ALWAYS_INLINE R kept_where(R mask, R r) {                                            \
    using words = register_type<std::uint64_t, sizeof(R) / 8>;                              \
    return reinterpret_cast<R>(reinterpret_cast<words>(mask) & reinterpret_cast<words>(r)); \
  }
CTNN_SELECT(float4, ps)
CTNN_SELECT(double2, pd)
#define CTNN_COMPARE(R, S)                                                          \
  CTNN_ALWAYS_INLINE R equal(R a, R b) { return __builtin_ia32_cmpeq##S(a, b); }    \
  CTNN_ALWAYS_INLINE R unequal(R a, R b) { return __builtin_ia32_cmpneq##S(a, b); } \
  CTNN_ALWAYS_INLINE R below(R a, R b) { return __builtin_ia32_cmplt##S(a, b); }    \
  CTNN_ALWAYS_INLINE R not_above(R a, R b) { return __builtin_ia32_cmple##S(a, b); }
CTNN_COMPARE(float4, ps)
CTNN_COMPARE(double2, pd)
#undef CTNN_COMPARE

#if defined(__AVX__)
#define CTNN_COMPARE(R, S)                                                          \
  CTNN_ALWAYS_INLINE R equal(R a, R b) { return __builtin_ia32_cmp##S(a, b, 0); }   \
  CTNN_ALWAYS_INLINE R unequal(R a, R b) { return __builtin_ia32_cmp##S(a, b, 4); } \
  CTNN_ALWAYS_INLINE R below(R a, R b) { return __builtin_ia32_cmp##S(a, b, 17); }  \
  CTNN_ALWAYS_INLINE R not_above(R a, R b) { return __builtin_ia32_cmp##S(a, b, 18); }
CTNN_SELECT(float8, ps256)
CTNN_SELECT(double4, pd256)
CTNN_COMPARE(float8, ps256)
CTNN_COMPARE(double4, pd256)
#undef CTNN_COMPARE
#endif
#undef CTNN_SELECT
#undef CTNN_BLEND
#endif

#if defined(__AVX512F__)
template <>
inline constexpr bool estimates<float16> = true;

/// An estimate of a root's reciprocal, off by 2^-14 at most, relative to its size. A step of
/// Newton's squares that.
CTNN_ALWAYS_INLINE float16 nearly_inverse_root(float16 square) {
  return __builtin_ia32_rsqrt14ps512_mask(square, float16{}, std::uint16_t(-1));
}

#if CTNN_HALVES_WIDE_REGISTERS
// An estimate and its step take less time than the root's own instruction, which a division does
// not let start beside it; but a division takes less than an estimate and its step.
CTNN_ALWAYS_INLINE float16 estimated_over_root(float16 a, float16 b, float16 c) {
  typedef int int16 __attribute__((vector_size(64)));
  const float16 nearly = nearly_inverse_root(b);
  // Half of it by its exponent: multiplications have enough to do.
  const auto half = reinterpret_cast<float16>(reinterpret_cast<int16>(nearly) - (1 << 23));
  const float16 first = b * nearly;
  // Neither zero nor infinity has a step; both are their own roots. Each four bits of the constant
  // say what becomes of one kind of number in b: the third of zeros, the sixth of infinity.
  const float16 root = __builtin_ia32_fixupimmps512_mask(
      fma(fnma(first, first, b), half, first), b, int16{} + 0x100100, 0, std::uint16_t(-1), 4);
  return quotient(a, root + c);
}
#else
// A division of 16 numbers takes 10 cycles and their roots 12 where Intel's cores of 2021 to 2024
// start two multiply-adds a cycle.
CTNN_ALWAYS_INLINE float16 estimated_over_root(float16 a, float16 b, float16 c) {
  // At zero there is no estimate to start from.
  const float16 square = larger(filled<16>(std::numeric_limits<float>::min()), b);
  const float16 nearly = nearly_inverse_root(square);
  const float16 first = square * nearly;
  // The root is first (1 + lacking / 2), a product, so that the sum with c comes with it.
  const float16 lacking = fnma(first, nearly, filled<16>(1.0f));
  const float16 below = fma(first, fma(lacking, filled<16>(0.5f), filled<16>(1.0f)), c);
  const float16 reciprocal = __builtin_ia32_rcp14ps512_mask(below, float16{}, std::uint16_t(-1));
  const float16 nearly_quotient = a * reciprocal;
  // Nor is there one at infinity, where the last operation leaves zeros.
  return __builtin_ia32_vfmaddps512_maskz(fnma(nearly_quotient, below, a), reciprocal,
                                          nearly_quotient,
                                          unequal(b, filled<16>(ctnn::detail::infinity<float>)), 4);
}
#endif
#endif

}  // namespace ctnn::inline CTNN_ISA::simd::native
CTNN_AS_WRITTEN_END
#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif
#endif
