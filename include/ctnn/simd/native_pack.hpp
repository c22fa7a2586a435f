// The SIMD pack: xsimd's registers under the interface of the scalar twin. No other header
// names xsimd.
#pragma once

#include <ctnn/simd/scalar_pack.hpp>

// GCC 12 takes the deliberately undefined operands inside its own AVX-512 intrinsics for
// uninitialised variables (GCC bug 105593), wherever they are inlined.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <xsimd/xsimd.hpp>
#pragma GCC diagnostic pop
#else
#include <xsimd/xsimd.hpp>
#endif

#include <array>
#include <cstring>

namespace ctnn::inline CTNN_ISA::simd {

namespace detail {
template <class T>
inline constexpr std::size_t native_size = xsimd::batch<T>::size;
}

// The instructions that xsimd lacks or composes of others.
namespace native {
#if defined(__FMA__)
CTNN_ALWAYS_INLINE __m128 fma(__m128 a, __m128 b, __m128 c) { return _mm_fmadd_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m128d fma(__m128d a, __m128d b, __m128d c) { return _mm_fmadd_pd(a, b, c); }
CTNN_ALWAYS_INLINE __m256 fma(__m256 a, __m256 b, __m256 c) { return _mm256_fmadd_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m256d fma(__m256d a, __m256d b, __m256d c) { return _mm256_fmadd_pd(a, b, c); }
#endif
#if defined(__AVX512F__)
CTNN_ALWAYS_INLINE __m512 fma(__m512 a, __m512 b, __m512 c) { return _mm512_fmadd_ps(a, b, c); }
CTNN_ALWAYS_INLINE __m512d fma(__m512d a, __m512d b, __m512d c) { return _mm512_fmadd_pd(a, b, c); }
CTNN_ALWAYS_INLINE __m512 scale(__m512 a, __m512 n) { return _mm512_scalef_ps(a, n); }
CTNN_ALWAYS_INLINE __m512d scale(__m512d a, __m512d n) { return _mm512_scalef_pd(a, n); }
#endif
}  // namespace native

template <class T, std::size_t N>
requires(N > 1) class pack<T, N> {
  using batch = typename xsimd::make_sized_batch<T, N>::type;
  static_assert(!std::is_void_v<batch>, "ctnn: the target has no register of this many numbers");

 public:
  using value_type = T;
  using mask = typename batch::batch_bool_type;
  static constexpr std::size_t size = N;

  pack() = default;
  CTNN_ALWAYS_INLINE pack(T value) : value_(value) {}      // NOLINT: a number is a broadcast
  CTNN_ALWAYS_INLINE pack(batch value) : value_(value) {}  // NOLINT

  CTNN_ALWAYS_INLINE static pack load(const T* source) { return batch::load_unaligned(source); }
  /// The first count numbers, zero in the other lanes; reads nothing behind them.
  static pack load_partial(const T* source, std::size_t count) {
    alignas(64) T lanes[N] = {};
    std::memcpy(lanes, source, (count < N ? count : N) * sizeof(T));
    return batch::load_aligned(lanes);
  }
  /// The pack whose lane i holds lane(i).
  template <class F>
  CTNN_ALWAYS_INLINE static pack generate(F&& lane) {
    alignas(64) T lanes[N];
    for (std::size_t i = 0; i < N; ++i) lanes[i] = lane(i);
    return batch::load_aligned(lanes);
  }
  CTNN_ALWAYS_INLINE void store(T* target) const { value_.store_unaligned(target); }
  void store_partial(T* target, std::size_t count) const {
    alignas(64) T lanes[N];
    value_.store_aligned(lanes);
    std::memcpy(target, lanes, (count < N ? count : N) * sizeof(T));
  }
  CTNN_ALWAYS_INLINE static mask first_lanes(std::size_t count) {
    return batch::load_aligned(lane_indices.data()) < batch(static_cast<T>(count));
  }

  CTNN_ALWAYS_INLINE friend pack operator+(pack a, pack b) { return a.value_ + b.value_; }
  CTNN_ALWAYS_INLINE friend pack operator-(pack a, pack b) { return a.value_ - b.value_; }
  CTNN_ALWAYS_INLINE friend pack operator*(pack a, pack b) { return a.value_ * b.value_; }
  CTNN_ALWAYS_INLINE friend pack operator/(pack a, pack b) { return a.value_ / b.value_; }
  // The sign bit, not xsimd's 0 - a, which makes +0 of +0.
  CTNN_ALWAYS_INLINE friend pack operator-(pack a) { return a.value_ ^ batch(T(-0.0)); }

  CTNN_ALWAYS_INLINE friend mask operator==(pack a, pack b) { return a.value_ == b.value_; }
  // Not xsimd's !=, which with AVX-512 is false where either is not a number.
  CTNN_ALWAYS_INLINE friend mask operator!=(pack a, pack b) { return !(a.value_ == b.value_); }
  CTNN_ALWAYS_INLINE friend mask operator<(pack a, pack b) { return a.value_ < b.value_; }
  CTNN_ALWAYS_INLINE friend mask operator<=(pack a, pack b) { return a.value_ <= b.value_; }
  CTNN_ALWAYS_INLINE friend mask operator>(pack a, pack b) { return a.value_ > b.value_; }
  CTNN_ALWAYS_INLINE friend mask operator>=(pack a, pack b) { return a.value_ >= b.value_; }

  CTNN_ALWAYS_INLINE friend pack fma(pack a, pack b, pack c) {
#if defined(__FMA__)
    // Of some registers xsimd 8 leaves the fusion to the compiler, and Clang does not fuse there.
    using native_type = typename batch::register_type;
    return batch(native::fma(native_type(a.value_), native_type(b.value_), native_type(c.value_)));
#else
    return xsimd::fma(a.value_, b.value_, c.value_);
#endif
  }
  CTNN_ALWAYS_INLINE friend pack min(pack a, pack b) { return xsimd::min(a.value_, b.value_); }
  CTNN_ALWAYS_INLINE friend pack max(pack a, pack b) { return xsimd::max(a.value_, b.value_); }
  CTNN_ALWAYS_INLINE friend pack abs(pack a) { return a.value_ & magnitude_bits(); }
  CTNN_ALWAYS_INLINE friend pack copysign(pack magnitude, pack sign) {
    return (magnitude.value_ & magnitude_bits()) | (sign.value_ & batch(T(-0.0)));
  }
  CTNN_ALWAYS_INLINE friend pack sqrt(pack a) { return xsimd::sqrt(a.value_); }
  CTNN_ALWAYS_INLINE friend pack round(pack a) {
    const batch magic(T(1.5) * T(std::int64_t{1} << layout::mantissa_bits));
    return (a.value_ + magic) - magic;
  }
  CTNN_ALWAYS_INLINE friend pack select(mask condition, pack yes, pack no) {
    return xsimd::select(condition, yes.value_, no.value_);
  }

  CTNN_ALWAYS_INLINE friend pack power_of_two(pack n) {
    // Adding 2^mantissa_bits leaves the integer in the low bits, ready to be an exponent.
    const batch shifted =
        n.value_ + batch(T((std::int64_t{1} << layout::mantissa_bits) + layout::bias));
    return as_numbers(as_integers(shifted) << layout::mantissa_bits);
  }
  CTNN_ALWAYS_INLINE friend pack scale(pack a, pack n) {
#if defined(__AVX512F__)
    if constexpr (sizeof(batch) == 64) return batch(native::scale(a.value_, n.value_));
#endif
    const batch magic(T(1.5) * T(std::int64_t{1} << layout::mantissa_bits) + T(2 * layout::bias));
    const integers sum = as_integers(n.value_ + magic);
    const integers half = sum >> 1;
    const batch low = as_numbers(half << layout::mantissa_bits);
    const batch high = as_numbers((sum - half) << layout::mantissa_bits);
    return (a.value_ * low) * high;
  }
  CTNN_ALWAYS_INLINE friend pack exponent(pack a) {
    // The same trick backwards: the biased exponent under the bits of 2^mantissa_bits.
    constexpr T offset = T(std::int64_t{1} << layout::mantissa_bits);
    const integers biased = as_integers(a.value_ & magnitude_bits()) >> layout::mantissa_bits;
    const batch number = as_numbers(biased | as_integers(batch(offset)));
    return number - batch(offset + T(layout::bias));
  }
  CTNN_ALWAYS_INLINE friend pack mantissa(pack a) {
    const integers low((word{1} << layout::mantissa_bits) - 1);
    return as_numbers((as_integers(a.value_) & low) | as_integers(batch(T(1))));
  }

  CTNN_ALWAYS_INLINE friend T sum(pack a) {
    return a.fold([](T x, T y) { return x + y; });
  }
  CTNN_ALWAYS_INLINE friend T maximum(pack a) {
    return a.fold([](T x, T y) { return x > y ? x : y; });
  }
  CTNN_ALWAYS_INLINE friend T minimum(pack a) {
    return a.fold([](T x, T y) { return x < y ? x : y; });
  }

 private:
  using layout = float_layout<T>;
  using bits = typename layout::bits;
  // Unsigned, since no arithmetic right shift of 64-bit lanes exists before AVX-512.
  using word = std::make_unsigned_t<bits>;
  using integers = xsimd::batch<word, typename batch::arch_type>;

  // Up to version 9 xsimd's cast names the batch that it makes, later on its numbers.
  CTNN_ALWAYS_INLINE static integers as_integers(batch a) {
#if XSIMD_VERSION_MAJOR < 10
    return xsimd::bitwise_cast<integers>(a);
#else
    return xsimd::bitwise_cast<word>(a);
#endif
  }
  CTNN_ALWAYS_INLINE static batch as_numbers(integers a) {
#if XSIMD_VERSION_MAJOR < 10
    return xsimd::bitwise_cast<batch>(a);
#else
    return xsimd::bitwise_cast<T>(a);
#endif
  }

  // Not bitwise_andnot: which of its operands is negated differs between xsimd's back ends.
  CTNN_ALWAYS_INLINE static batch magnitude_bits() {
    return as_numbers(integers(std::numeric_limits<word>::max() >> 1));
  }

  template <class F>
  CTNN_ALWAYS_INLINE T fold(F combine) const {
    alignas(64) T lanes[N];
    value_.store_aligned(lanes);
    for (std::size_t half = N / 2; half != 0; half /= 2) {
      for (std::size_t i = 0; i < half; ++i) lanes[i] = combine(lanes[i], lanes[i + half]);
    }
    return lanes[0];
  }

  alignas(64) static constexpr std::array<T, N> lane_indices = [] {
    std::array<T, N> indices{};
    for (std::size_t i = 0; i < N; ++i) indices[i] = static_cast<T>(i);
    return indices;
  }();

  batch value_;
};

}  // namespace ctnn::inline CTNN_ISA::simd
