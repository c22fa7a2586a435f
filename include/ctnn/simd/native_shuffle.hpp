// Numbers that change lanes: halves of registers, one lane spread over all, and many registers at
// once: the fold of each, and their transpose. Both combine registers in pairs, level by level, by
// shuffles that are one instruction each where the target works on 128 bits at a time.
#pragma once

#include <ctnn/simd/native_register.hpp>

namespace ctnn::inline CTNN_ISA::simd::native {

/// Lane i is lane From(i) of a, or behind its lanes of b; of Count lanes.
template <std::size_t Count, class R, class From>
CTNN_ALWAYS_INLINE auto shuffled(R a, R b, From) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA {
    return __builtin_shufflevector(a, b, int(From{}(I))...);
  }
  (std::make_index_sequence<Count>{});
}

template <class R>
CTNN_ALWAYS_INLINE auto low_half(R r) {
  return shuffled<size_of<R> / 2>(r, r, [](std::size_t i) { return i; });
}
template <class R>
CTNN_ALWAYS_INLINE auto high_half(R r) {
  return shuffled<size_of<R> / 2>(r, r, [](std::size_t i) { return i + size_of<R> / 2; });
}
template <class R>
CTNN_ALWAYS_INLINE auto joined(R low, R high) {
  return shuffled<2 * size_of<R>>(low, high, [](std::size_t i) { return i; });
}
/// Halves combined with halves, down to Count lanes.
template <std::size_t Count, class R, class Combine>
CTNN_ALWAYS_INLINE register_type<number_of<R>, Count> halves_combined(R r, const Combine& combine) {
  if constexpr (size_of<R> == Count) {
    return r;
  } else {
    return halves_combined<Count>(combine(low_half(r), high_half(r)), combine);
  }
}
/// The upper half below, of a register of 128 bits.
template <class R>
CTNN_ALWAYS_INLINE R upper_half_below(R r) {
  return shuffled<size_of<R>>(r, r,
                              [](std::size_t i) { return i % (size_of<R> / 2) + size_of<R> / 2; });
}
/// Lane I in every lane.
template <std::size_t I, class R>
CTNN_ALWAYS_INLINE R spread(R r) {
  return shuffled<size_of<R>>(r, r, [](std::size_t) { return I; });
}

/// The lanes again and again, in a register like `wide`.
template <class R, class Wide>
CTNN_ALWAYS_INLINE Wide repeated(R r, Wide) {
  return shuffled<size_of<Wide>>(r, r, [](std::size_t i) { return i % size_of<R>; });
}
/// Each two neighbouring lanes combined: those of a, then those of b.
template <class R, class Combine>
CTNN_ALWAYS_INLINE R neighbours_combined(R a, R b, const Combine& combine) {
  return combine(shuffled<size_of<R>>(a, b, [](std::size_t i) { return 2 * i; }),
                 shuffled<size_of<R>>(a, b, [](std::size_t i) { return 2 * i + 1; }));
}

/// Lanes in 128 bits.
template <class R>
inline constexpr std::size_t part = 16 / sizeof(number_of<R>);

/// Lane I of each Count neighbours in all of those.
template <std::size_t I, std::size_t Count, class R>
CTNN_ALWAYS_INLINE R spread_in_parts(R r) {
  return shuffled<size_of<R>>(r, r, [](std::size_t i) { return i / Count * Count + I; });
}

// In each 128 bits the first, or second, half of a's and b's numbers: one by one in turn, or, of
// four, in pairs.
template <std::size_t Half, class R>
CTNN_ALWAYS_INLINE R interleaved(R a, R b) {
  return shuffled<size_of<R>>(a, b, [](std::size_t i) {
    return i / part<R> * part<R> + Half * part<R> / 2 + i % part<R> / 2 + i % 2 * size_of<R>;
  });
}
template <std::size_t Half, class R>
CTNN_ALWAYS_INLINE R interleaved_pairs(R a, R b) {
  return shuffled<size_of<R>>(a, b, [](std::size_t i) {
    return i / part<R> * part<R> + Half * 2 + i % 2 + i % part<R> / 2 * size_of<R>;
  });
}
/// Two parts of 128 bits of a, then two of b; or of registers that have only two, one of each.
template <std::size_t First, std::size_t Second, class R>
CTNN_ALWAYS_INLINE R parts(R a, R b) {
  return shuffled<size_of<R>>(a, b, [](std::size_t i) {
    constexpr std::size_t of_each = size_of<R> / part<R> / 2;
    const std::size_t at = i / part<R>;
    return (at % of_each == 0 ? First : Second) * part<R> + i % part<R> + at / of_each * size_of<R>;
  });
}

// Lane i of the result is row(i) folded: all of its lanes combined, as in a sum. Registers are
// merged in pairs, each time by two shuffles and one operation, so that N folds cost about 3 N
// instructions; and each pair as soon as it is there, so that of rows that are computed one after
// another few wait in registers. What is wider than there are rows is halved when few are left of
// them.

/// As many rows as 128 bits have lanes, from `first` on: in all 128 bits of a register, each folded
/// to a lane.
template <class R, class Row, class Combine>
CTNN_ALWAYS_INLINE R folds_within(std::size_t first, const Row& row, const Combine& combine) {
  const auto merged = [&](std::size_t i) CTNN_INLINE_LAMBDA {
    const R a = row(i), b = row(i + 1);
    return combine(interleaved<0>(a, b), interleaved<1>(a, b));
  };
  const R a = merged(first);
  if constexpr (part<R> == 2) {
    return a;
  } else {
    const R b = merged(first + 2);
    return combine(interleaved_pairs<0>(a, b), interleaved_pairs<1>(a, b));
  }
}
/// The folds of Rows rows, which are as many as 128 bits have lanes, twice or four times as many.
/// Part k of them is in all 128 bits of within(k), each row folded to a lane.
template <std::size_t Rows, class R, class Within, class Combine>
CTNN_ALWAYS_INLINE auto folds_of_parts(const Within& within, const Combine& combine) {
  const R a = within(0);
  if constexpr (Rows == part<R>) {
    return halves_combined<Rows>(a, combine);
  } else {
    const R b = within(1);
    if constexpr (Rows == 2 * part<R>) {
      const auto low = halves_combined<Rows>(a, combine), high = halves_combined<Rows>(b, combine);
      return combine(parts<0, 0>(low, high), parts<1, 1>(low, high));
    } else {
      const R ab = combine(parts<0, 1>(a, b), parts<2, 3>(a, b));
      const R c = within(2);
      const R d = within(3);
      const R cd = combine(parts<0, 1>(c, d), parts<2, 3>(c, d));
      return combine(parts<0, 2>(ab, cd), parts<1, 3>(ab, cd));
    }
  }
}
/// The folds of Rows rows. Of those behind the first Present the results may be any numbers.
template <std::size_t Rows, std::size_t Present, class R, class Row, class Combine>
CTNN_ALWAYS_INLINE auto folds(const Row& row, const Combine& combine) {
  if constexpr (Rows == part<R> && Rows == 4 && Present == 2) {
    const R a = row(0), b = row(1);
    const auto pairs =
        halves_combined<Rows>(combine(interleaved<0>(a, b), interleaved<1>(a, b)), combine);
    return combine(pairs, upper_half_below(pairs));
  } else {
    return folds_of_parts<Rows, R>(
        [&](std::size_t k)
            CTNN_INLINE_LAMBDA { return folds_within<R>(k * part<R>, row, combine); },
        combine);
  }
}

// Register i becomes lane i of every register: first within 128 bits, then between them.

/// As many rows as 128 bits have lanes: row k holds, for each of them, the numbers of column k.
template <class R>
CTNN_ALWAYS_INLINE void transpose_within(R* r) {
  const R low = interleaved<0>(r[0], r[1]), high = interleaved<1>(r[0], r[1]);
  if constexpr (part<R> == 2) {
    r[0] = low;
    r[1] = high;
  } else {
    const R low2 = interleaved<0>(r[2], r[3]), high2 = interleaved<1>(r[2], r[3]);
    r[0] = interleaved_pairs<0>(low, low2);
    r[1] = interleaved_pairs<1>(low, low2);
    r[2] = interleaved_pairs<0>(high, high2);
    r[3] = interleaved_pairs<1>(high, high2);
  }
}
/// The parts of every Apart-th register, as a matrix, transposed.
template <std::size_t Apart, class R>
CTNN_ALWAYS_INLINE void transpose_between(R* r) {
  if constexpr (sizeof(R) == 32) {
    const R low = parts<0, 0>(r[0], r[Apart]);
    r[Apart] = parts<1, 1>(r[0], r[Apart]);
    r[0] = low;
  } else if constexpr (sizeof(R) == 64) {
    const R a = parts<0, 1>(r[0], r[Apart]), b = parts<2, 3>(r[0], r[Apart]);
    const R c = parts<0, 1>(r[2 * Apart], r[3 * Apart]),
            d = parts<2, 3>(r[2 * Apart], r[3 * Apart]);
    r[0] = parts<0, 2>(a, c);
    r[Apart] = parts<1, 3>(a, c);
    r[2 * Apart] = parts<0, 2>(b, d);
    r[3 * Apart] = parts<1, 3>(b, d);
  }
}
template <class R>
CTNN_ALWAYS_INLINE void transpose(R* r) {
  [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA {
    (transpose_within(r + I * part<R>), ...);
  }
  (std::make_index_sequence<size_of<R> / part<R>>{});
  [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA {
    (transpose_between<part<R>>(r + I), ...);
  }
  (std::make_index_sequence<part<R>>{});
}

// Registers of numbers that come from several features in turn, taken apart by feature, and put
// together again: lane i of register c is number i · Features + c of them all.
template <std::size_t C, class R>
CTNN_ALWAYS_INLINE R feature_of_three(R a, R b, R c) {
  constexpr std::size_t n = size_of<R>;
  const R most = shuffled<n>(a, b, [](std::size_t i) { return 3 * i + C < 2 * n ? 3 * i + C : 0; });
  return shuffled<n>(most, c, [](std::size_t i) { return 3 * i + C < 2 * n ? i : 3 * i + C - n; });
}
template <std::size_t J, class R>
CTNN_ALWAYS_INLINE R part_of_three(R a, R b, R c) {
  constexpr std::size_t n = size_of<R>;
  const R most = shuffled<n>(
      a, b, [](std::size_t i) { return (J * n + i) / 3 + ((J * n + i) % 3 == 1 ? n : 0); });
  return shuffled<n>(most, c,
                     [](std::size_t i) { return (J * n + i) % 3 == 2 ? n + (J * n + i) / 3 : i; });
}

template <std::size_t Features, class R>
CTNN_ALWAYS_INLINE void take_apart(R (&r)[Features]) {
  constexpr std::size_t n = size_of<R>;
  if constexpr (Features == 2) {
    const R even = shuffled<n>(r[0], r[1], [](std::size_t i) { return 2 * i; });
    r[1] = shuffled<n>(r[0], r[1], [](std::size_t i) { return 2 * i + 1; });
    r[0] = even;
  } else if constexpr (Features == 3) {
    const R a = r[0], b = r[1], c = r[2];
    r[0] = feature_of_three<0>(a, b, c);
    r[1] = feature_of_three<1>(a, b, c);
    r[2] = feature_of_three<2>(a, b, c);
  } else if constexpr (Features == 4) {
    R low[2] = {r[0], r[1]}, high[2] = {r[2], r[3]};
    take_apart(low);
    take_apart(high);
    R even[2] = {low[0], high[0]}, odd[2] = {low[1], high[1]};
    take_apart(even);
    take_apart(odd);
    r[0] = even[0];
    r[1] = odd[0];
    r[2] = even[1];
    r[3] = odd[1];
  } else {
    static_assert(Features == 1);
  }
}
template <std::size_t Features, class R>
CTNN_ALWAYS_INLINE void put_together(R (&r)[Features]) {
  constexpr std::size_t n = size_of<R>;
  if constexpr (Features == 2) {
    const R low = shuffled<n>(r[0], r[1], [](std::size_t i) { return i / 2 + i % 2 * n; });
    r[1] = shuffled<n>(r[0], r[1], [](std::size_t i) { return n / 2 + i / 2 + i % 2 * n; });
    r[0] = low;
  } else if constexpr (Features == 3) {
    const R a = r[0], b = r[1], c = r[2];
    r[0] = part_of_three<0>(a, b, c);
    r[1] = part_of_three<1>(a, b, c);
    r[2] = part_of_three<2>(a, b, c);
  } else if constexpr (Features == 4) {
    R even[2] = {r[0], r[2]}, odd[2] = {r[1], r[3]};
    put_together(even);
    put_together(odd);
    R low[2] = {even[0], odd[0]}, high[2] = {even[1], odd[1]};
    put_together(low);
    put_together(high);
    r[0] = low[0];
    r[1] = low[1];
    r[2] = high[0];
    r[3] = high[1];
  } else {
    static_assert(Features == 1);
  }
}

}  // namespace ctnn::inline CTNN_ISA::simd::native
