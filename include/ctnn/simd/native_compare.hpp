// Comparisons of registers, and selection by one. A mask is what the instruction gives: bits, or a
// register of lanes all ones or zeros. The compiler's own comparison of vectors would serve as
// well, but GCC 12 fails in its vectorizer on some of what becomes of it.
#pragma once

#include <ctnn/simd/native_registers.hpp>

namespace ctnn::inline CTNN_ISA::simd::native {

#if defined(__SSE2__)
CTNN_ALWAYS_INLINE __m128 equal(__m128 a, __m128 b) { return _mm_cmpeq_ps(a, b); }
CTNN_ALWAYS_INLINE __m128 unequal(__m128 a, __m128 b) { return _mm_cmpneq_ps(a, b); }
CTNN_ALWAYS_INLINE __m128 below(__m128 a, __m128 b) { return _mm_cmplt_ps(a, b); }
CTNN_ALWAYS_INLINE __m128 not_above(__m128 a, __m128 b) { return _mm_cmple_ps(a, b); }
CTNN_ALWAYS_INLINE __m128d equal(__m128d a, __m128d b) { return _mm_cmpeq_pd(a, b); }
CTNN_ALWAYS_INLINE __m128d unequal(__m128d a, __m128d b) { return _mm_cmpneq_pd(a, b); }
CTNN_ALWAYS_INLINE __m128d below(__m128d a, __m128d b) { return _mm_cmplt_pd(a, b); }
CTNN_ALWAYS_INLINE __m128d not_above(__m128d a, __m128d b) { return _mm_cmple_pd(a, b); }
#if defined(__SSE4_1__)
CTNN_ALWAYS_INLINE __m128 chosen(__m128 mask, __m128 yes, __m128 no) {
  return _mm_blendv_ps(no, yes, mask);
}
CTNN_ALWAYS_INLINE __m128d chosen(__m128d mask, __m128d yes, __m128d no) {
  return _mm_blendv_pd(no, yes, mask);
}
#else
CTNN_ALWAYS_INLINE __m128 chosen(__m128 mask, __m128 yes, __m128 no) {
  return _mm_or_ps(_mm_and_ps(mask, yes), _mm_andnot_ps(mask, no));
}
CTNN_ALWAYS_INLINE __m128d chosen(__m128d mask, __m128d yes, __m128d no) {
  return _mm_or_pd(_mm_and_pd(mask, yes), _mm_andnot_pd(mask, no));
}
#endif
#endif
#if defined(__AVX__)
CTNN_ALWAYS_INLINE __m256 equal(__m256 a, __m256 b) { return _mm256_cmp_ps(a, b, _CMP_EQ_OQ); }
CTNN_ALWAYS_INLINE __m256 unequal(__m256 a, __m256 b) { return _mm256_cmp_ps(a, b, _CMP_NEQ_UQ); }
CTNN_ALWAYS_INLINE __m256 below(__m256 a, __m256 b) { return _mm256_cmp_ps(a, b, _CMP_LT_OQ); }
CTNN_ALWAYS_INLINE __m256 not_above(__m256 a, __m256 b) { return _mm256_cmp_ps(a, b, _CMP_LE_OQ); }
CTNN_ALWAYS_INLINE __m256d equal(__m256d a, __m256d b) { return _mm256_cmp_pd(a, b, _CMP_EQ_OQ); }
CTNN_ALWAYS_INLINE __m256d unequal(__m256d a, __m256d b) {
  return _mm256_cmp_pd(a, b, _CMP_NEQ_UQ);
}
CTNN_ALWAYS_INLINE __m256d below(__m256d a, __m256d b) { return _mm256_cmp_pd(a, b, _CMP_LT_OQ); }
CTNN_ALWAYS_INLINE __m256d not_above(__m256d a, __m256d b) {
  return _mm256_cmp_pd(a, b, _CMP_LE_OQ);
}
CTNN_ALWAYS_INLINE __m256 chosen(__m256 mask, __m256 yes, __m256 no) {
  return _mm256_blendv_ps(no, yes, mask);
}
CTNN_ALWAYS_INLINE __m256d chosen(__m256d mask, __m256d yes, __m256d no) {
  return _mm256_blendv_pd(no, yes, mask);
}
#endif
#if defined(__AVX512F__)
CTNN_ALWAYS_INLINE __mmask16 equal(__m512 a, __m512 b) {
  return _mm512_cmp_ps_mask(a, b, _CMP_EQ_OQ);
}
CTNN_ALWAYS_INLINE __mmask16 unequal(__m512 a, __m512 b) {
  return _mm512_cmp_ps_mask(a, b, _CMP_NEQ_UQ);
}
CTNN_ALWAYS_INLINE __mmask16 below(__m512 a, __m512 b) {
  return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ);
}
CTNN_ALWAYS_INLINE __mmask16 not_above(__m512 a, __m512 b) {
  return _mm512_cmp_ps_mask(a, b, _CMP_LE_OQ);
}
CTNN_ALWAYS_INLINE __mmask8 equal(__m512d a, __m512d b) {
  return _mm512_cmp_pd_mask(a, b, _CMP_EQ_OQ);
}
CTNN_ALWAYS_INLINE __mmask8 unequal(__m512d a, __m512d b) {
  return _mm512_cmp_pd_mask(a, b, _CMP_NEQ_UQ);
}
CTNN_ALWAYS_INLINE __mmask8 below(__m512d a, __m512d b) {
  return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ);
}
CTNN_ALWAYS_INLINE __mmask8 not_above(__m512d a, __m512d b) {
  return _mm512_cmp_pd_mask(a, b, _CMP_LE_OQ);
}
CTNN_ALWAYS_INLINE __m512 chosen(__mmask16 mask, __m512 yes, __m512 no) {
  return _mm512_mask_blend_ps(mask, no, yes);
}
CTNN_ALWAYS_INLINE __m512d chosen(__mmask8 mask, __m512d yes, __m512d no) {
  return _mm512_mask_blend_pd(mask, no, yes);
}
#endif
#if !defined(__SSE2__)
// Lanes of integers, 0 or -1.
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
#endif

}  // namespace ctnn::inline CTNN_ISA::simd::native
