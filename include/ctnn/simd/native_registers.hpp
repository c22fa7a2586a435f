// Instructions by register: those that kernels are made of, and those that xsimd lacks or composes
// of others, which are fused multiply-adds, scaling, halves, and the first lanes of a register.
// Where a register of the target has none of its own, the pack does without.
#pragma once

#include <ctnn/base/bfloat16.hpp>

#include <cstdint>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace ctnn::inline CTNN_ISA::simd::native {

// The names, for targets that have none of a kind; a call that fits nothing is a question answered.
struct absent;
void filled(absent);
void load(absent);
void store(absent);
void smaller(absent);
void larger(absent);
void square_root(absent);
void scale(absent);
void low_half(absent);
void high_half(absent);
void upper_pair(absent);
void second_lane(absent);
void first_lane(absent);
void load_first(absent);
void store_first(absent);
void first_of(absent);
void load_wide(absent);
template <std::size_t>
void spread(absent);
void sums(absent);
void transpose(absent);

/// Says which register is meant where no argument does.
template <std::size_t N>
struct lanes {};

// A number in every lane, whole registers in memory, and the smaller and larger of two; as the
// instructions have it, the second where either is not a number.
#if defined(__SSE2__)
CTNN_ALWAYS_INLINE __m128 filled(float number, lanes<4>) { return _mm_set1_ps(number); }
CTNN_ALWAYS_INLINE __m128 load(const float* p, lanes<4>) { return _mm_loadu_ps(p); }
CTNN_ALWAYS_INLINE void store(__m128 r, float* p) { _mm_storeu_ps(p, r); }
CTNN_ALWAYS_INLINE __m128 smaller(__m128 a, __m128 b) { return _mm_min_ps(a, b); }
CTNN_ALWAYS_INLINE __m128 larger(__m128 a, __m128 b) { return _mm_max_ps(a, b); }
CTNN_ALWAYS_INLINE __m128 square_root(__m128 r) { return _mm_sqrt_ps(r); }
CTNN_ALWAYS_INLINE __m128d filled(double number, lanes<2>) { return _mm_set1_pd(number); }
CTNN_ALWAYS_INLINE __m128d load(const double* p, lanes<2>) { return _mm_loadu_pd(p); }
CTNN_ALWAYS_INLINE void store(__m128d r, double* p) { _mm_storeu_pd(p, r); }
CTNN_ALWAYS_INLINE __m128d smaller(__m128d a, __m128d b) { return _mm_min_pd(a, b); }
CTNN_ALWAYS_INLINE __m128d larger(__m128d a, __m128d b) { return _mm_max_pd(a, b); }
CTNN_ALWAYS_INLINE __m128d square_root(__m128d r) { return _mm_sqrt_pd(r); }
#endif
#if defined(__AVX__)
CTNN_ALWAYS_INLINE __m256 filled(float number, lanes<8>) { return _mm256_set1_ps(number); }
CTNN_ALWAYS_INLINE __m256 load(const float* p, lanes<8>) { return _mm256_loadu_ps(p); }
CTNN_ALWAYS_INLINE void store(__m256 r, float* p) { _mm256_storeu_ps(p, r); }
CTNN_ALWAYS_INLINE __m256 smaller(__m256 a, __m256 b) { return _mm256_min_ps(a, b); }
CTNN_ALWAYS_INLINE __m256 larger(__m256 a, __m256 b) { return _mm256_max_ps(a, b); }
CTNN_ALWAYS_INLINE __m256 square_root(__m256 r) { return _mm256_sqrt_ps(r); }
CTNN_ALWAYS_INLINE __m256d filled(double number, lanes<4>) { return _mm256_set1_pd(number); }
CTNN_ALWAYS_INLINE __m256d load(const double* p, lanes<4>) { return _mm256_loadu_pd(p); }
CTNN_ALWAYS_INLINE void store(__m256d r, double* p) { _mm256_storeu_pd(p, r); }
CTNN_ALWAYS_INLINE __m256d smaller(__m256d a, __m256d b) { return _mm256_min_pd(a, b); }
CTNN_ALWAYS_INLINE __m256d larger(__m256d a, __m256d b) { return _mm256_max_pd(a, b); }
CTNN_ALWAYS_INLINE __m256d square_root(__m256d r) { return _mm256_sqrt_pd(r); }
#endif
#if defined(__AVX512F__)
CTNN_ALWAYS_INLINE __m512 filled(float number, lanes<16>) { return _mm512_set1_ps(number); }
CTNN_ALWAYS_INLINE __m512 load(const float* p, lanes<16>) { return _mm512_loadu_ps(p); }
CTNN_ALWAYS_INLINE void store(__m512 r, float* p) { _mm512_storeu_ps(p, r); }
CTNN_ALWAYS_INLINE __m512 smaller(__m512 a, __m512 b) { return _mm512_min_ps(a, b); }
CTNN_ALWAYS_INLINE __m512 larger(__m512 a, __m512 b) { return _mm512_max_ps(a, b); }
CTNN_ALWAYS_INLINE __m512 square_root(__m512 r) { return _mm512_sqrt_ps(r); }
CTNN_ALWAYS_INLINE __m512d filled(double number, lanes<8>) { return _mm512_set1_pd(number); }
CTNN_ALWAYS_INLINE __m512d load(const double* p, lanes<8>) { return _mm512_loadu_pd(p); }
CTNN_ALWAYS_INLINE void store(__m512d r, double* p) { _mm512_storeu_pd(p, r); }
CTNN_ALWAYS_INLINE __m512d smaller(__m512d a, __m512d b) { return _mm512_min_pd(a, b); }
CTNN_ALWAYS_INLINE __m512d larger(__m512d a, __m512d b) { return _mm512_max_pd(a, b); }
CTNN_ALWAYS_INLINE __m512d square_root(__m512d r) { return _mm512_sqrt_pd(r); }
#endif

#if defined(__FMA__)
CTNN_ALWAYS_INLINE __m128 fma(__m128 a, __m128 b, __m128 c) { return _mm_fmadd_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m128 fnma(__m128 a, __m128 b, __m128 c) { return _mm_fnmadd_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m128 fms(__m128 a, __m128 b, __m128 c) { return _mm_fmsub_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m128d fma(__m128d a, __m128d b, __m128d c) { return _mm_fmadd_pd(a, b, c); }
CTNN_ALWAYS_INLINE __m128d fnma(__m128d a, __m128d b, __m128d c) { return _mm_fnmadd_pd(a, b, c); }
CTNN_ALWAYS_INLINE __m128d fms(__m128d a, __m128d b, __m128d c) { return _mm_fmsub_pd(a, b, c); }
CTNN_ALWAYS_INLINE __m256 fma(__m256 a, __m256 b, __m256 c) { return _mm256_fmadd_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m256 fnma(__m256 a, __m256 b, __m256 c) { return _mm256_fnmadd_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m256 fms(__m256 a, __m256 b, __m256 c) { return _mm256_fmsub_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m256d fma(__m256d a, __m256d b, __m256d c) { return _mm256_fmadd_pd(a, b, c); }
CTNN_ALWAYS_INLINE __m256d fnma(__m256d a, __m256d b, __m256d c) {
  return _mm256_fnmadd_pd(a, b, c);
}
CTNN_ALWAYS_INLINE __m256d fms(__m256d a, __m256d b, __m256d c) { return _mm256_fmsub_pd(a, b, c); }
#endif
#if defined(__AVX512F__)
CTNN_ALWAYS_INLINE __m512 fma(__m512 a, __m512 b, __m512 c) { return _mm512_fmadd_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m512 fnma(__m512 a, __m512 b, __m512 c) { return _mm512_fnmadd_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m512 fms(__m512 a, __m512 b, __m512 c) { return _mm512_fmsub_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m512d fma(__m512d a, __m512d b, __m512d c) { return _mm512_fmadd_pd(a, b, c); }
CTNN_ALWAYS_INLINE __m512d fnma(__m512d a, __m512d b, __m512d c) {
  return _mm512_fnmadd_pd(a, b, c);
}
CTNN_ALWAYS_INLINE __m512d fms(__m512d a, __m512d b, __m512d c) { return _mm512_fmsub_pd(a, b, c); }
CTNN_ALWAYS_INLINE __m512 scale(__m512 a, __m512 n) { return _mm512_scalef_ps(a, n); }
CTNN_ALWAYS_INLINE __m512d scale(__m512d a, __m512d n) { return _mm512_scalef_pd(a, n); }
#if defined(__AVX512VL__)
CTNN_ALWAYS_INLINE __m256 scale(__m256 a, __m256 n) { return _mm256_scalef_ps(a, n); }
CTNN_ALWAYS_INLINE __m256d scale(__m256d a, __m256d n) { return _mm256_scalef_pd(a, n); }
CTNN_ALWAYS_INLINE __m128 scale(__m128 a, __m128 n) { return _mm_scalef_ps(a, n); }
CTNN_ALWAYS_INLINE __m128d scale(__m128d a, __m128d n) { return _mm_scalef_pd(a, n); }
#endif
#endif

// Numbers in half the bits, each the upper half of a float.
#if defined(__SSE2__)
CTNN_ALWAYS_INLINE void load_wide(__m128& r, const bfloat16* p) {
  r = _mm_castsi128_ps(_mm_unpacklo_epi16(_mm_setzero_si128(),
                                          _mm_loadl_epi64(reinterpret_cast<const __m128i*>(p))));
}
#endif
#if defined(__AVX2__)
CTNN_ALWAYS_INLINE void load_wide(__m256& r, const bfloat16* p) {
  const __m128i half = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  r = _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(half), 16));
}
#endif
#if defined(__AVX512F__)
CTNN_ALWAYS_INLINE void load_wide(__m512& r, const bfloat16* p) {
  const __m256i half = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
  r = _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(half), 16));
}
#endif

// The lower and the upper half of a register.
#if defined(__AVX512F__)
CTNN_ALWAYS_INLINE __m256 low_half(__m512 r) { return _mm512_castps512_ps256(r); }
CTNN_ALWAYS_INLINE __m256d low_half(__m512d r) { return _mm512_castpd512_pd256(r); }
CTNN_ALWAYS_INLINE __m256 high_half(__m512 r) {
  return _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(r), 1));
}
CTNN_ALWAYS_INLINE __m256d high_half(__m512d r) { return _mm512_extractf64x4_pd(r, 1); }
#endif
#if defined(__AVX__)
CTNN_ALWAYS_INLINE __m128 low_half(__m256 r) { return _mm256_castps256_ps128(r); }
CTNN_ALWAYS_INLINE __m128d low_half(__m256d r) { return _mm256_castpd256_pd128(r); }
CTNN_ALWAYS_INLINE __m128 high_half(__m256 r) { return _mm256_extractf128_ps(r, 1); }
CTNN_ALWAYS_INLINE __m128d high_half(__m256d r) { return _mm256_extractf128_pd(r, 1); }
#endif
#if defined(__SSE2__)
/// The upper half below, whatever is above it.
CTNN_ALWAYS_INLINE __m128 upper_pair(__m128 r) { return _mm_movehl_ps(r, r); }
CTNN_ALWAYS_INLINE __m128 second_lane(__m128 r) { return _mm_shuffle_ps(r, r, 0x55); }
CTNN_ALWAYS_INLINE __m128d second_lane(__m128d r) { return _mm_unpackhi_pd(r, r); }
/// Lane I in every lane.
template <std::size_t I>
CTNN_ALWAYS_INLINE __m128 spread(__m128 r) {
  return _mm_shuffle_ps(r, r, int(I * 0x55));
}
template <std::size_t I>
CTNN_ALWAYS_INLINE __m128d spread(__m128d r) {
  return _mm_shuffle_pd(r, r, int(I * 0x3));
}
CTNN_ALWAYS_INLINE float first_lane(__m128 r) { return _mm_cvtss_f32(r); }
CTNN_ALWAYS_INLINE double first_lane(__m128d r) { return _mm_cvtsd_f64(r); }
#endif

// The first `count` numbers of a register, of which there are at least that many in memory; not a
// byte behind them is touched. A copy through the stack would wait for its own stores.
#if defined(__AVX512VL__)
template <class Mask>
CTNN_ALWAYS_INLINE Mask first_bits(std::size_t count) {
  return static_cast<Mask>((1u << count) - 1u);
}
// Compilers do not see through a masked move to what was stored just before; where it is known to
// be of one number, a plain one serves.
CTNN_ALWAYS_INLINE bool is_known_one(std::size_t count) {
  return __builtin_constant_p(count) && count == 1;
}
CTNN_ALWAYS_INLINE void load_first(__m512& r, const float* p, std::size_t count) {
  r = _mm512_maskz_loadu_ps(first_bits<__mmask16>(count), p);
}
CTNN_ALWAYS_INLINE void load_first(__m512d& r, const double* p, std::size_t count) {
  r = _mm512_maskz_loadu_pd(first_bits<__mmask8>(count), p);
}
CTNN_ALWAYS_INLINE void load_first(__m256& r, const float* p, std::size_t count) {
  r = _mm256_maskz_loadu_ps(first_bits<__mmask8>(count), p);
}
CTNN_ALWAYS_INLINE void load_first(__m256d& r, const double* p, std::size_t count) {
  r = _mm256_maskz_loadu_pd(first_bits<__mmask8>(count), p);
}
CTNN_ALWAYS_INLINE void load_first(__m128& r, const float* p, std::size_t count) {
  r = is_known_one(count) ? _mm_load_ss(p) : _mm_maskz_loadu_ps(first_bits<__mmask8>(count), p);
}
CTNN_ALWAYS_INLINE void load_first(__m128d& r, const double* p, std::size_t count) {
  r = is_known_one(count) ? _mm_load_sd(p) : _mm_maskz_loadu_pd(first_bits<__mmask8>(count), p);
}
CTNN_ALWAYS_INLINE void store_first(__m512 r, float* p, std::size_t count) {
  _mm512_mask_storeu_ps(p, first_bits<__mmask16>(count), r);
}
CTNN_ALWAYS_INLINE void store_first(__m512d r, double* p, std::size_t count) {
  _mm512_mask_storeu_pd(p, first_bits<__mmask8>(count), r);
}
CTNN_ALWAYS_INLINE void store_first(__m256 r, float* p, std::size_t count) {
  _mm256_mask_storeu_ps(p, first_bits<__mmask8>(count), r);
}
CTNN_ALWAYS_INLINE void store_first(__m256d r, double* p, std::size_t count) {
  _mm256_mask_storeu_pd(p, first_bits<__mmask8>(count), r);
}
CTNN_ALWAYS_INLINE void store_first(__m128 r, float* p, std::size_t count) {
  if (is_known_one(count)) {
    *p = first_lane(r);
  } else {
    _mm_mask_storeu_ps(p, first_bits<__mmask8>(count), r);
  }
}
CTNN_ALWAYS_INLINE void store_first(__m128d r, double* p, std::size_t count) {
  if (is_known_one(count)) {
    *p = first_lane(r);
  } else {
    _mm_mask_storeu_pd(p, first_bits<__mmask8>(count), r);
  }
}
CTNN_ALWAYS_INLINE __m128 first_of(__m128 r, std::size_t count) {
  return _mm_maskz_mov_ps(first_bits<__mmask8>(count), r);
}
CTNN_ALWAYS_INLINE __m128d first_of(__m128d r, std::size_t count) {
  return _mm_maskz_mov_pd(first_bits<__mmask8>(count), r);
}
CTNN_ALWAYS_INLINE __m256 first_of(__m256 r, std::size_t count) {
  return _mm256_maskz_mov_ps(first_bits<__mmask8>(count), r);
}
CTNN_ALWAYS_INLINE __m256d first_of(__m256d r, std::size_t count) {
  return _mm256_maskz_mov_pd(first_bits<__mmask8>(count), r);
}
CTNN_ALWAYS_INLINE __m512 first_of(__m512 r, std::size_t count) {
  return _mm512_maskz_mov_ps(first_bits<__mmask16>(count), r);
}
CTNN_ALWAYS_INLINE __m512d first_of(__m512d r, std::size_t count) {
  return _mm512_maskz_mov_pd(first_bits<__mmask8>(count), r);
}
#elif defined(__SSE2__)
/// A mask of the first lanes is a window into this.
template <class Word>
inline constexpr Word lane_masks[16] = {Word(-1), Word(-1), Word(-1), Word(-1), Word(-1), Word(-1),
                                        Word(-1), Word(-1), 0,        0,        0,        0,
                                        0,        0,        0,        0};
CTNN_ALWAYS_INLINE __m128 first_of(__m128 r, std::size_t count) {
  return _mm_and_ps(r, _mm_castsi128_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(
                           lane_masks<std::int32_t> + 8 - count))));
}
CTNN_ALWAYS_INLINE __m128d first_of(__m128d r, std::size_t count) {
  return _mm_and_pd(r, _mm_castsi128_pd(_mm_loadu_si128(reinterpret_cast<const __m128i*>(
                           lane_masks<std::int64_t> + 8 - count))));
}
CTNN_ALWAYS_INLINE __m128 low_pair(const float* p) {
  return _mm_castpd_ps(_mm_load_sd(reinterpret_cast<const double*>(p)));
}
CTNN_ALWAYS_INLINE void load_first(__m128& r, const float* p, std::size_t count) {
  if (count >= 4) {
    r = _mm_loadu_ps(p);
  } else if (count == 3) {
    r = _mm_movelh_ps(low_pair(p), _mm_load_ss(p + 2));
  } else if (count == 2) {
    r = low_pair(p);
  } else {
    r = count == 1 ? _mm_load_ss(p) : _mm_setzero_ps();
  }
}
CTNN_ALWAYS_INLINE void load_first(__m128d& r, const double* p, std::size_t count) {
  r = count >= 2 ? _mm_loadu_pd(p) : count == 1 ? _mm_load_sd(p) : _mm_setzero_pd();
}
CTNN_ALWAYS_INLINE void store_first(__m128 r, float* p, std::size_t count) {
  if (count >= 4) {
    _mm_storeu_ps(p, r);
  } else {
    if (count >= 2) _mm_store_sd(reinterpret_cast<double*>(p), _mm_castps_pd(r));
    if (count == 1) _mm_store_ss(p, r);
    if (count == 3) _mm_store_ss(p + 2, upper_pair(r));
  }
}
CTNN_ALWAYS_INLINE void store_first(__m128d r, double* p, std::size_t count) {
  if (count >= 2) {
    _mm_storeu_pd(p, r);
  } else if (count == 1) {
    _mm_store_sd(p, r);
  }
}
#if defined(__AVX__)
template <class Word>
CTNN_ALWAYS_INLINE __m256i first_words(std::size_t count) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(lane_masks<Word> + 8 - count));
}
CTNN_ALWAYS_INLINE void load_first(__m256& r, const float* p, std::size_t count) {
  r = _mm256_maskload_ps(p, first_words<std::int32_t>(count));
}
CTNN_ALWAYS_INLINE void load_first(__m256d& r, const double* p, std::size_t count) {
  r = _mm256_maskload_pd(p, first_words<std::int64_t>(count));
}
CTNN_ALWAYS_INLINE __m256 first_of(__m256 r, std::size_t count) {
  return _mm256_and_ps(r, _mm256_castsi256_ps(first_words<std::int32_t>(count)));
}
CTNN_ALWAYS_INLINE __m256d first_of(__m256d r, std::size_t count) {
  return _mm256_and_pd(r, _mm256_castsi256_pd(first_words<std::int64_t>(count)));
}
// In parts: several processors take tens of cycles for a masked store.
CTNN_ALWAYS_INLINE void store_first(__m256 r, float* p, std::size_t count) {
  if (count < 4) return store_first(low_half(r), p, count);
  _mm_storeu_ps(p, low_half(r));
  store_first(high_half(r), p + 4, count - 4);
}
CTNN_ALWAYS_INLINE void store_first(__m256d r, double* p, std::size_t count) {
  if (count < 2) return store_first(low_half(r), p, count);
  _mm_storeu_pd(p, low_half(r));
  store_first(high_half(r), p + 2, count - 2);
}
#endif
#endif

}  // namespace ctnn::inline CTNN_ISA::simd::native
