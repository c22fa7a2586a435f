// Many registers at once: the sum of each, and their transpose. Both combine registers in pairs,
// level by level.
#pragma once

#include <ctnn/simd/native_registers.hpp>

namespace ctnn::inline CTNN_ISA::simd::native {

// Lane i of the result is the sum of rows[i]. Registers are merged in pairs, level by level, each
// time by two shuffles and one addition, so that N sums cost about 3 N instructions.
#if defined(__SSE2__)
CTNN_ALWAYS_INLINE __m128 sums(const __m128 (&r)[4]) {
  const __m128 a = _mm_add_ps(_mm_unpacklo_ps(r[0], r[1]), _mm_unpackhi_ps(r[0], r[1]));
  const __m128 b = _mm_add_ps(_mm_unpacklo_ps(r[2], r[3]), _mm_unpackhi_ps(r[2], r[3]));
  return _mm_add_ps(_mm_movelh_ps(a, b), _mm_movehl_ps(b, a));
}
CTNN_ALWAYS_INLINE __m128d sums(const __m128d (&r)[2]) {
  return _mm_add_pd(_mm_unpacklo_pd(r[0], r[1]), _mm_unpackhi_pd(r[0], r[1]));
}
#endif
#if defined(__AVX__)
CTNN_ALWAYS_INLINE __m256 merged_halves(__m256 a, __m256 b) {
  return _mm256_add_ps(_mm256_permute2f128_ps(a, b, 0x20), _mm256_permute2f128_ps(a, b, 0x31));
}
CTNN_ALWAYS_INLINE __m256d merged_halves(__m256d a, __m256d b) {
  return _mm256_add_pd(_mm256_permute2f128_pd(a, b, 0x20), _mm256_permute2f128_pd(a, b, 0x31));
}
CTNN_ALWAYS_INLINE __m256 sums(const __m256 (&r)[8]) {
  const __m256 v[4] = {merged_halves(r[0], r[4]), merged_halves(r[1], r[5]),
                       merged_halves(r[2], r[6]), merged_halves(r[3], r[7])};
  const __m256 a = _mm256_add_ps(_mm256_unpacklo_ps(v[0], v[1]), _mm256_unpackhi_ps(v[0], v[1]));
  const __m256 b = _mm256_add_ps(_mm256_unpacklo_ps(v[2], v[3]), _mm256_unpackhi_ps(v[2], v[3]));
  return _mm256_add_ps(_mm256_shuffle_ps(a, b, 0x44), _mm256_shuffle_ps(a, b, 0xEE));
}
CTNN_ALWAYS_INLINE __m256d sums(const __m256d (&r)[4]) {
  const __m256d a = merged_halves(r[0], r[2]);
  const __m256d b = merged_halves(r[1], r[3]);
  return _mm256_add_pd(_mm256_unpacklo_pd(a, b), _mm256_unpackhi_pd(a, b));
}
#endif
#if defined(__AVX512F__)
CTNN_ALWAYS_INLINE __m512 merged_halves(__m512 a, __m512 b) {
  return _mm512_add_ps(_mm512_shuffle_f32x4(a, b, 0x44), _mm512_shuffle_f32x4(a, b, 0xEE));
}
CTNN_ALWAYS_INLINE __m512d merged_halves(__m512d a, __m512d b) {
  return _mm512_add_pd(_mm512_shuffle_f64x2(a, b, 0x44), _mm512_shuffle_f64x2(a, b, 0xEE));
}
/// Four rows, each summed up to one quarter of the result.
CTNN_ALWAYS_INLINE __m512 merged_quarters(__m512 a, __m512 b, __m512 c, __m512 d) {
  const __m512 ab = merged_halves(a, b), cd = merged_halves(c, d);
  return _mm512_add_ps(_mm512_shuffle_f32x4(ab, cd, 0x88), _mm512_shuffle_f32x4(ab, cd, 0xDD));
}
CTNN_ALWAYS_INLINE __m512d merged_quarters(__m512d a, __m512d b, __m512d c, __m512d d) {
  const __m512d ab = merged_halves(a, b), cd = merged_halves(c, d);
  return _mm512_add_pd(_mm512_shuffle_f64x2(ab, cd, 0x88), _mm512_shuffle_f64x2(ab, cd, 0xDD));
}
CTNN_ALWAYS_INLINE __m512 sums(const __m512 (&r)[16]) {
  const __m512 v[4] = {
      merged_quarters(r[0], r[4], r[8], r[12]), merged_quarters(r[1], r[5], r[9], r[13]),
      merged_quarters(r[2], r[6], r[10], r[14]), merged_quarters(r[3], r[7], r[11], r[15])};
  const __m512 a = _mm512_add_ps(_mm512_unpacklo_ps(v[0], v[1]), _mm512_unpackhi_ps(v[0], v[1]));
  const __m512 b = _mm512_add_ps(_mm512_unpacklo_ps(v[2], v[3]), _mm512_unpackhi_ps(v[2], v[3]));
  return _mm512_add_ps(_mm512_shuffle_ps(a, b, 0x44), _mm512_shuffle_ps(a, b, 0xEE));
}
CTNN_ALWAYS_INLINE __m512d sums(const __m512d (&r)[8]) {
  const __m512d a = merged_quarters(r[0], r[2], r[4], r[6]);
  const __m512d b = merged_quarters(r[1], r[3], r[5], r[7]);
  return _mm512_add_pd(_mm512_unpacklo_pd(a, b), _mm512_unpackhi_pd(a, b));
}
#endif

// Register i becomes lane i of every register: first within quarters (or halves) of 128 bits, then
// between them.
#if defined(__SSE2__)
CTNN_ALWAYS_INLINE void transpose(__m128 (&r)[4]) {
  const __m128 low01 = _mm_unpacklo_ps(r[0], r[1]), high01 = _mm_unpackhi_ps(r[0], r[1]);
  const __m128 low23 = _mm_unpacklo_ps(r[2], r[3]), high23 = _mm_unpackhi_ps(r[2], r[3]);
  r[0] = _mm_movelh_ps(low01, low23);
  r[1] = _mm_movehl_ps(low23, low01);
  r[2] = _mm_movelh_ps(high01, high23);
  r[3] = _mm_movehl_ps(high23, high01);
}
CTNN_ALWAYS_INLINE void transpose(__m128d (&r)[2]) {
  const __m128d low = _mm_unpacklo_pd(r[0], r[1]);
  r[1] = _mm_unpackhi_pd(r[0], r[1]);
  r[0] = low;
}
#endif
#if defined(__AVX__)
/// Four rows within each 128 bits: row k holds, for each of them, the four numbers of column k.
CTNN_ALWAYS_INLINE void transpose_within(__m256* r) {
  const __m256 low01 = _mm256_unpacklo_ps(r[0], r[1]), high01 = _mm256_unpackhi_ps(r[0], r[1]);
  const __m256 low23 = _mm256_unpacklo_ps(r[2], r[3]), high23 = _mm256_unpackhi_ps(r[2], r[3]);
  r[0] = _mm256_shuffle_ps(low01, low23, 0x44);
  r[1] = _mm256_shuffle_ps(low01, low23, 0xEE);
  r[2] = _mm256_shuffle_ps(high01, high23, 0x44);
  r[3] = _mm256_shuffle_ps(high01, high23, 0xEE);
}
CTNN_ALWAYS_INLINE void transpose_between(__m256& a, __m256& b) {
  const __m256 low = _mm256_permute2f128_ps(a, b, 0x20);
  b = _mm256_permute2f128_ps(a, b, 0x31);
  a = low;
}
CTNN_ALWAYS_INLINE void transpose(__m256 (&r)[8]) {
  transpose_within(r);
  transpose_within(r + 4);
  transpose_between(r[0], r[4]);
  transpose_between(r[1], r[5]);
  transpose_between(r[2], r[6]);
  transpose_between(r[3], r[7]);
}
CTNN_ALWAYS_INLINE void transpose(__m256d (&r)[4]) {
  const __m256d a = _mm256_unpacklo_pd(r[0], r[1]), b = _mm256_unpackhi_pd(r[0], r[1]);
  const __m256d c = _mm256_unpacklo_pd(r[2], r[3]), d = _mm256_unpackhi_pd(r[2], r[3]);
  r[0] = _mm256_permute2f128_pd(a, c, 0x20);
  r[1] = _mm256_permute2f128_pd(b, d, 0x20);
  r[2] = _mm256_permute2f128_pd(a, c, 0x31);
  r[3] = _mm256_permute2f128_pd(b, d, 0x31);
}
#endif
#if defined(__AVX512F__)
CTNN_ALWAYS_INLINE void transpose_within(__m512* r) {
  const __m512 low01 = _mm512_unpacklo_ps(r[0], r[1]), high01 = _mm512_unpackhi_ps(r[0], r[1]);
  const __m512 low23 = _mm512_unpacklo_ps(r[2], r[3]), high23 = _mm512_unpackhi_ps(r[2], r[3]);
  r[0] = _mm512_shuffle_ps(low01, low23, 0x44);
  r[1] = _mm512_shuffle_ps(low01, low23, 0xEE);
  r[2] = _mm512_shuffle_ps(high01, high23, 0x44);
  r[3] = _mm512_shuffle_ps(high01, high23, 0xEE);
}
/// The quarters of four registers, as a matrix, transposed.
CTNN_ALWAYS_INLINE void transpose_between(__m512& a, __m512& b, __m512& c, __m512& d) {
  const __m512 ab = _mm512_shuffle_f32x4(a, b, 0x44), ab2 = _mm512_shuffle_f32x4(a, b, 0xEE);
  const __m512 cd = _mm512_shuffle_f32x4(c, d, 0x44), cd2 = _mm512_shuffle_f32x4(c, d, 0xEE);
  a = _mm512_shuffle_f32x4(ab, cd, 0x88);
  b = _mm512_shuffle_f32x4(ab, cd, 0xDD);
  c = _mm512_shuffle_f32x4(ab2, cd2, 0x88);
  d = _mm512_shuffle_f32x4(ab2, cd2, 0xDD);
}
CTNN_ALWAYS_INLINE void transpose(__m512 (&r)[16]) {
  transpose_within(r);
  transpose_within(r + 4);
  transpose_within(r + 8);
  transpose_within(r + 12);
  transpose_between(r[0], r[4], r[8], r[12]);
  transpose_between(r[1], r[5], r[9], r[13]);
  transpose_between(r[2], r[6], r[10], r[14]);
  transpose_between(r[3], r[7], r[11], r[15]);
}
CTNN_ALWAYS_INLINE void transpose_within(__m512d& a, __m512d& b) {
  const __m512d low = _mm512_unpacklo_pd(a, b);
  b = _mm512_unpackhi_pd(a, b);
  a = low;
}
CTNN_ALWAYS_INLINE void transpose_between(__m512d& a, __m512d& b, __m512d& c, __m512d& d) {
  const __m512d ab = _mm512_shuffle_f64x2(a, b, 0x44), ab2 = _mm512_shuffle_f64x2(a, b, 0xEE);
  const __m512d cd = _mm512_shuffle_f64x2(c, d, 0x44), cd2 = _mm512_shuffle_f64x2(c, d, 0xEE);
  a = _mm512_shuffle_f64x2(ab, cd, 0x88);
  b = _mm512_shuffle_f64x2(ab, cd, 0xDD);
  c = _mm512_shuffle_f64x2(ab2, cd2, 0x88);
  d = _mm512_shuffle_f64x2(ab2, cd2, 0xDD);
}
CTNN_ALWAYS_INLINE void transpose(__m512d (&r)[8]) {
  transpose_within(r[0], r[1]);
  transpose_within(r[2], r[3]);
  transpose_within(r[4], r[5]);
  transpose_within(r[6], r[7]);
  transpose_between(r[0], r[2], r[4], r[6]);
  transpose_between(r[1], r[3], r[5], r[7]);
}
#endif

}  // namespace ctnn::inline CTNN_ISA::simd::native
