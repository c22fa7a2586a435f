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
#include <ctnn/simd/native_transpose.hpp>
#include <xsimd/xsimd.hpp>
#pragma GCC diagnostic pop
#else
#include <ctnn/simd/native_transpose.hpp>
#include <xsimd/xsimd.hpp>
#endif

#include <array>
#include <cstring>

namespace ctnn::inline CTNN_ISA::simd {

namespace detail {
template <class T>
inline constexpr std::size_t native_size = xsimd::batch<T>::size;

// How a register is folded.
struct adding {
  template <class P>
  CTNN_ALWAYS_INLINE P operator()(P a, P b) const {
    return a + b;
  }
};
struct larger {
  template <class P>
  CTNN_ALWAYS_INLINE P operator()(P a, P b) const {
    return max(a, b);
  }
};
struct smaller {
  template <class P>
  CTNN_ALWAYS_INLINE P operator()(P a, P b) const {
    return min(a, b);
  }
};

}  // namespace detail

template <class T, std::size_t N>
requires(N > 1) class pack<T, N> {
  using batch = typename xsimd::make_sized_batch<T, N>::type;
  using register_type = typename batch::register_type;
  static_assert(!std::is_void_v<batch>, "ctnn: the target has no register of this many numbers");

 public:
  using value_type = T;
  using mask = typename batch::batch_bool_type;
  static constexpr std::size_t size = N;
#if defined(__FMA__)
  static constexpr bool fuses = true;
#else
  static constexpr bool fuses = false;
#endif
  static constexpr bool scales_by_any_power = requires(register_type r) { native::scale(r, r); };

  pack() = default;
  CTNN_ALWAYS_INLINE pack(T value) : value_(value) {}      // NOLINT: a number is a broadcast
  CTNN_ALWAYS_INLINE pack(batch value) : value_(value) {}  // NOLINT

  CTNN_ALWAYS_INLINE static pack load(const T* source) { return batch::load_unaligned(source); }
  CTNN_ALWAYS_INLINE static pack load(const bfloat16* source) requires std::is_same_v<T, float> {
    if constexpr (requires(register_type r) { native::load_wide(r, source); }) {
      register_type lanes;
      native::load_wide(lanes, source);
      return batch(lanes);
    } else {
      return generate([&](std::size_t i) { return float(source[i]); });
    }
  }
  /// The first or the second pack of a pair.
  CTNN_ALWAYS_INLINE static pack load_first(
      const paired<bfloat16>* pair) requires std::is_same_v<T, float> {
    return as_numbers(load_words(pair) << 16);
  }
  CTNN_ALWAYS_INLINE static pack load_second(
      const paired<bfloat16>* pair) requires std::is_same_v<T, float> {
    return as_numbers(load_words(pair) & integers(word{0xffff0000}));
  }
  CTNN_ALWAYS_INLINE static pack load_partial(const bfloat16* source,
                                              std::size_t count) requires std::is_same_v<T, float> {
    bfloat16 numbers[N];
    for (std::size_t i = 0; i < count; ++i) numbers[i] = source[i];
    return load(numbers);
  }
  /// The first count numbers, of N at most, zero in the other lanes; reads nothing behind them.
  CTNN_ALWAYS_INLINE static pack load_partial(const T* source, std::size_t count) {
    if constexpr (requires(register_type r) { native::load_first(r, source, count); }) {
      register_type lanes;
      native::load_first(lanes, source, count);
      return batch(lanes);
    } else {
      alignas(64) T lanes[N] = {};
      std::memcpy(lanes, source, count * sizeof(T));
      return batch::load_aligned(lanes);
    }
  }
  /// The pack whose lane i holds lane(i).
  template <class F>
  CTNN_ALWAYS_INLINE static pack generate(F&& lane) {
    alignas(64) T lanes[N];
    for (std::size_t i = 0; i < N; ++i) lanes[i] = lane(i);
    return batch::load_aligned(lanes);
  }
  CTNN_ALWAYS_INLINE void store(T* target) const { value_.store_unaligned(target); }
  /// Writes the first count numbers, of N at most, and nothing behind them.
  CTNN_ALWAYS_INLINE void store_partial(T* target, std::size_t count) const {
    if constexpr (requires(register_type r) { native::store_first(r, target, count); }) {
      native::store_first(registers(), target, count);
    } else {
      alignas(64) T lanes[N];
      value_.store_aligned(lanes);
      std::memcpy(target, lanes, count * sizeof(T));
    }
  }
  /// The first count lanes, zero in the others, whatever was there.
  CTNN_ALWAYS_INLINE pack first(std::size_t count) const {
    if constexpr (requires(register_type r) { native::first_of(r, count); }) {
      return batch(native::first_of(registers(), count));
    } else {
      return xsimd::select(first_lanes(count), value_, batch(T(0)));
    }
  }
  /// Lane I in every lane.
  template <std::size_t I>
  CTNN_ALWAYS_INLINE pack spread() const requires requires(register_type r) {
    native::spread<I>(r);
  }
  { return batch(native::spread<I>(registers())); }
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

  // Of some registers xsimd 8 leaves the fusion to the compiler, and Clang does not fuse there.
  CTNN_ALWAYS_INLINE friend pack fma(pack a, pack b, pack c) {
#if defined(__FMA__)
    return batch(native::fma(a.registers(), b.registers(), c.registers()));
#else
    return xsimd::fma(a.value_, b.value_, c.value_);
#endif
  }
  CTNN_ALWAYS_INLINE friend pack fnma(pack a, pack b, pack c) {
#if defined(__FMA__)
    return batch(native::fnma(a.registers(), b.registers(), c.registers()));
#else
    return xsimd::fnma(a.value_, b.value_, c.value_);
#endif
  }
  CTNN_ALWAYS_INLINE friend pack fms(pack a, pack b, pack c) {
#if defined(__FMA__)
    return batch(native::fms(a.registers(), b.registers(), c.registers()));
#else
    return xsimd::fms(a.value_, b.value_, c.value_);
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
    if constexpr (scales_by_any_power) {
      return batch(native::scale(a.registers(), n.registers()));
    }
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

  CTNN_ALWAYS_INLINE friend T sum(pack a) { return a.fold(detail::adding{}); }
  CTNN_ALWAYS_INLINE friend T maximum(pack a) { return a.fold(detail::larger{}); }
  CTNN_ALWAYS_INLINE friend T minimum(pack a) { return a.fold(detail::smaller{}); }
  /// Lane i is the sum of rows[i].
  CTNN_ALWAYS_INLINE static pack sums(const pack (&rows)[N]) {
    if constexpr (requires(const register_type(&r)[N]) { native::sums(r); }) {
      register_type all[N];
      for (std::size_t i = 0; i < N; ++i) all[i] = rows[i].registers();
      return batch(native::sums(all));
    } else {
      return generate([&](std::size_t i) { return sum(rows[i]); });
    }
  }
  /// Lane j of rows[i] and lane i of rows[j] change places.
  CTNN_ALWAYS_INLINE static void transpose(pack (&rows)[N]) {
    if constexpr (requires(register_type(&r)[N]) { native::transpose(r); }) {
      register_type all[N];
      for (std::size_t i = 0; i < N; ++i) all[i] = rows[i].registers();
      native::transpose(all);
      for (std::size_t i = 0; i < N; ++i) rows[i] = batch(all[i]);
    } else {
      T numbers[N][N];
      for (std::size_t i = 0; i < N; ++i) rows[i].store(numbers[i]);
      for (std::size_t i = 0; i < N; ++i)
        rows[i] = generate([&](std::size_t lane) { return numbers[lane][i]; });
    }
  }
  /// The sum of the lower half and the upper half.
  CTNN_ALWAYS_INLINE friend auto halves_added(pack a) requires(N > 16 / sizeof(T)) {
    return a.with_halves(detail::adding{});
  }

 private:
  CTNN_ALWAYS_INLINE register_type registers() const { return register_type(value_); }

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

  CTNN_ALWAYS_INLINE static integers load_words(const paired<bfloat16>* pair) {
    return integers::load_unaligned(reinterpret_cast<const word*>(pair));
  }

  // Not bitwise_andnot: which of its operands is negated differs between xsimd's back ends.
  CTNN_ALWAYS_INLINE static batch magnitude_bits() {
    return as_numbers(integers(std::numeric_limits<word>::max() >> 1));
  }

  template <class F>
  CTNN_ALWAYS_INLINE auto with_halves(F combine) const {
    using half = pack<T, N / 2>;
    const register_type all(value_);
    if constexpr (requires { native::low_half(all); }) {
      return combine(half(native::low_half(all)), half(native::high_half(all)));
    } else {
      alignas(64) T lanes[N];
      value_.store_aligned(lanes);
      return combine(half::load(lanes), half::load(lanes + N / 2));
    }
  }
  template <class F>
  CTNN_ALWAYS_INLINE T fold(F combine) const {
    if constexpr (N > 16 / sizeof(T)) {
      return with_halves(combine).fold(combine);
    } else if constexpr (requires(register_type r) { native::second_lane(r); }) {
      using one = pack<T, 1>;
      pack rest = *this;
      if constexpr (N == 4) rest = combine(rest, pack(batch(native::upper_pair(rest.value_))));
      const register_type pair(rest.value_);
      T folded;
      combine(one(native::first_lane(pair)), one(native::first_lane(native::second_lane(pair))))
          .store(&folded);
      return folded;
    } else {
      alignas(64) T lanes[N];
      value_.store_aligned(lanes);
      using one = pack<T, 1>;
      for (std::size_t half = N / 2; half != 0; half /= 2) {
        for (std::size_t i = 0; i < half; ++i) {
          combine(one(lanes[i]), one(lanes[i + half])).store(lanes + i);
        }
      }
      return lanes[0];
    }
  }
  template <class, std::size_t>
  friend class pack;

  alignas(64) static constexpr std::array<T, N> lane_indices = [] {
    std::array<T, N> indices{};
    for (std::size_t i = 0; i < N; ++i) indices[i] = static_cast<T>(i);
    return indices;
  }();

  batch value_;
};

}  // namespace ctnn::inline CTNN_ISA::simd
