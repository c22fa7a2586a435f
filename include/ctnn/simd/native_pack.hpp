// The SIMD pack: a register under the interface of the scalar twin.
#pragma once

#include <ctnn/base/opaque.hpp>
#include <ctnn/simd/lane_mask.hpp>
#include <ctnn/simd/native_partial.hpp>
#include <ctnn/simd/scalar_pack.hpp>

#include <array>

CTNN_AS_WRITTEN_BEGIN
namespace ctnn::inline CTNN_ISA::simd {

namespace detail {

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

}  // namespace detail

template <class T, std::size_t N>
requires(N > 1) class pack<T, N> {
  using layout = float_layout<T>;
  using bits = typename layout::bits;
  // Unsigned, since no arithmetic right shift of 64-bit lanes exists before AVX-512.
  using word = std::make_unsigned_t<bits>;
  using register_type = native::register_type<T, N>;
  using words = native::register_type<word, N>;

 public:
  using value_type = T;
  using mask = lane_mask<decltype(native::below(register_type{}, register_type{}))>;
  static constexpr std::size_t size = N;
#if defined(__FMA__)
  static constexpr bool fuses = true;
#else
  static constexpr bool fuses = false;
#endif
  static constexpr bool is_halved = CTNN_HALVES_WIDE_REGISTERS && sizeof(register_type) == 64;
  static constexpr bool scales_by_any_power = native::scales<register_type>;
  static constexpr bool bounds_magnitudes = native::bounds<register_type>;
  static constexpr bool rounds_at_once = native::rounds<register_type>;
  static constexpr bool adds_in_place = native::adds_in_place<register_type>;

  pack() = default;
  CTNN_ALWAYS_INLINE pack(T value)  // NOLINT: a number is a broadcast
      : value_(native::filled<N>(value)) {}
  CTNN_ALWAYS_INLINE explicit pack(register_type value) : value_(value) {}

  CTNN_ALWAYS_INLINE static pack load(const T* source) { return pack(native::load<N>(source)); }
  CTNN_ALWAYS_INLINE static pack load(const bfloat16* source) requires std::is_same_v<T, float> {
    return pack(native::load_wide<N>(source));
  }
  CTNN_ALWAYS_INLINE static pack load_partial(const bfloat16* source,
                                              std::size_t count) requires std::is_same_v<T, float> {
    bfloat16 numbers[N];
    for (std::size_t i = 0; i < count; ++i) numbers[i] = source[i];
    return load(numbers);
  }
  /// Both packs of a pair: see simd/paired.hpp.
  CTNN_ALWAYS_INLINE static void load_pair(
      pack& first, pack& second, const paired<bfloat16>* pair) requires std::is_same_v<T, float> {
    const words both = load(reinterpret_cast<const T*>(pair)).in_register().words_of();
    first = of_words(both << 16);
    second = of_words(both);
  }
  /// The first count numbers, of N at most, zero in the other lanes; reads nothing behind them.
  CTNN_ALWAYS_INLINE static pack load_partial(const T* source, std::size_t count) {
    return pack(native::load_first<register_type>(source, count));
  }
  /// The pack whose lane i holds lane(i).
  template <class F>
  CTNN_ALWAYS_INLINE static pack generate(F&& lane) {
    alignas(64) T lanes[N];
    for (std::size_t i = 0; i < N; ++i) lanes[i] = lane(i);
    return load(lanes);
  }
  /// Number::value in all lanes. GCC takes a constant out of loops, and where it then lacks a
  /// register for a sum it keeps that in memory, round after round. So with 16 registers, and where
  /// a load fills all lanes, it is loaded in place.
  template <class Number>
  CTNN_ALWAYS_INLINE static pack constant(Number) {
#if defined(__AVX__) && !defined(__AVX512F__) && !defined(__clang__)
    return pack(*ctnn::detail::opaque(&native::stored<T, Number>));
#else
    return pack(static_cast<T>(Number::value));
#endif
  }
  /// The same, in a register. GCC reads a pack from memory twice, instead of keeping it, where two
  /// operations use it: with two columns in a tile that is a load for each multiply-add.
  CTNN_ALWAYS_INLINE pack in_register() const {
#if defined(__clang__)
    return *this;
#else
    return opaque();
#endif
  }
  /// The same, of which a compiler knows nothing more: what it was computed from is done with.
  CTNN_ALWAYS_INLINE pack opaque() const {
#if defined(__x86_64__)
    register_type r = value_;
    asm("" : "+v"(r));
    return pack(r);
#else
    return *this;
#endif
  }
  /// The same, which a compiler has neither before `other` nor any later.
  CTNN_ALWAYS_INLINE pack after([[maybe_unused]] pack& other) const {
#if defined(__x86_64__)
    register_type r = value_;
    asm volatile("" : "+v"(r), "+v"(other.value_));
    return pack(r);
#else
    return *this;
#endif
  }
  /// Count numbers, again and again.
  template <std::size_t Count>
  CTNN_ALWAYS_INLINE static pack load_repeated(const T* source) {
    if constexpr (Count * sizeof(T) == sizeof(double)) {
      double both;
      __builtin_memcpy(&both, source, sizeof(double));
      using doubles = pack<double, N * sizeof(T) / sizeof(double)>;
      return pack(reinterpret_cast<register_type>(doubles(both).value_));
    } else {
      return pack(native::repeated(native::load<Count>(source), register_type{}));
    }
  }
  CTNN_ALWAYS_INLINE void store(T* target) const { native::store(value_, target); }
  /// Writes the first count numbers, of N at most, and nothing behind them.
  CTNN_ALWAYS_INLINE void store_partial(T* target, std::size_t count) const {
    native::store_first(value_, target, count);
  }
  /// The same of Count numbers that may be read at once.
  template <std::size_t Count>
  CTNN_ALWAYS_INLINE void store_in_parts(T* target) const {
    native::store_in_parts<Count>(value_, target);
  }
  /// The first count lanes, zero in the others, whatever was there.
  CTNN_ALWAYS_INLINE pack first(std::size_t count) const {
    return pack(native::first_of(value_, count));
  }
  /// Lane I in every lane, where that is one operation.
  template <std::size_t I>
  CTNN_ALWAYS_INLINE pack spread() const requires(sizeof(register_type) == 16) {
    return pack(native::spread<I>(value_));
  }
  /// Lane I of each Count neighbours, in 128 bits, in all of those.
  template <std::size_t I, std::size_t Count>
  CTNN_ALWAYS_INLINE pack spread_in_parts() const {
    return pack(native::spread_in_parts<I, Count>(value_));
  }
  CTNN_ALWAYS_INLINE static mask first_lanes(std::size_t count) {
    return load(lane_indices.data()) < pack(static_cast<T>(count));
  }

  CTNN_ALWAYS_INLINE friend pack operator+(pack a, pack b) {
    return pack(CTNN_AS_WRITTEN(a.value_ + b.value_));
  }
  CTNN_ALWAYS_INLINE friend pack operator-(pack a, pack b) {
    return pack(CTNN_AS_WRITTEN(a.value_ - b.value_));
  }
  CTNN_ALWAYS_INLINE friend pack operator*(pack a, pack b) {
    return pack(CTNN_AS_WRITTEN(a.value_ * b.value_));
  }
  CTNN_ALWAYS_INLINE friend pack operator/(pack a, pack b) {
    return pack(native::quotient(a.value_, b.value_));
  }
  CTNN_ALWAYS_INLINE friend pack operator-(pack a) { return of_words(a.words_of() ^ sign_bit); }

  CTNN_ALWAYS_INLINE friend mask operator==(pack a, pack b) {
    return mask(native::equal(a.value_, b.value_));
  }
  CTNN_ALWAYS_INLINE friend mask operator!=(pack a, pack b) {
    return mask(native::unequal(a.value_, b.value_));
  }
  CTNN_ALWAYS_INLINE friend mask operator<(pack a, pack b) {
    return mask(native::below(a.value_, b.value_));
  }
  CTNN_ALWAYS_INLINE friend mask operator<=(pack a, pack b) {
    return mask(native::not_above(a.value_, b.value_));
  }
  CTNN_ALWAYS_INLINE friend mask operator>(pack a, pack b) {
    return mask(native::below(b.value_, a.value_));
  }
  CTNN_ALWAYS_INLINE friend mask operator>=(pack a, pack b) {
    return mask(native::not_above(b.value_, a.value_));
  }

  /// Adds a · b to a sum that is to stay in its register.
  CTNN_ALWAYS_INLINE void add_product(const pack& a, const pack& b) requires adds_in_place {
    native::add_product(value_, a.value_, b.value_);
  }
  /// The same of the numbers at a, which the multiply-add itself reads.
  CTNN_ALWAYS_INLINE void add_product(const T* a, const pack& b) requires adds_in_place {
    native::add_product(value_, a, b.value_);
  }
  CTNN_ALWAYS_INLINE friend pack fma(pack a, pack b, pack c) {
    return pack(native::fma(a.value_, b.value_, c.value_));
  }
  CTNN_ALWAYS_INLINE friend pack fnma(pack a, pack b, pack c) {
    return pack(native::fnma(a.value_, b.value_, c.value_));
  }
  CTNN_ALWAYS_INLINE friend pack fms(pack a, pack b, pack c) {
    return pack(native::fms(a.value_, b.value_, c.value_));
  }
  CTNN_ALWAYS_INLINE friend pack min(pack a, pack b) {
    return pack(native::smaller(a.value_, b.value_));
  }
  CTNN_ALWAYS_INLINE friend pack max(pack a, pack b) {
    return pack(native::larger(a.value_, b.value_));
  }
  CTNN_ALWAYS_INLINE friend pack abs(pack a) { return of_words(a.words_of() & ~sign_bit); }
  CTNN_ALWAYS_INLINE friend pack copysign(pack magnitude, pack sign) {
    return of_words((magnitude.words_of() & ~sign_bit) | (sign.words_of() & sign_bit));
  }
  CTNN_ALWAYS_INLINE friend pack over_root(pack a, pack b, pack c) {
    if constexpr (native::estimates<register_type>) {
      return pack(native::estimated_over_root(a.value_, b.value_, c.value_));
    } else {
      return a / (sqrt(b) + c);
    }
  }
  CTNN_ALWAYS_INLINE friend pack sqrt(pack a) { return pack(native::square_root(a.value_)); }
  CTNN_ALWAYS_INLINE friend pack select(mask condition, pack yes, pack no) {
    return pack(native::chosen(condition.raw(), yes.value_, no.value_));
  }
  CTNN_ALWAYS_INLINE friend pack select_or_zero(mask condition, pack yes) {
    return pack(native::kept_where(condition.raw(), yes.value_));
  }

  /// Whichever is nearer to zero, with a's sign; the other where one is no number.
  CTNN_ALWAYS_INLINE friend pack bounded_magnitude(pack a, pack most) requires(bounds_magnitudes) {
    return pack(native::bounded(a.value_, most.value_));
  }

  CTNN_ALWAYS_INLINE friend pack nearest_integer(pack a) requires(rounds_at_once) {
    return pack(native::nearest_integers(a.value_));
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
  CTNN_ALWAYS_INLINE friend pack scale_normal(pack a, pack sum) {
    return of_words(a.words_of() + (sum.words_of() << layout::mantissa_bits));
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
  /// A pack of Rows lanes, of which lane i is row(i) folded. The first Present rows are asked for
  /// once each, in their order; those behind them perhaps not at all, and theirs may be any
  /// numbers.
  template <std::size_t Rows, std::size_t Present, class Row, class Combine>
  CTNN_ALWAYS_INLINE static pack<T, Rows> folds(const Row& row, const Combine& combine) {
    const auto of_registers = [&](auto a, auto b) CTNN_INLINE_LAMBDA {
      using Q = pack<T, native::size_of<decltype(a)>>;
      return combine(Q(a), Q(b)).value_;
    };
    return pack<T, Rows>(native::folds<Rows, Present, register_type>(
        [&](std::size_t i) CTNN_INLINE_LAMBDA { return row(i).value_; }, of_registers));
  }
  /// The same of sums.
  template <std::size_t Rows = N, std::size_t Present = Rows, class Row>
  CTNN_ALWAYS_INLINE static pack<T, Rows> sums(const Row& row) {
    return folds<Rows, Present>(row, detail::adding{});
  }
  /// Sums in two steps: of as many rows as 128 bits have lanes, in all 128 bits; and from those
  /// of all such parts.
  static constexpr std::size_t rows_of_part = native::part<register_type>;
  template <class Row>
  CTNN_ALWAYS_INLINE static pack sums_within(const Row& row) {
    return pack(native::folds_within<register_type>(
        0, [&](std::size_t i) CTNN_INLINE_LAMBDA { return row(i).value_; }, detail::adding{}));
  }
  CTNN_ALWAYS_INLINE static pack sums_of_parts(const pack (&parts)[N / rows_of_part]) {
    return pack(native::folds_of_parts<N, register_type>(
        [&](std::size_t k) CTNN_INLINE_LAMBDA { return parts[k].value_; }, detail::adding{}));
  }
  /// Lane j of rows[i] and lane i of rows[j] change places.
  CTNN_ALWAYS_INLINE static void transpose(pack (&rows)[N]) {
    register_type all[N];
    CTNN_UNROLLED
    for (std::size_t i = 0; i < N; ++i) all[i] = rows[i].value_;
    native::transpose(all);
    CTNN_UNROLLED
    for (std::size_t i = 0; i < N; ++i) rows[i].value_ = all[i];
  }
  /// Each feature of the first count samples, of N at most, whose features lie side by side in
  /// memory; and back.
  template <std::size_t Features>
  CTNN_ALWAYS_INLINE static void load_interleaved(pack (&features)[Features], const T* source,
                                                  std::size_t count) {
    register_type all[Features];
    if (count >= N) {
      CTNN_UNROLLED
      for (std::size_t i = 0; i < Features; ++i) all[i] = native::load<N>(source + i * N);
    } else {
      CTNN_UNROLLED
      for (std::size_t i = 0; i < Features; ++i) {
        all[i] = native::load_first<register_type>(source + i * N,
                                                   lanes_between(i * N, count * Features));
      }
    }
    native::take_apart(all);
    CTNN_UNROLLED
    for (std::size_t i = 0; i < Features; ++i) features[i].value_ = all[i];
  }
  template <std::size_t Features>
  CTNN_ALWAYS_INLINE static void store_interleaved(const pack (&features)[Features], T* target,
                                                   std::size_t count) {
    register_type all[Features];
    CTNN_UNROLLED
    for (std::size_t i = 0; i < Features; ++i) all[i] = features[i].value_;
    native::put_together(all);
    if (count >= N) {
      CTNN_UNROLLED
      for (std::size_t i = 0; i < Features; ++i) native::store(all[i], target + i * N);
    } else {
      CTNN_UNROLLED
      for (std::size_t i = 0; i < Features; ++i)
        native::store_first(all[i], target + i * N, lanes_between(i * N, count * Features));
    }
  }
  /// The sum of the lower half and the upper half.
  CTNN_ALWAYS_INLINE friend auto halves_added(pack a) requires(N > 16 / sizeof(T)) {
    return a.with_halves(detail::adding{});
  }
  /// Each two neighbouring lanes added: those of one, then those of the other.
  CTNN_ALWAYS_INLINE friend pack neighbours_added(pack a, pack b) {
    return pack(native::neighbours_combined(a.value_, b.value_, detail::adding{}));
  }
  /// combine(lower half, upper half).
  template <class F>
  CTNN_ALWAYS_INLINE auto with_halves(F combine) const {
    using half = pack<T, N / 2>;
    return combine(half(native::low_half(value_)), half(native::high_half(value_)));
  }
  /// The lanes of one, then those of the other.
  CTNN_ALWAYS_INLINE static pack joined(pack<T, N / 2> low, pack<T, N / 2> high) {
    return pack(native::joined(low.value_, high.value_));
  }

 private:
  static constexpr word sign_bit = ~(std::numeric_limits<word>::max() >> 1);
  CTNN_ALWAYS_INLINE words words_of() const { return reinterpret_cast<words>(value_); }
  CTNN_ALWAYS_INLINE static pack of_words(words w) {
    return pack(reinterpret_cast<register_type>(w));
  }

  /// How many lanes the numbers from `at` to `end` fill.
  CTNN_ALWAYS_INLINE static std::size_t lanes_between(std::size_t at, std::size_t end) {
    return at >= end ? 0 : end - at < N ? end - at : N;
  }
  template <class F>
  CTNN_ALWAYS_INLINE T fold(F combine) const {
    if constexpr (N > 16 / sizeof(T)) {
      return with_halves(combine).fold(combine);
    } else {
      using one = pack<T, 1>;
      pack rest = *this;
      if constexpr (N == 4) rest = combine(rest, pack(native::upper_half_below(value_)));
      T folded;
      combine(one(rest.value_[0]), one(rest.value_[1])).store(&folded);
      return folded;
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
CTNN_AS_WRITTEN_END
