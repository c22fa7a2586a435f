// Dot products, as many at a time as a register of their results has lanes: for products whose
// factors are both contiguous along the contraction.
#pragma once

#include <ctnn/base/opaque.hpp>
#include <ctnn/eval/kernel/access.hpp>
#include <ctnn/eval/kernel/registers.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// One sample's numbers are waited for: where a register holds four times as many as there are
/// rows, its halves are added in less time than rows are merged, though by more instructions.
template <class Q, std::size_t Rows>
inline constexpr bool halves_come_first = sizeof(Q) == 64 && Rows * 4 == Q::size;

/// The pack of Rows numbers whose lane i is the sum of rows[i], for the first Present of them; of
/// dot products for one sample or for one of many.
template <std::size_t Rows, std::size_t Present, bool OneSample, class Q>
CTNN_ALWAYS_INLINE constexpr auto row_sums(const Q* rows) {
  if constexpr (OneSample && halves_come_first<Q, Rows>) {
    using half = simd::pack<typename Q::value_type, Q::size / 2>;
    return half::template sums<Rows, Present>(
        [&](std::size_t i) CTNN_INLINE_LAMBDA { return halves_added(rows[i]); });
  } else {
    return Q::template sums<Rows, Present>([&](std::size_t i)
                                               CTNN_INLINE_LAMBDA { return rows[i]; });
  }
}

/// The last `count` numbers of a run, zeros behind them; Padded says whether the storage goes on to
/// the end of the pack.
template <class Q, bool Padded, class T>
CTNN_ALWAYS_INLINE constexpr Q load_rest(const T* source, std::size_t count) {
  if constexpr (Padded) {
    return Q::load(source).first(count);
  } else {
    return Q::load_partial(source, count);
  }
}

/// Dot products of Present rows, row r `row_at(r)` behind the first, with Columns runs of `depth`
/// numbers, `right_stride` apart, each gathered in Chains sums; the Rows behind them are zero.
/// Depth is the length where it is known.
template <class Q, std::size_t Rows, std::size_t Present, std::size_t Columns, std::size_t Chains,
          std::size_t Depth, bool OneSample, bool PaddedLeft, bool PaddedRight, class Left,
          class RowAt, class Right>
CTNN_ALWAYS_INLINE constexpr void accumulate_dots(Q (&sums)[Rows * Columns * Chains],
                                                  const Left* left, const RowAt& row_at,
                                                  const Right* right, std::size_t right_stride,
                                                  std::size_t depth) {
  const auto add = [&](Q* to, const auto& load_left, const auto& load_right,
                       bool is_first) CTNN_INLINE_LAMBDA {
    register_array<Q, Columns> numbers;
    CTNN_UNROLLED
    for (std::size_t c = 0; c < Columns; ++c) {
      numbers.each[c] = load_right(c * right_stride);
      // Nor each column for each row, where a multiply-add takes no less time than a load; nor a
      // single one, whose rows then need no loads of their own.
      if constexpr ((Q::is_halved && Present > 2 && Columns > 1) ||
                    (is_of_sixteen_wide<Q> && Present > 1 && Columns == 1))
        numbers.each[c] = numbers.each[c].in_register();
    }
    CTNN_UNROLLED
    for (std::size_t r = 0; r < Present; ++r) {
      Q row = load_left(row_at(r));
      // Lest GCC loads it for each column anew.
      if constexpr (Columns > 1) row = row.in_register();
      CTNN_UNROLLED
      for (std::size_t c = 0; c < Columns; ++c) {
        Q& sum = to[c * Rows + r];
        sum = is_first ? row * numbers.each[c] : fma(row, numbers.each[c], sum);
      }
    }
  };
  const auto add_pack = [&](Q* to, const Left* l, const Right* r,
                            bool is_first) CTNN_INLINE_LAMBDA {
    add(
        to, [&](std::size_t row) CTNN_INLINE_LAMBDA { return Q::load(l + row); },
        [&](std::size_t column) CTNN_INLINE_LAMBDA { return Q::load(r + column); }, is_first);
  };
  const auto go_round = [&](const Left* l, const Right* r, bool is_first) CTNN_INLINE_LAMBDA {
    [&]<std::size_t... C>(std::index_sequence<C...>) CTNN_INLINE_LAMBDA {
      (add_pack(sums + C * Rows * Columns, l + C * Q::size, r + C * Q::size, is_first), ...);
    }
    (std::make_index_sequence<Chains>{});
  };

  clear_tile(sums, std::make_index_sequence<Rows * Columns * Chains>{});
  constexpr std::size_t round = Chains * Q::size;
  const std::size_t whole = depth / Q::size * Q::size;
  std::size_t k = 0;
  // One row is read from where it lies: there is nothing to index. Those that meet many samples are
  // read for each, lest they wait on the stack.
  const auto go_round_at = [&](std::size_t at, bool is_first) CTNN_INLINE_LAMBDA {
    const Left* rows = left + at;
    if constexpr (Present > 1 && OneSample) rows = opaque_once(rows);
    if constexpr (Present > 1 && !OneSample) rows = opaque(rows);
    go_round(rows, right + at, is_first);
  };
  // Written out, a chain's first products are added to nothing.
  if constexpr (Depth != samples && Depth / round <= most_expanded_rounds) {
    if constexpr (Depth >= round) {
      go_round_at(k, true);
      k = round;
    }
    CTNN_UNROLLED
    for (; k + round <= whole; k += round) go_round_at(k, false);
  } else {
    CTNN_NO_UNROLLING
    for (; k + round <= whole; k += round) go_round_at(k, false);
  }
  if constexpr (Depth == samples || Depth / Q::size % Chains != 0) {
    for (; k < whole; k += Q::size) add_pack(sums, left + k, right + k, false);
  }
  if constexpr (Depth == samples || Depth % Q::size != 0) {
    if (whole < depth) {
      const std::size_t rest = depth - whole;
      add(
          sums,
          [&](std::size_t row)
              CTNN_INLINE_LAMBDA { return load_rest<Q, PaddedLeft>(left + whole + row, rest); },
          [&](std::size_t column) CTNN_INLINE_LAMBDA {
            return load_rest<Q, PaddedRight>(right + whole + column, rest);
          },
          false);
    }
  }
  add_chains<Chains, Rows * Columns>(sums);
}

/// One dot product of runs that fit a register, added to lane 0: its products are few enough to be
/// added up one after the other, instead of by sums over a register.
template <class P, class Vector, class Scalar>
CTNN_ALWAYS_INLINE constexpr P add_short_dot(P total, const Vector& vector, const Scalar& scalar,
                                             std::size_t o) {
  constexpr std::size_t depth = Vector::other_extent;
  const P right = load<P>(scalar, 0, o, depth);
  total = fma(P::load_partial(vector.data, 1), right, total);
  [&]<std::size_t... K>(std::index_sequence<K...>) CTNN_INLINE_LAMBDA {
    ((total = fma(P::load_partial(vector.data + K + 1, 1), right.template spread<K + 1>(), total)),
     ...);
  }
  (std::make_index_sequence<depth - 1>{});
  return total;
}
template <class P, class Vector>
inline constexpr bool is_short_dot = Vector::vector_extent == 1 &&
                                     Vector::other_extent <= P::size&& requires(P p) {
  p.template spread<0>();
};

/// Lanes of the registers that go along a contraction over Depth, for Rows results at a time. Few
/// registers of 512 bits are gone through in halves: their merging takes longer than their
/// products, and three units share the work on 256 bits, two that on 512. One sample is waited for:
/// there it is a gain where a half has as many lanes as there are rows, or would be added first.
/// Where wide registers are halved, their merging takes twice as long as that of half as wide ones:
/// one sample's are all halves, but for a single row's, whose numbers come to one another sooner in
/// whole ones, unless the last would be half empty: the layer before then wrote halves, and to read
/// two of them at once is to wait until they are in the cache. Of a batch those of a single row are
/// halves, which merges each sample's by itself.
template <class T, std::size_t Rows, std::size_t Present, bool OneSample, std::size_t Depth>
constexpr std::size_t lanes_along_contraction() {
  if (Rows == 1) return 1;
  if (Depth == samples) return simd::native_width<T>;
  constexpr std::size_t fitting = simd::fitting_width<T>(Depth);
  using P = simd::pack<T, fitting>;
  constexpr bool may_halve = sizeof(P) == 64 && Rows * 2 <= fitting;
  if (P::is_halved) {
    constexpr std::size_t last = Depth % fitting;
    constexpr bool ends_in_half = OneSample && last != 0 && last <= fitting / 2;
    return may_halve && (ends_in_half || OneSample == (Present != 1)) ? fitting / 2 : fitting;
  }
  constexpr bool one_samples_gain =
      Depth < 2 * fitting && (Rows * 2 == fitting || halves_come_first<P, Rows>);
  constexpr bool a_batchs_gain = Depth < 2 * fitting || (Depth == 2 * fitting && Rows > 2);
  return may_halve && (OneSample ? one_samples_gain : a_batchs_gain) ? fitting / 2 : fitting;
}

/// Columns of the other factor that so many rows of dot products are computed with at a time. Then
/// they have sums enough without several chains, and a row is loaded once for all of them.
constexpr std::size_t columns_of_dots(std::size_t rows) {
  return clamped(simd::register_count / 2 / rows, 1, 4);
}

/// Packs of a run up to which the last rows of many are merged.
inline constexpr std::size_t most_packs_merged = 6;

/// Dot products of rows along the lanes of P with columns of the other factor.
template <class P, class Vector, class Scalar>
struct dot_products {
  using T = typename P::value_type;
  static constexpr std::size_t known_depth = Vector::other_extent;
  static constexpr bool one_sample = Scalar::other_extent == 1 && Vector::vector_extent != samples;
  static constexpr std::size_t width =
      lanes_along_contraction<T, P::size, Vector::vector_extent, one_sample, known_depth>();
  using Q = simd::pack<T, width>;
  /// As many rows at a time as one register of sums has lanes.
  static constexpr std::size_t rows = P::size < width ? P::size : width;

  const Vector& vector;
  const Scalar& scalar;
  std::size_t depth;

  /// Those of Rows rows, the first Present of them, with Count columns from o on: a pack for each
  /// column. Row r is the one at first + row_at(r).
  template <std::size_t Rows, std::size_t Present, std::size_t Count, class RowAt>
  CTNN_ALWAYS_INLINE constexpr auto group(std::size_t first, const RowAt& row_at,
                                          std::size_t o) const {
    constexpr std::size_t steps = known_depth == samples ? busy_chains : known_depth / width;
    // Two sums of one product each take as long as one of two.
    constexpr std::size_t chains = width == 1 ? 1
                                              : clamped(quotient_up(busy_chains, Present * Count),
                                                        1, clamped(quotient_up(steps, 2), 1, 8));
    constexpr std::size_t stride = Vector::vector_stride;
    register_array<Q, Rows * Count * chains> sums;
    accumulate_dots<Q, Rows, Present, Count, chains, known_depth, one_sample,
                    whole_packs<Q, known_depth, stride>,
                    whole_packs<Q, known_depth, Scalar::other_stride>>(
        sums.each, vector.data + first * stride,
        [&](std::size_t r) CTNN_INLINE_LAMBDA { return row_at(r) * stride; },
        scalar.data + o * Scalar::other_stride, Scalar::other_stride, depth);
    register_array<simd::pack<T, Rows>, Count> dots;
    CTNN_UNROLLED
    for (std::size_t j = 0; j < Count; ++j) {
      if constexpr (Present == 1) {
        dots.each[j] = simd::pack<T, Rows>(sum(sums.each[j * Rows]));
      } else {
        dots.each[j] = row_sums<Rows, Present, one_sample>(sums.each + j * Rows);
      }
    }
    return dots;
  }
  template <std::size_t Rows, std::size_t Present, std::size_t Count>
  CTNN_ALWAYS_INLINE constexpr auto group(std::size_t first, std::size_t o) const {
    return group<Rows, Present, Count>(
        first, [](std::size_t r) CTNN_INLINE_LAMBDA { return r; }, o);
  }

  /// Those of the Present rows from v on with column o.
  template <class R, std::size_t Present>
  CTNN_ALWAYS_INLINE constexpr R present(std::size_t v, std::size_t o) const {
    if constexpr (Present == 0) {
      return R(T(0));
    } else if constexpr (R::size > rows) {
      using half = simd::pack<T, R::size / 2>;
      constexpr std::size_t low = smaller(Present, half::size);
      return R::joined(present<half, low>(v, o), present<half, Present - low>(v + half::size, o));
    } else {
      return group<R::size, Present, 1>(v, o).each[0];
    }
  }

  /// Those of the `count` rows from v on, fewer than R has lanes; any numbers behind theirs. Of
  /// runs of few packs they are merged, by halves of a register and the last few by fours, of which
  /// those behind the last are the last again; of longer ones each has all the chains to itself.
  template <class R>
  CTNN_ALWAYS_INLINE constexpr R rest(std::size_t count, std::size_t v, std::size_t o) const {
    if constexpr (known_depth > most_packs_merged * width) {
      R dots(T(0));
      for (std::size_t i = 0; i < count; ++i)
        dots = simd::selected(R::first_lanes(i), dots, group<R::size, 1, 1>(v + i, o).each[0]);
      return dots;
    } else if constexpr (sizeof(R) > 16) {
      using half = simd::pack<T, R::size / 2>;
      const std::size_t before = count > half::size ? half::size : 0;
      const half last = rest<half>(count - before, v + before, o);
      return R::joined(before == 0 ? last : present<half, half::size>(v, o), last);
    } else {
      const auto row_at = [&](std::size_t r) CTNN_INLINE_LAMBDA { return smaller(r, count - 1); };
      return group<R::size, R::size, 1>(v, row_at, o).each[0];
    }
  }
};

/// One pack of dot products for each of Columns, added to packs: lane i of pack j is
/// Σ_k vector(v + i, k) · scalar(k, o + j).
template <std::size_t Columns, class P, class Vector, class Scalar>
CTNN_ALWAYS_INLINE constexpr void add_dots(P* tile, const Vector& vector, const Scalar& scalar,
                                           std::size_t v, std::size_t o, std::size_t depth,
                                           std::size_t extent) {
  using products = dot_products<P, Vector, Scalar>;
  const products dots{vector, scalar, depth};
  const auto add_group = [&]<std::size_t Present>() CTNN_INLINE_LAMBDA {
    const auto group = dots.template group<P::size, Present, Columns>(v, o);
    CTNN_UNROLLED
    for (std::size_t j = 0; j < Columns; ++j) tile[j] = tile[j] + group.each[j];
  };
  const auto add_each = [&](const auto& dots_of) CTNN_INLINE_LAMBDA {
    for (std::size_t j = 0; j < Columns; ++j) tile[j] = tile[j] + dots_of(o + j);
  };
  constexpr std::size_t rows = Vector::vector_extent;
  constexpr bool in_groups = products::rows == P::size;
  constexpr bool only_whole_packs = rows != samples && rows % P::size == 0;
  if constexpr (is_short_dot<P, Vector>) {
    CTNN_UNROLLED
    for (std::size_t j = 0; j < Columns; ++j)
      tile[j] = add_short_dot(tile[j], vector, scalar, o + j);
  } else if constexpr (in_groups && rows < P::size) {
    add_group.template operator()<rows>();
  } else if (only_whole_packs || extent - v >= P::size) {
    if constexpr (in_groups) {
      add_group.template operator()<P::size>();
    } else {
      add_each([&](std::size_t column)
                   CTNN_INLINE_LAMBDA { return dots.template present<P, P::size>(v, column); });
    }
  } else if constexpr (rows == samples) {
    add_each([&](std::size_t column)
                 CTNN_INLINE_LAMBDA { return dots.template rest<P>(extent - v, v, column); });
  } else {
    add_each([&](std::size_t column) CTNN_INLINE_LAMBDA {
      return dots.template present<P, rows % P::size>(v, column);
    });
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
