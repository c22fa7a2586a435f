// A tile of a matrix product in registers. Two forms: where the factor along the lanes is
// contiguous, columns of it are scaled by broadcast numbers of the other factor and added up;
// where both factors are contiguous along the contraction, the tile is made of dot products.
#pragma once

#include <ctnn/eval/kernel/access.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Rounded-up quotient.
constexpr std::size_t quotient_up(std::size_t a, std::size_t b) { return (a + b - 1) / b; }

/// Accumulation chains that keep the multiply-add units busy: two units of latency four.
inline constexpr std::size_t busy_chains = 8;

template <class P, std::size_t... J>
CTNN_ALWAYS_INLINE constexpr void add_tile(P* sum, const P* part, std::index_sequence<J...>) {
  ((sum[J] = sum[J] + part[J]), ...);
}

/// sum[i + j * TV] += Σ_k vector(v + i packs, k) · scalar(k, o + j), over k in [0, depth).
template <class P, std::size_t TV, std::size_t TO, std::size_t Split, class Vector, class Scalar>
CTNN_ALWAYS_INLINE constexpr void accumulate_scaled(P* sum, const Vector& vector,
                                                    const Scalar& scalar, std::size_t v,
                                                    std::size_t o, std::size_t depth,
                                                    std::size_t extent) {
  // vector: other index is k. scalar: vector index is k, other index is o.
  const auto scaled = [&]<std::size_t... I, std::size_t... J>(
      P * to, std::size_t k, std::index_sequence<I...>, std::index_sequence<J...>)
      CTNN_INLINE_LAMBDA {
    const P column[TV] = {load<P>(vector, v + I * P::size, k, extent)...};
    ((to[J] = fma(column[J % TV],
                  P(scalar.data[k * Scalar::vector_stride + (o + J / TV) * Scalar::other_stride]),
                  to[J])),
     ...);
  };
  constexpr auto packs = std::make_index_sequence<TV>{};
  constexpr auto cells = std::make_index_sequence<TV * TO>{};
  if constexpr (Split == 1) {
    for (std::size_t k = 0; k < depth; ++k) scaled(sum, k, packs, cells);
  } else {
    // Few chains would wait for their own additions: the contraction is split over several.
    P part[Split][TV * TO];
    for (auto& p : part) {
      for (P& cell : p) cell = P(typename P::value_type(0));
    }
    const std::size_t rounds = depth / Split;
    for (std::size_t round = 0; round < rounds; ++round) {
      [&]<std::size_t... S>(std::index_sequence<S...>) CTNN_INLINE_LAMBDA {
        (scaled(part[S], round * Split + S, packs, cells), ...);
      }
      (std::make_index_sequence<Split>{});
    }
    if constexpr (Vector::other_extent == samples || Vector::other_extent % Split != 0) {
      for (std::size_t k = rounds * Split; k < depth; ++k) scaled(sum, k, packs, cells);
    }
    [&]<std::size_t... S>(std::index_sequence<S...>) CTNN_INLINE_LAMBDA {
      (add_tile(sum, part[S], cells), ...);
    }
    (std::make_index_sequence<Split>{});
  }
}

/// Four dot products at once: rows r … r + 3 of `left` (the last of `count` is repeated) with
/// one run of numbers.
template <class Q, class T>
CTNN_ALWAYS_INLINE constexpr void four_dots(T* result, const T* const (&left)[4], const T* right,
                                            std::size_t depth) {
  Q sums[4] = {Q(T(0)), Q(T(0)), Q(T(0)), Q(T(0))};
  const std::size_t whole = depth / Q::size * Q::size;
  for (std::size_t k = 0; k < whole; k += Q::size) {
    const Q r = Q::load(right + k);
    sums[0] = fma(Q::load(left[0] + k), r, sums[0]);
    sums[1] = fma(Q::load(left[1] + k), r, sums[1]);
    sums[2] = fma(Q::load(left[2] + k), r, sums[2]);
    sums[3] = fma(Q::load(left[3] + k), r, sums[3]);
  }
  if (whole < depth) {
    const Q r = Q::load_partial(right + whole, depth - whole);
    for (std::size_t i = 0; i < 4; ++i) {
      sums[i] = fma(Q::load_partial(left[i] + whole, depth - whole), r, sums[i]);
    }
  }
  for (std::size_t i = 0; i < 4; ++i) result[i] = sum(sums[i]);
}

/// One pack of dot products: lane i is Σ_k vector(v + i, k) · scalar(k, o).
template <class P, class Vector, class Scalar>
constexpr P dots(const Vector& vector, const Scalar& scalar, std::size_t v, std::size_t o,
                 std::size_t depth, std::size_t extent) {
  using T = typename P::value_type;
  constexpr std::size_t width = P::size == 1 ? 1
                                : Vector::other_extent == samples
                                    ? simd::native_width<T>
                                    : simd::fitting_width<T>(Vector::other_extent);
  using Q = simd::pack<T, width>;
  constexpr std::size_t lane_count = quotient_up(P::size, 4) * 4;
  T numbers[lane_count] = {};
  const std::size_t count = lanes_at<P>(v, extent);
  const T* run = scalar.data + o * Scalar::other_stride;
  for (std::size_t i = 0; i < count; i += 4) {
    const T* left[4]{};
    for (std::size_t j = 0; j < 4; ++j) {
      left[j] = vector.data + (v + (i + j < count ? i + j : count - 1)) * Vector::vector_stride;
    }
    four_dots<Q>(numbers + i, left, run, depth);
  }
  return P::generate([&](std::size_t i) { return numbers[i]; });
}

/// The tile of Product = left · right at (v, o).
template <class P, lanes Lanes, std::size_t TV, std::size_t TO, std::size_t Split, class Product,
          class Env>
CTNN_ALWAYS_INLINE constexpr void product_tile(P* tile, const Env& env, std::size_t v,
                                               std::size_t o, std::size_t count,
                                               std::size_t extent) {
  constexpr bool rows = Lanes == lanes::along_rows;
  using Left = argument_of<Product, 0>;
  using Right = argument_of<Product, 1>;
  // The factor that runs along the lanes, indexed (lane, k); the other one, indexed (k, o).
  const auto vector = strided_factor<Lanes, std::conditional_t<rows, Left, Right>>(env);
  const auto scalar = strided_factor<Lanes, std::conditional_t<rows, Right, Left>>(env);
  using Vector = std::remove_const_t<decltype(vector)>;
  using Scalar = std::remove_const_t<decltype(scalar)>;
  const std::size_t depth = Vector::other_extent == samples ? count : Vector::other_extent;

  constexpr bool contiguous_contraction = Vector::other_stride == 1 && Scalar::vector_stride == 1;
  if constexpr (Vector::vector_stride != 1 && contiguous_contraction && Vector::other_extent > 1) {
    for (std::size_t j = 0; j < TO; ++j) {
      for (std::size_t i = 0; i < TV; ++i) {
        tile[i + j * TV] = dots<P>(vector, scalar, v + i * P::size, o + j, depth, extent);
      }
    }
  } else {
    accumulate_scaled<P, TV, TO, Split>(tile, vector, scalar, v, o, depth, extent);
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
