// A tile of a matrix product in registers. Two forms: where the factor along the lanes is
// contiguous, columns of it are scaled by broadcast numbers of the other factor and added up;
// where both factors are contiguous along the contraction, the tile is made of dot products.
#pragma once

#include <ctnn/eval/kernel/access.hpp>
#include <ctnn/eval/lower.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Rounded-up quotient.
constexpr std::size_t quotient_up(std::size_t a, std::size_t b) { return (a + b - 1) / b; }

/// Accumulation chains that keep the multiply-add units busy: two units of latency four.
inline constexpr std::size_t busy_chains = 8;

constexpr std::size_t clamped(std::size_t n, std::size_t least, std::size_t most) {
  return n < least ? least : n > most ? most : n;
}

// Registers in arrays are set and added up by expansion: a loop that some optimisation level leaves
// as one would keep them in memory.
template <class P, std::size_t... J>
CTNN_ALWAYS_INLINE constexpr void clear_tile(P* sum, std::index_sequence<J...>) {
  ((sum[J] = P(typename P::value_type(0))), ...);
}
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
    const auto factor = [&](std::size_t j) CTNN_INLINE_LAMBDA {
      return P(scalar.data[k * Scalar::vector_stride + (o + j) * Scalar::other_stride]);
    };
    ((to[J] = fma(column[J % TV], factor(J / TV), to[J])), ...);
  };
  constexpr auto packs = std::make_index_sequence<TV>{};
  constexpr auto cells = std::make_index_sequence<TV * TO>{};
  if constexpr (Split == 1) {
    CTNN_NO_UNROLLING
    for (std::size_t k = 0; k < depth; ++k) scaled(sum, k, packs, cells);
  } else {
    // Few chains would wait for their own additions: the contraction is split over several.
    P part[(Split - 1) * TV * TO];
    clear_tile(part, std::make_index_sequence<(Split - 1) * TV * TO>{});
    const std::size_t rounds = depth / Split;
    CTNN_NO_UNROLLING
    for (std::size_t round = 0; round < rounds; ++round) {
      scaled(sum, round * Split, packs, cells);
      [&]<std::size_t... S>(std::index_sequence<S...>) CTNN_INLINE_LAMBDA {
        (scaled(part + S * TV * TO, round * Split + S + 1, packs, cells), ...);
      }
      (std::make_index_sequence<Split - 1>{});
    }
    if constexpr (Vector::other_extent == samples || Vector::other_extent % Split != 0) {
      for (std::size_t k = rounds * Split; k < depth; ++k) scaled(sum, k, packs, cells);
    }
    [&]<std::size_t... S>(std::index_sequence<S...>) CTNN_INLINE_LAMBDA {
      (add_tile(sum, part + S * TV * TO, cells), ...);
    }
    (std::make_index_sequence<Split - 1>{});
  }
}

/// The pack of N numbers whose lane i is the sum of rows[i].
template <std::size_t N, class Q>
CTNN_ALWAYS_INLINE constexpr auto row_sums(const Q* rows) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA {
    if constexpr (Q::size == N) {
      return Q::sums({rows[I]...});
    } else {
      const simd::pack<typename Q::value_type, Q::size / 2> halves[N] = {halves_added(rows[I])...};
      return row_sums<N>(halves);
    }
  }
  (std::make_index_sequence<N>{});
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
          bool PaddedLeft, bool PaddedRight, class T>
CTNN_ALWAYS_INLINE constexpr void accumulate_dots(Q (&sums)[Rows * Chains], const T* left,
                                                  std::size_t stride, const T* right,
                                                  std::size_t depth) {
  constexpr auto present = std::make_index_sequence<Present>{};
  const auto add = [&]<std::size_t... R>(Q * to, const T* l, Q r, std::index_sequence<R...>)
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
  [&]<std::size_t... C>(std::index_sequence<C...>) CTNN_INLINE_LAMBDA {
    (add_tile(sums, sums + (C + 1) * Rows, present), ...);
  }
  (std::make_index_sequence<Chains - 1>{});
}

/// One pack of dot products: lane i is Σ_k vector(v + i, k) · scalar(k, o).
template <class P, class Vector, class Scalar>
CTNN_ALWAYS_INLINE constexpr P dots(const Vector& vector, const Scalar& scalar, std::size_t v,
                                    std::size_t o, std::size_t depth, std::size_t extent) {
  using T = typename P::value_type;
  constexpr std::size_t width = P::size == 1 ? 1
                                : Vector::other_extent == samples
                                    ? simd::native_width<T>
                                    : simd::fitting_width<T>(Vector::other_extent);
  using Q = simd::pack<T, width>;
  // As many rows at a time as one register of sums has lanes.
  constexpr std::size_t rows = P::size < width ? P::size : width;
  constexpr std::size_t steps =
      Vector::other_extent == samples ? busy_chains : Vector::other_extent / width;
  const T* left = vector.data + v * Vector::vector_stride;
  const T* right = scalar.data + o * Scalar::other_stride;
  const auto group = [&]<std::size_t Present>(std::size_t first) CTNN_INLINE_LAMBDA {
    constexpr std::size_t chains =
        width == 1 ? 1 : clamped(quotient_up(busy_chains, Present), 1, clamped(steps, 1, 8));
    Q sums[rows * chains];
    accumulate_dots<Q, rows, Present, chains, Vector::other_extent,
                    whole_packs<Q, Vector::other_extent, Vector::vector_stride>,
                    whole_packs<Q, Vector::other_extent, Scalar::other_stride>>(
        sums, left + first * Vector::vector_stride, Vector::vector_stride, right, depth);
    return row_sums<rows>(sums);
  };
  if constexpr (rows == P::size && Vector::vector_extent != samples &&
                Vector::vector_extent % P::size == 0) {
    return group.template operator()<rows>(0);
  } else if constexpr (rows == P::size && Vector::vector_extent < P::size) {
    return group.template operator()<Vector::vector_extent>(0);
  } else {
    // Behind the last whole group, row by row.
    T numbers[P::size + rows] = {};
    const std::size_t count = lanes_at<P>(v, extent);
    std::size_t i = 0;
    for (; i + rows <= count; i += rows) group.template operator()<rows>(i).store(numbers + i);
    for (; i < count; ++i) group.template operator()<1>(i).store(numbers + i);
    return P::load(numbers);
  }
}

/// Where the sums of a product start.
template <class Product>
struct start_of {
  using leaf = void;
};
template <class A, class B, class Start>
struct start_of<node<op::product_onto, A, B, Start>> {
  using leaf = Start;
};

/// The factors of a product as a loop sees them, and which of its two forms it has.
template <lanes Lanes, class Product>
struct product_factors {
  static constexpr bool rows = Lanes == lanes::along_rows;
  // The factor that runs along the lanes, indexed (lane, k); the other one, indexed (k, o).
  using vector = argument_of<Product, rows ? 0 : 1>;
  using scalar = argument_of<Product, rows ? 1 : 0>;
  template <class Env, class Factor>
  using strided_type = decltype(strided_factor<Lanes, Factor>(std::declval<const Env&>()));

  template <class Env>
  static constexpr bool made_of_dots =
      strided_type<Env, vector>::vector_stride != 1 &&
      strided_type<Env, vector>::other_stride == 1 && strided_type<Env, vector>::other_extent > 1 &&
      strided_type<Env, scalar>::vector_stride == 1;
};

/// The tile of Product = left · right, or start + left · right, at (v, o).
template <class P, lanes Lanes, std::size_t TV, std::size_t TO, std::size_t Split, class Product,
          class Env>
CTNN_ALWAYS_INLINE constexpr void product_tile(P* tile, const Env& env, std::size_t v,
                                               std::size_t o, std::size_t count,
                                               std::size_t extent) {
  using factors = product_factors<Lanes, Product>;
  using Start = typename start_of<Product>::leaf;
  const auto vector = strided_factor<Lanes, typename factors::vector>(env);
  const auto scalar = strided_factor<Lanes, typename factors::scalar>(env);
  using Vector = std::remove_const_t<decltype(vector)>;
  const std::size_t depth = Vector::other_extent == samples ? count : Vector::other_extent;

  [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_INLINE_LAMBDA {
    if constexpr (std::is_void_v<Start>) {
      ((tile[J] = P(typename P::value_type(0))), ...);
    } else {
      const auto start = strided_factor<Lanes, Start>(env);
      ((tile[J] = load<P>(start, v + J % TV * P::size, o + J / TV, extent)), ...);
    }
  }
  (std::make_index_sequence<TV * TO>{});

  if constexpr (factors::template made_of_dots<Env>) {
    [&]<std::size_t... J>(std::index_sequence<J...>) CTNN_INLINE_LAMBDA {
      ((tile[J] =
            tile[J] + dots<P>(vector, scalar, v + J % TV * P::size, o + J / TV, depth, extent)),
       ...);
    }
    (std::make_index_sequence<TV * TO>{});
  } else {
    accumulate_scaled<P, TV, TO, Split>(tile, vector, scalar, v, o, depth, extent);
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
