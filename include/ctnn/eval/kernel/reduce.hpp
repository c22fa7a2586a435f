// Reductions over samples or features, one pack of results at a time.
#pragma once

#include <ctnn/eval/kernel/cell.hpp>
#include <ctnn/eval/kernel/registers.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Whether E reduces what Extents says, of which there is more than one.
template <class E, over Extents>
inline constexpr bool is_reduction = false;
template <class Op, class A, over Extents>
requires(is_source<node<Op, A>>) inline constexpr bool is_reduction<node<Op, A>, Extents> =
    Op::extents == Extents && reduced(shape_of<A>, Extents) != shape_of<A>;

template <over Extents, class... Sources>
constexpr bool any_reduction(list<Sources...>) {
  return (is_reduction<Sources, Extents> || ...);
}

/// Lanes behind the end of a run replaced by the reduction's neutral number.
template <class P, class Op, std::size_t Extent>
CTNN_ALWAYS_INLINE constexpr P without_padding(P value, std::size_t v, std::size_t extent) {
  if constexpr (P::size == 1 || (Extent != samples && Extent % P::size == 0)) {
    return value;
  } else {
    using T = typename P::value_type;
    if (v + P::size <= extent) return value;
    return simd::selected(P::first_lanes(extent - v), value, P(Op::template neutral<T>));
  }
}

/// The reductions of each row over the samples, for Packs packs of rows from v on, which are read
/// together: a sample's features lie side by side. Each in several chains where they are few, since
/// one would wait for its own operations.
template <class P, std::size_t Packs, class Reduction, class Environment>
CTNN_ALWAYS_INLINE constexpr void reduce_over_samples(P* results, const Environment& storage,
                                                      std::size_t v, std::size_t count,
                                                      std::size_t extent) {
  using Op = typename Reduction::operation;
  using Operand = argument_of<Reduction>;
  constexpr std::size_t chains = clamped(busy_chains / Packs, 1, 4);
  const std::size_t columns =
      shape_of<Operand>.columns == samples ? count : shape_of<Operand>.columns;
  register_array<P, chains * Packs> folded;
  CTNN_UNROLLED
  for (P& each : folded.each) each = P(Op::template neutral<typename P::value_type>);
  const auto fold = [&](P* into, std::size_t o) CTNN_INLINE_LAMBDA {
    CTNN_UNROLLED
    for (std::size_t i = 0; i < Packs; ++i) {
      const cell<P, lanes::along_rows, Environment> here{storage, v + i * P::size, o, extent,
                                                         nothing_before};
      into[i] = Op::combine(into[i], value_of<P, Operand>(here));
    }
  };
  const std::size_t whole = columns / chains * chains;
  CTNN_NO_UNROLLING
  for (std::size_t o = 0; o < whole; o += chains) {
    CTNN_UNROLLED
    for (std::size_t c = 0; c < chains; ++c) fold(folded.each + c * Packs, o + c);
  }
  for (std::size_t c = 0; c < columns % chains; ++c) fold(folded.each, whole + c);
  combine_chains<chains, Packs>(folded.each,
                                [](P a, P b) CTNN_INLINE_LAMBDA { return Op::combine(a, b); });
  CTNN_UNROLLED
  for (std::size_t i = 0; i < Packs; ++i) results[i] = folded.each[i];
}

/// Reductions over features, which lie along the lanes of Q.
template <class Q, class Reduction, class Environment>
struct features_of_samples {
  using Op = typename Reduction::operation;
  using Operand = argument_of<Reduction>;
  using T = typename Q::value_type;
  static constexpr std::size_t rows = shape_of<Operand>.rows;

  const Environment& storage;

  /// The packs of sample o, folded to one.
  CTNN_ALWAYS_INLINE constexpr Q pack_of(std::size_t o) const {
    Q folded(Op::template neutral<T>);
    for (std::size_t v = 0; v < rows; v += Q::size) {
      const cell<Q, lanes::along_rows, Environment> here{storage, v, o, rows, nothing_before};
      folded =
          Op::combine(folded, without_padding<Q, Op, rows>(value_of<Q, Operand>(here), v, rows));
    }
    return folded;
  }
  CTNN_ALWAYS_INLINE constexpr T reduced(std::size_t o) const { return Op::across(pack_of(o)); }

  /// The reductions of as many samples as P has lanes, from o on; those behind `last` as if they
  /// were it.
  template <class P>
  CTNN_ALWAYS_INLINE constexpr P reduced_to_lanes(std::size_t o, std::size_t last) const {
    if constexpr (P::size > Q::size) {
      using half = simd::pack<T, P::size / 2>;
      return P::joined(reduced_to_lanes<half>(o, last),
                       reduced_to_lanes<half>(o + half::size, last));
    } else {
      return Q::template folds<P::size, P::size>(
          [&](std::size_t i) CTNN_INLINE_LAMBDA { return pack_of(smaller(o + i, last)); },
          [](auto a, auto b) CTNN_INLINE_LAMBDA { return Op::combine(a, b); });
    }
  }
};

/// The reductions of the samples along the lanes of a pack at vector index v of `extent`; or of
/// sample o in every lane.
template <class P, lanes Lanes, class Reduction, class Environment>
CTNN_ALWAYS_INLINE constexpr P reduced_over_features(const Environment& storage, std::size_t v,
                                                     std::size_t o, std::size_t extent) {
  using T = typename P::value_type;
  constexpr std::size_t rows = shape_of<argument_of<Reduction>>.rows;
  using Q = simd::pack<T, P::size == 1 ? 1 : simd::fitting_width<T>(rows)>;
  const features_of_samples<Q, Reduction, Environment> features{storage};
  if constexpr (Lanes == lanes::along_rows) {
    return P(features.reduced(o));
  } else if constexpr (P::size == 1) {
    return P(features.reduced(v));
  } else {
    return features.template reduced_to_lanes<P>(v, extent - 1);
  }
}

/// The tile of a reduction at (v, o): its places J, of Packs packs in each column.
template <class P, lanes Lanes, std::size_t Packs, auto Walk, class Reduction, class Environment,
          std::size_t... J>
requires(!is_product<Reduction>) CTNN_ALWAYS_INLINE
    constexpr void source_tile(P* tile, const Environment& storage, std::size_t v, std::size_t o,
                               std::size_t count, std::size_t extent, std::index_sequence<J...>) {
  CTNN_UNROLLED
  for (std::size_t j = 0; j < sizeof...(J) / Packs; ++j) {
    if constexpr (Reduction::operation::extents == over::every_sample) {
      static_assert(Lanes == lanes::along_rows);
      reduce_over_samples<P, Packs, Reduction>(tile + j * Packs, storage, v, count, extent);
    } else {
      CTNN_UNROLLED
      for (std::size_t i = 0; i < Packs; ++i)
        tile[i + j * Packs] =
            reduced_over_features<P, Lanes, Reduction>(storage, v + i * P::size, o + j, extent);
    }
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
