// The scalar twin of the SIMD pack: one number, every operation constexpr.
#pragma once

#include <ctnn/base/scalar.hpp>

#include <bit>
#include <cstdint>
#include <limits>

CTNN_AS_WRITTEN_BEGIN
namespace ctnn::inline CTNN_ISA::simd {

template <class T, std::size_t N>
class pack;

// Unqualified calls in this namespace mean the packs' own functions, found by argument-dependent
// lookup, whatever is declared under these names around it.
void select() = delete;
void sqrt() = delete;
void abs() = delete;
void min() = delete;
void max() = delete;

/// The IEEE layout of a floating-point type.
template <class T>
struct float_layout;
template <>
struct float_layout<float> {
  using bits = std::int32_t;
  static constexpr int mantissa_bits = 23;
  static constexpr int bias = 127;
};
template <>
struct float_layout<double> {
  using bits = std::int64_t;
  static constexpr int mantissa_bits = 52;
  static constexpr int bias = 1023;
};

namespace detail {

// The builtins, since <cmath> takes as long to compile as all other standard headers together.
CTNN_ALWAYS_INLINE float builtin_sqrt(float x) { return __builtin_sqrtf(x); }
CTNN_ALWAYS_INLINE double builtin_sqrt(double x) { return __builtin_sqrt(x); }

}  // namespace detail

template <class T>
class pack<T, 1> {
 public:
  using value_type = T;
  using mask = bool;
  static constexpr std::size_t size = 1;
  /// Whether fma, fnma and fms are known to round once.
  static constexpr bool fuses = false;
  /// Whether the processor works on it in two halves: it then reads one a cycle, and twice as many
  /// of half the width, and a multiply-add delays a store beside it.
  static constexpr bool is_halved = false;
  /// Whether scale takes any integral n, infinities too.
  static constexpr bool scales_by_any_power = false;
  /// Whether there is bounded_magnitude, in one operation.
  static constexpr bool bounds_magnitudes = false;
  /// Whether there is nearest_integer, and takes less time than adding and subtracting a number so
  /// large that the sum is an integer.
  static constexpr bool rounds_at_once = false;
  /// Whether there is add_product, an instruction of its own, which may read its first factor.
  static constexpr bool adds_in_place = false;

  constexpr pack() = default;
  constexpr pack(T value) : value_(value) {}  // NOLINT: a number is a pack of itself

  /// Number::value in all lanes.
  template <class Number>
  static constexpr pack constant(Number) {
    return pack(static_cast<T>(Number::value));
  }
  /// From numbers of a type that T is computed with, such as bfloat16, too.
  template <class From>
  static constexpr pack load(const From* source) {
    return pack(static_cast<T>(*source));
  }
  template <class From>
  static constexpr pack load_partial(const From* source, std::size_t) {
    return load(source);
  }
  template <class F>
  static constexpr pack generate(F&& lane) {
    return pack(lane(std::size_t{0}));
  }
  constexpr void store(T* target) const { *target = value_; }
  constexpr void store_partial(T* target, std::size_t) const { *target = value_; }
  template <std::size_t>
  constexpr void store_in_parts(T* target) const {
    *target = value_;
  }
  constexpr pack first(std::size_t) const { return *this; }
  static constexpr mask first_lanes(std::size_t count) { return count != 0; }

  friend constexpr pack operator+(pack a, pack b) { return CTNN_AS_WRITTEN(a.value_ + b.value_); }
  friend constexpr pack operator-(pack a, pack b) { return CTNN_AS_WRITTEN(a.value_ - b.value_); }
  friend constexpr pack operator*(pack a, pack b) { return CTNN_AS_WRITTEN(a.value_ * b.value_); }
  friend constexpr pack operator/(pack a, pack b) {
    // Division by zero is no constant expression, though IEEE arithmetic defines it.
    if (__builtin_is_constant_evaluated() && b.value_ == T{0}) {
      return divided_by_zero(a.value_, b.value_);
    }
    return CTNN_AS_WRITTEN(a.value_ / b.value_);
  }
  friend constexpr pack operator-(pack a) { return -a.value_; }

  friend constexpr mask operator==(pack a, pack b) { return a.value_ == b.value_; }
  friend constexpr mask operator!=(pack a, pack b) { return a.value_ != b.value_; }
  friend constexpr mask operator<(pack a, pack b) { return a.value_ < b.value_; }
  friend constexpr mask operator<=(pack a, pack b) { return a.value_ <= b.value_; }
  friend constexpr mask operator>(pack a, pack b) { return a.value_ > b.value_; }
  friend constexpr mask operator>=(pack a, pack b) { return a.value_ >= b.value_; }

  /// a * b + c; rounded once where the processor has the instruction.
  friend constexpr pack fma(pack a, pack b, pack c) {
    return CTNN_AS_WRITTEN(a.value_ * b.value_ + CTNN_AS_WRITTEN(c.value_));
  }
  /// c - a * b and a * b - c, likewise.
  friend constexpr pack fnma(pack a, pack b, pack c) {
    return CTNN_AS_WRITTEN(CTNN_AS_WRITTEN(c.value_) - a.value_ * b.value_);
  }
  friend constexpr pack fms(pack a, pack b, pack c) {
    return CTNN_AS_WRITTEN(a.value_ * b.value_ - CTNN_AS_WRITTEN(c.value_));
  }
  /// The smaller; b where either is not a number.
  friend constexpr pack min(pack a, pack b) { return a.value_ < b.value_ ? a : b; }
  /// The larger; b where either is not a number.
  friend constexpr pack max(pack a, pack b) { return a.value_ > b.value_ ? a : b; }
  friend constexpr pack abs(pack a) { return from_bits(to_bits(a) & ~sign_bit); }
  friend constexpr pack copysign(pack magnitude, pack sign) {
    return from_bits((to_bits(magnitude) & ~sign_bit) | (to_bits(sign) & sign_bit));
  }
  friend constexpr pack sqrt(pack a) {
    if (__builtin_is_constant_evaluated()) return constant_sqrt(a.value_);
    return detail::builtin_sqrt(a.value_);
  }
  /// a / (√b + c) of a finite a and of b and c of at least zero, rounded once or twice, or off by a
  /// unit in the last place where that is faster; there a root is that of the smallest normal
  /// number at least.
  friend constexpr pack over_root(pack a, pack b, pack c) { return a / (sqrt(b) + c); }
  friend constexpr pack select(mask condition, pack yes, pack no) { return condition ? yes : no; }
  /// The same with zero for the other: one operation, and no register for zeros.
  friend constexpr pack select_or_zero(mask condition, pack yes) {
    return condition ? yes : pack(T(0));
  }

  /// 2^n for an integral n in the range of normal exponents.
  friend constexpr pack power_of_two(pack n) {
    // Adding 2^mantissa_bits leaves the integer in the low bits, and a number that is none has
    // some result, which a conversion to an integer would not have.
    const T shifted = n.value_ + T((std::int64_t{1} << layout::mantissa_bits) + layout::bias);
    return std::bit_cast<T>(
        static_cast<word>(std::bit_cast<word>(shifted) << layout::mantissa_bits));
  }
  /// a * 2^n for a of magnitude 1/2 to 2 or an n that cannot underflow, and an integral n of
  /// at most twice the largest exponent: rounded once, to a subnormal number, zero or infinity
  /// where it must be. Not a number where a is none, whatever n is.
  friend constexpr pack scale(pack a, pack n) {
    // 2^n itself may be no number, so it is applied in halves. Adding 1.5 * 2^mantissa_bits
    // leaves the integer in the low bits, and unsigned shifts drop what is above them.
    constexpr T magic = T(1.5) * T(std::int64_t{1} << layout::mantissa_bits) + T(2 * layout::bias);
    const word sum = std::bit_cast<word>(n.value_ + magic);
    const T low = std::bit_cast<T>(static_cast<word>((sum >> 1) << layout::mantissa_bits));
    const T high = std::bit_cast<T>(static_cast<word>((sum - (sum >> 1)) << layout::mantissa_bits));
    const T half = CTNN_AS_WRITTEN(a.value_ * low);
    // Overflow is no constant expression, though IEEE arithmetic defines it.
    if (__builtin_is_constant_evaluated() && high > T{1} &&
        abs(pack(half)).value_ > std::numeric_limits<T>::max() / high) {
      return copysign(pack(ctnn::detail::infinity<T>), a);
    }
    return CTNN_AS_WRITTEN(half * high);
  }
  /// a * 2^n for an a and a product that are normal numbers, and the n in the lowest bits of what a
  /// sum is that has been rounded to an integer by adding 1.5 * 2^mantissa_bits.
  friend constexpr pack scale_normal(pack a, pack sum) {
    return std::bit_cast<T>(
        static_cast<word>(std::bit_cast<word>(a.value_) +
                          (std::bit_cast<word>(sum.value_) << layout::mantissa_bits)));
  }
  /// The exponent e of a positive normal number m * 2^e with m in [1, 2).
  friend constexpr pack exponent(pack a) {
    return T((to_bits(a) >> layout::mantissa_bits) - layout::bias);
  }
  /// The m of a positive normal number m * 2^e, in [1, 2).
  friend constexpr pack mantissa(pack a) {
    constexpr bits one = bits{layout::bias} << layout::mantissa_bits;
    return from_bits((to_bits(a) & ((bits{1} << layout::mantissa_bits) - 1)) | one);
  }

  friend constexpr T sum(pack a) { return a.value_; }
  friend constexpr T maximum(pack a) { return a.value_; }
  template <std::size_t Rows = 1, std::size_t Present = Rows, class Row>
  static constexpr pack sums(const Row& row) {
    return row(0);
  }

 private:
  using layout = float_layout<T>;
  using bits = typename layout::bits;
  using word = std::make_unsigned_t<bits>;
  static constexpr bits sign_bit = std::numeric_limits<bits>::min();

  static constexpr bits to_bits(pack a) { return std::bit_cast<bits>(a.value_); }
  static constexpr pack from_bits(bits b) { return std::bit_cast<T>(b); }

  static constexpr T divided_by_zero(T a, T b) {
    if (a == T{0} || a != a) return ctnn::detail::not_a_number<T>;
    const bool negative = (std::bit_cast<bits>(a) < 0) != (std::bit_cast<bits>(b) < 0);
    return negative ? -ctnn::detail::infinity<T> : ctnn::detail::infinity<T>;
  }
  static constexpr T constant_sqrt(T a) {
    if (!(a > T{0}) || a > std::numeric_limits<T>::max()) {
      return a < T{0} ? ctnn::detail::not_a_number<T> : a;
    }
    // Newton's iteration from above falls until it is exact to the last bit or two.
    T x = a > T{1} ? a : T{1};
    for (T next = (x + a / x) / 2; next < x; next = (x + a / x) / 2) x = next;
    return x;
  }

  T value_{};
};

}  // namespace ctnn::inline CTNN_ISA::simd
CTNN_AS_WRITTEN_END
