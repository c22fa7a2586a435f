// Dot products, as many at a time as a register of their results has lanes: for products whose
// factors are both contiguous along the contraction.
#pragma once

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

/// Dot products of Present rows, `stride` apart, with one run of `depth` numbers, each gathered in
/// Chains sums; the Rows behind them are zero. Depth is the length where it is known.
template <class Q, std::size_t Rows, std::size_t Present, std::size_t Chains, std::size_t Depth,
          bool PaddedLeft, bool PaddedRight, class Left, class Right>
CTNN_ALWAYS_INLINE constexpr void accumulate_dots(Q (&sums)[Rows * Chains], const Left* left,
                                                  std::size_t stride, const Right* right,
                                                  std::size_t depth) {
  constexpr auto present = std::make_index_sequence<Present>{};
  const auto add = [&]<std::size_t... R>(Q * to, const Left* l, Q r, std::index_sequence<R...>)
      CTNN_INLINE_LAMBDA {
    ((to[R] = fma(Q::load(l + R * stride), r, to[R])), ...);
  };
  clear_tile(sums, std::make_index_sequence<Rows * Chains>{});
  const std::size_t whole = depth / Q::size * Q::size;
  std::size_t k = 0;
  CTNN_NO_UNROLLING
  for (; k + Chains * Q::size <= whole; k += Chains * Q::size) {
    [&]<std::size_t... C>(std::index_sequence<C...>) CTNN_INLINE_LAMBDA {
      (add(sums + C * Rows, left + k + C * Q::size, Q::load(right + k + C * Q::size), present),
       ...);
    }
    (std::make_index_sequence<Chains>{});
  }
  if constexpr (Depth == samples || Depth / Q::size % Chains != 0) {
    for (; k < whole; k += Q::size) add(sums, left + k, Q::load(right + k), present);
  }
  if constexpr (Depth == samples || Depth % Q::size != 0) {
    if (whole < depth) {
      const std::size_t rest = depth - whole;
      const Q r = load_rest<Q, PaddedRight>(right + whole, rest);
      [&]<std::size_t... R>(std::index_sequence<R...>) CTNN_INLINE_LAMBDA {
        ((sums[R] = fma(load_rest<Q, PaddedLeft>(left + whole + R * stride, rest), r, sums[R])),
         ...);
      }
      (present);
    }
  }
  add_chains<Chains, Rows>(sums);
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

/// Lanes of the registers that go along a contraction over Depth, for Rows results at a time. Less
/// than two whole registers of 512 bits are gone through in halves where those have as many lanes
/// as there are rows, or are added up first: a multiply-add takes less time than to part a register
/// and add.
template <class T, std::size_t Rows, bool OneSample, std::size_t Depth>
constexpr std::size_t lanes_along_contraction() {
  if (Rows == 1) return 1;
  if (Depth == samples) return simd::native_width<T>;
  constexpr std::size_t fitting = simd::fitting_width<T>(Depth);
  using P = simd::pack<T, fitting>;
  constexpr bool in_halves = sizeof(P) == 64 && Depth < 2 * fitting &&
                             (Rows * 2 == fitting || (OneSample && halves_come_first<P, Rows>));
  return in_halves ? fitting / 2 : fitting;
}

/// One pack of dot products, added to a pack: lane i is Σ_k vector(v + i, k) · scalar(k, o).
template <class P, class Vector, class Scalar>
CTNN_ALWAYS_INLINE constexpr P add_dots(P start, const Vector& vector, const Scalar& scalar,
                                        std::size_t v, std::size_t o, std::size_t depth,
                                        std::size_t extent) {
  using T = typename P::value_type;
  constexpr bool one_sample = Scalar::other_extent == 1 && Vector::vector_extent != samples;
  constexpr std::size_t width =
      lanes_along_contraction<T, P::size, one_sample, Vector::other_extent>();
  using Q = simd::pack<T, width>;
  // As many rows at a time as one register of sums has lanes.
  constexpr std::size_t rows = P::size < width ? P::size : width;
  constexpr std::size_t steps =
      Vector::other_extent == samples ? busy_chains : Vector::other_extent / width;
  const auto* left = vector.data + v * Vector::vector_stride;
  const auto* right = scalar.data + o * Scalar::other_stride;
  const auto group = [&]<std::size_t Present>(std::size_t first) CTNN_INLINE_LAMBDA {
    // Two sums of one product each take as long as one of two.
    constexpr std::size_t chains = width == 1 ? 1
                                              : clamped(quotient_up(busy_chains, Present), 1,
                                                        clamped(quotient_up(steps, 2), 1, 8));
    register_array<Q, rows * chains> sums;
    accumulate_dots<Q, rows, Present, chains, Vector::other_extent,
                    whole_packs<Q, Vector::other_extent, Vector::vector_stride>,
                    whole_packs<Q, Vector::other_extent, Scalar::other_stride>>(
        sums.each, left + first * Vector::vector_stride, Vector::vector_stride, right, depth);
    if constexpr (Present == 1) {
      return simd::pack<T, rows>(sum(sums.each[0]));
    } else {
      return row_sums<rows, Present, one_sample>(sums.each);
    }
  };
  if constexpr (is_short_dot<P, Vector>) {
    return add_short_dot(start, vector, scalar, o);
  } else if constexpr (rows == P::size && Vector::vector_extent != samples &&
                       Vector::vector_extent % P::size == 0) {
    return start + group.template operator()<rows>(0);
  } else if constexpr (rows == P::size && Vector::vector_extent < P::size) {
    return start + group.template operator()<Vector::vector_extent>(0);
  } else {
    if constexpr (rows == P::size) {
      if (extent - v >= P::size) return start + group.template operator()<rows>(0);
    }
    // Behind the last whole group, row by row.
    T numbers[P::size + rows] = {};
    const std::size_t count = lanes_at<P>(v, extent);
    std::size_t i = 0;
    if constexpr (rows < P::size) {
      for (; i + rows <= count; i += rows) group.template operator()<rows>(i).store(numbers + i);
    }
    if constexpr (Vector::vector_extent == samples || Vector::vector_extent % rows != 0) {
      for (; i < count; ++i) group.template operator()<1>(i).store(numbers + i);
    }
    return start + P::load(numbers);
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
