// The SIMD pack: xsimd's registers under the interface of the scalar twin. No other header names
// xsimd. Operations go straight to the register, by the compiler's own operators on vectors or by
// an instruction: through xsimd's layers of functions it would be the same code, but GCC spent a
// fifth of its time on taking those apart. So on x86, which has every instruction that is needed
// among native_registers.hpp, xsimd only says which registers there are; elsewhere its batches lend
// the instructions.
#pragma once

#include <ctnn/simd/scalar_pack.hpp>

// GCC 12 takes the deliberately undefined operands inside its own AVX-512 intrinsics for
// uninitialised variables (GCC bug 105593), wherever they are inlined.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <ctnn/simd/native_compare.hpp>
#include <ctnn/simd/native_transpose.hpp>
#if defined(__SSE2__)
#include <xsimd/config/xsimd_config.hpp>
#if __has_include(<xsimd/config/xsimd_inline.hpp>)  // versions 13 and 14
#include <xsimd/config/xsimd_inline.hpp>
#endif
#include <xsimd/types/xsimd_all_registers.hpp>
#else
#include <xsimd/xsimd.hpp>
#endif
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#include <array>
#include <cstring>

namespace ctnn::inline CTNN_ISA::simd {

namespace detail {

#if defined(__SSE2__)
#if defined(__AVX512F__)
inline constexpr std::size_t widest_register = 64;
#elif defined(__AVX__)
inline constexpr std::size_t widest_register = 32;
#else
inline constexpr std::size_t widest_register = 16;
#endif
template <class T>
inline constexpr std::size_t native_size = widest_register / sizeof(T);

template <std::size_t Bytes>
struct architecture;
template <>
struct architecture<16> {
  using type = xsimd::sse2;
};
template <>
struct architecture<32> {
  using type = xsimd::avx;
};
template <>
struct architecture<64> {
  using type = xsimd::avx512f;
};
template <class T, std::size_t N>
using registers = xsimd::types::simd_register<T, typename architecture<N * sizeof(T)>::type>;
#else
template <class T>
inline constexpr std::size_t native_size = xsimd::batch<T>::size;
template <class T, std::size_t N>
using registers = typename xsimd::make_sized_batch<T, N>::type;
#endif

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
  using layout = float_layout<T>;
  using bits = typename layout::bits;
  // Unsigned, since no arithmetic right shift of 64-bit lanes exists before AVX-512.
  using word = std::make_unsigned_t<bits>;
  using batch = detail::registers<T, N>;  // xsimd's, which on x86 is a register and no more
  using register_type = typename batch::register_type;
  typedef word words __attribute__((vector_size(N * sizeof(T))));

 public:
  using value_type = T;
  using mask = decltype(native::below(register_type{}, register_type{}));
  static constexpr std::size_t size = N;
#if defined(__FMA__)
  static constexpr bool fuses = true;
#else
  static constexpr bool fuses = false;
#endif
  static constexpr bool scales_by_any_power = requires(register_type r) { native::scale(r, r); };

  pack() = default;
  CTNN_ALWAYS_INLINE pack(T value) {  // NOLINT: a number is a broadcast
    if constexpr (requires { native::filled(value, native::lanes<N>{}); }) {
      value_ = native::filled(value, native::lanes<N>{});
    } else {
      value_ = batch(value);
    }
  }
  CTNN_ALWAYS_INLINE explicit pack(register_type value) : value_(value) {}

  CTNN_ALWAYS_INLINE static pack load(const T* source) {
    if constexpr (requires { native::load(source, native::lanes<N>{}); }) {
      return pack(native::load(source, native::lanes<N>{}));
    } else {
      return pack(register_type(batch::load_unaligned(source)));
    }
  }
  CTNN_ALWAYS_INLINE static pack load(const bfloat16* source) requires std::is_same_v<T, float> {
    if constexpr (requires(register_type r) { native::load_wide(r, source); }) {
      pack lanes;
      native::load_wide(lanes.value_, source);
      return lanes;
    } else {
      return generate([&](std::size_t i) { return float(source[i]); });
    }
  }
  CTNN_ALWAYS_INLINE static pack load_partial(const bfloat16* source,
                                              std::size_t count) requires std::is_same_v<T, float> {
    bfloat16 numbers[N];
    for (std::size_t i = 0; i < count; ++i) numbers[i] = source[i];
    return load(numbers);
  }
  /// Both packs of a pair.
  CTNN_ALWAYS_INLINE static void load_pair(
      pack& first, pack& second, const paired<bfloat16>* pair) requires std::is_same_v<T, float> {
    const words both = load(reinterpret_cast<const T*>(pair)).words_of();
    first = of_words(both << 16);
    second = of_words(both & word{0xffff0000});
  }
  /// The first count numbers, of N at most, zero in the other lanes; reads nothing behind them.
  CTNN_ALWAYS_INLINE static pack load_partial(const T* source, std::size_t count) {
    if constexpr (requires(register_type r) { native::load_first(r, source, count); }) {
      pack loaded;
      native::load_first(loaded.value_, source, count);
      return loaded;
    } else {
      alignas(64) T lanes[N] = {};
      std::memcpy(lanes, source, count * sizeof(T));
      return load(lanes);
    }
  }
  /// The pack whose lane i holds lane(i).
  template <class F>
  CTNN_ALWAYS_INLINE static pack generate(F&& lane) {
    alignas(64) T lanes[N];
    for (std::size_t i = 0; i < N; ++i) lanes[i] = lane(i);
    return load(lanes);
  }
  CTNN_ALWAYS_INLINE void store(T* target) const {
    if constexpr (requires { native::store(value_, target); }) {
      native::store(value_, target);
    } else {
      batch(value_).store_unaligned(target);
    }
  }
  /// Writes the first count numbers, of N at most, and nothing behind them.
  CTNN_ALWAYS_INLINE void store_partial(T* target, std::size_t count) const {
    if constexpr (requires(register_type r) { native::store_first(r, target, count); }) {
      native::store_first(value_, target, count);
    } else {
      alignas(64) T lanes[N];
      store(lanes);
      std::memcpy(target, lanes, count * sizeof(T));
    }
  }
  /// The first count lanes, zero in the others, whatever was there.
  CTNN_ALWAYS_INLINE pack first(std::size_t count) const {
    if constexpr (requires(register_type r) { native::first_of(r, count); }) {
      return pack(native::first_of(value_, count));
    } else {
      return select(first_lanes(count), *this, pack(T(0)));
    }
  }
  /// Lane I in every lane.
  template <std::size_t I>
  CTNN_ALWAYS_INLINE pack spread() const requires requires(register_type r) {
    native::spread<I>(r);
  }
  { return pack(native::spread<I>(value_)); }
  CTNN_ALWAYS_INLINE static mask first_lanes(std::size_t count) {
    return load(lane_indices.data()) < pack(static_cast<T>(count));
  }

  CTNN_ALWAYS_INLINE friend pack operator+(pack a, pack b) { return pack(a.value_ + b.value_); }
  CTNN_ALWAYS_INLINE friend pack operator-(pack a, pack b) { return pack(a.value_ - b.value_); }
  CTNN_ALWAYS_INLINE friend pack operator*(pack a, pack b) { return pack(a.value_ * b.value_); }
  CTNN_ALWAYS_INLINE friend pack operator/(pack a, pack b) { return pack(a.value_ / b.value_); }
  CTNN_ALWAYS_INLINE friend pack operator-(pack a) { return of_words(a.words_of() ^ sign_bit); }

  CTNN_ALWAYS_INLINE friend mask operator==(pack a, pack b) {
    return native::equal(a.value_, b.value_);
  }
  CTNN_ALWAYS_INLINE friend mask operator!=(pack a, pack b) {
    return native::unequal(a.value_, b.value_);
  }
  CTNN_ALWAYS_INLINE friend mask operator<(pack a, pack b) {
    return native::below(a.value_, b.value_);
  }
  CTNN_ALWAYS_INLINE friend mask operator<=(pack a, pack b) {
    return native::not_above(a.value_, b.value_);
  }
  CTNN_ALWAYS_INLINE friend mask operator>(pack a, pack b) {
    return native::below(b.value_, a.value_);
  }
  CTNN_ALWAYS_INLINE friend mask operator>=(pack a, pack b) {
    return native::not_above(b.value_, a.value_);
  }

  // Of some registers xsimd 8 leaves the fusion to the compiler, and Clang does not fuse there.
  CTNN_ALWAYS_INLINE friend pack fma(pack a, pack b, pack c) {
#if defined(__FMA__)
    return pack(native::fma(a.value_, b.value_, c.value_));
#elif defined(__SSE2__)
    return pack(a.value_ * b.value_ + c.value_);
#else
    return pack(register_type(xsimd::fma(batch(a.value_), batch(b.value_), batch(c.value_))));
#endif
  }
  CTNN_ALWAYS_INLINE friend pack fnma(pack a, pack b, pack c) {
#if defined(__FMA__)
    return pack(native::fnma(a.value_, b.value_, c.value_));
#elif defined(__SSE2__)
    return pack(c.value_ - a.value_ * b.value_);
#else
    return pack(register_type(xsimd::fnma(batch(a.value_), batch(b.value_), batch(c.value_))));
#endif
  }
  CTNN_ALWAYS_INLINE friend pack fms(pack a, pack b, pack c) {
#if defined(__FMA__)
    return pack(native::fms(a.value_, b.value_, c.value_));
#elif defined(__SSE2__)
    return pack(a.value_ * b.value_ - c.value_);
#else
    return pack(register_type(xsimd::fms(batch(a.value_), batch(b.value_), batch(c.value_))));
#endif
  }
  CTNN_ALWAYS_INLINE friend pack min(pack a, pack b) {
    if constexpr (requires { native::smaller(a.value_, b.value_); }) {
      return pack(native::smaller(a.value_, b.value_));
    } else {
      return pack(register_type(min(batch(a.value_), batch(b.value_))));
    }
  }
  CTNN_ALWAYS_INLINE friend pack max(pack a, pack b) {
    if constexpr (requires { native::larger(a.value_, b.value_); }) {
      return pack(native::larger(a.value_, b.value_));
    } else {
      return pack(register_type(max(batch(a.value_), batch(b.value_))));
    }
  }
  CTNN_ALWAYS_INLINE friend pack abs(pack a) { return of_words(a.words_of() & ~sign_bit); }
  CTNN_ALWAYS_INLINE friend pack copysign(pack magnitude, pack sign) {
    return of_words((magnitude.words_of() & ~sign_bit) | (sign.words_of() & sign_bit));
  }
  CTNN_ALWAYS_INLINE friend pack sqrt(pack a) {
    if constexpr (requires { native::square_root(a.value_); }) {
      return pack(native::square_root(a.value_));
    } else {
      return pack(register_type(sqrt(batch(a.value_))));
    }
  }
  CTNN_ALWAYS_INLINE friend pack round(pack a) {
    const pack magic(T(1.5) * T(std::int64_t{1} << layout::mantissa_bits));
    return (a + magic) - magic;
  }
  CTNN_ALWAYS_INLINE friend pack select(mask condition, pack yes, pack no) {
    return pack(native::chosen(condition, yes.value_, no.value_));
  }

  CTNN_ALWAYS_INLINE friend pack power_of_two(pack n) {
    // Adding 2^mantissa_bits leaves the integer in the low bits, ready to be an exponent.
    const pack shifted = n + pack(T((std::int64_t{1} << layout::mantissa_bits) + layout::bias));
    return of_words(shifted.words_of() << layout::mantissa_bits);
  }
  CTNN_ALWAYS_INLINE friend pack scale(pack a, pack n) {
    if constexpr (scales_by_any_power) {
      return pack(native::scale(a.value_, n.value_));
    } else {
      constexpr T magic =
          T(1.5) * T(std::int64_t{1} << layout::mantissa_bits) + T(2 * layout::bias);
      const words sum = (n + pack(magic)).words_of();
      const words half = sum >> 1;
      const pack low = of_words(half << layout::mantissa_bits);
      const pack high = of_words((sum - half) << layout::mantissa_bits);
      return (a * low) * high;
    }
  }
  CTNN_ALWAYS_INLINE friend pack exponent(pack a) {
    // The same trick backwards: the biased exponent under the bits of 2^mantissa_bits.
    constexpr T offset = T(std::int64_t{1} << layout::mantissa_bits);
    const words biased = (a.words_of() & ~sign_bit) >> layout::mantissa_bits;
    return of_words(biased | std::bit_cast<word>(offset)) - pack(offset + T(layout::bias));
  }
  CTNN_ALWAYS_INLINE friend pack mantissa(pack a) {
    constexpr word low = (word{1} << layout::mantissa_bits) - 1;
    return of_words((a.words_of() & low) | std::bit_cast<word>(T(1)));
  }

  CTNN_ALWAYS_INLINE friend T sum(pack a) { return a.fold(detail::adding{}); }
  CTNN_ALWAYS_INLINE friend T maximum(pack a) { return a.fold(detail::larger{}); }
  CTNN_ALWAYS_INLINE friend T minimum(pack a) { return a.fold(detail::smaller{}); }
  /// Lane i is the sum of rows[i].
  CTNN_ALWAYS_INLINE static pack sums(const pack (&rows)[N]) {
    if constexpr (requires(const register_type(&r)[N]) { native::sums(r); }) {
      register_type all[N];
      for (std::size_t i = 0; i < N; ++i) all[i] = rows[i].value_;
      return pack(native::sums(all));
    } else {
      return generate([&](std::size_t i) { return sum(rows[i]); });
    }
  }
  /// Lane j of rows[i] and lane i of rows[j] change places.
  CTNN_ALWAYS_INLINE static void transpose(pack (&rows)[N]) {
    if constexpr (requires(register_type(&r)[N]) { native::transpose(r); }) {
      register_type all[N];
      for (std::size_t i = 0; i < N; ++i) all[i] = rows[i].value_;
      native::transpose(all);
      for (std::size_t i = 0; i < N; ++i) rows[i].value_ = all[i];
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
  static constexpr word sign_bit = ~(std::numeric_limits<word>::max() >> 1);
  CTNN_ALWAYS_INLINE words words_of() const { return reinterpret_cast<words>(value_); }
  CTNN_ALWAYS_INLINE static pack of_words(words w) {
    return pack(reinterpret_cast<register_type>(w));
  }

  template <class F>
  CTNN_ALWAYS_INLINE auto with_halves(F combine) const {
    using half = pack<T, N / 2>;
    if constexpr (requires { native::low_half(value_); }) {
      return combine(half(native::low_half(value_)), half(native::high_half(value_)));
    } else {
      alignas(64) T lanes[N];
      store(lanes);
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
      if constexpr (N == 4) rest = combine(rest, pack(native::upper_pair(rest.value_)));
      const register_type pair = rest.value_;
      T folded;
      combine(one(native::first_lane(pair)), one(native::first_lane(native::second_lane(pair))))
          .store(&folded);
      return folded;
    } else {
      alignas(64) T lanes[N];
      store(lanes);
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

  register_type value_;
};

}  // namespace ctnn::inline CTNN_ISA::simd
