// A tile of a matrix product in registers. Two forms: where the factor along the lanes is
// contiguous, columns of it are scaled by broadcast numbers of the other factor and added up;
// where both factors are contiguous along the contraction, the tile is made of dot products.
#pragma once

#include <ctnn/base/cache.hpp>
#include <ctnn/eval/kernel/dots.hpp>
#include <ctnn/eval/lower.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// A tile of one column loads its registers for one multiply-add each, and a loop's own
/// instructions take places from those. The most multiply-adds of its contraction that are written
/// out; and of a longer one, those in the body of the loop.
inline constexpr std::size_t most_expanded_multiply_adds = 256, multiply_adds_at_once = 128;

/// How a tile goes through a contraction: at several places of it in turn. Those of chains lie next
/// to each other, and each has sums of its own, since few sums would wait for their own additions.
/// Those of streams lie far apart, each at the start of a part of the contraction.
struct walk {
  std::size_t chains;
  std::size_t streams;
};

/// Whether a factor that runs along the lanes fits there.
template <class Vector>
inline constexpr bool lies_near = Vector::other_extent == samples ||
                                  Vector::other_extent <= nearest_cache / Vector::other_stride /
                                                              sizeof(typename Vector::value_type);

/// How many columns ahead a tile of Packs packs asks for its part of a far factor's column, if it
/// does. Where a line is several loads each of them waits for it, and processors of such registers
/// look less far ahead by themselves; least where runs have gaps between them, as parts of columns.
/// Of a batch's tiles those ask that keep their sums by request: Clang would take some to the
/// stack.
template <class P, std::size_t Packs, class Vector, class Scalar>
constexpr std::size_t columns_ahead() {
  constexpr bool has_gaps = Packs * P::size < Vector::vector_extent;
  constexpr bool is_asked = Scalar::other_extent == 1 || P::adds_in_place;
  if (P::size == 1 || sizeof(P) > line_size / 2 || lies_near<Vector>) return 0;
  if (Vector::vector_stride != 1 || !is_asked) return 0;
  if (sizeof(P) == line_size / 2) return 5;
  return has_gaps ? 6 : 0;
}

/// Whether a batch's tiles are of 256 bits in sixteen registers: twelve sums then leave so few
/// instructions to a round of a loop that its own are felt, most of all where another program has
/// half of the processor's places.
template <class P, class Scalar>
inline constexpr bool is_batch_in_few_registers =
    is_of_sixteen_wide<P>&& P::fuses&& Scalar::other_extent != 1;

/// Rounds of those that are written out.
inline constexpr std::size_t batch_rounds_at_once = 8;

/// How many rounds of a walk, with so many places each, are written out one after another for a
/// tile of so many sums. A prefetcher follows far factors by each load of a loop; without
/// fused multiply-adds it is arithmetic that takes the time; and of many samples Clang would take
/// the weights of the last one's tile to the stack.
template <class P, class Vector, class Scalar>
constexpr std::size_t rounds_at_once(std::size_t places, std::size_t sums) {
  const std::size_t rounds = Vector::other_extent / places, multiply_adds = places * sums;
  if (rounds == 0) return 1;
  if (Vector::other_extent != samples && rounds <= most_expanded_rounds) return rounds;
  if (is_batch_in_few_registers<P, Scalar> && places == 1 && !CTNN_SMALL_CODE)
    return smaller(rounds, batch_rounds_at_once);
  if (Vector::other_extent == samples) return 1;
  if (CTNN_SMALL_CODE || !P::fuses || Scalar::other_extent != 1 || !lies_near<Vector>) return 1;
  if (rounds * multiply_adds <= most_expanded_multiply_adds) return rounds;
  return clamped(multiply_adds_at_once / multiply_adds, 1, rounds);
}

/// Whether a tile reads the numbers of its other factor four at a time, and spreads each over a
/// register when it is its turn. Where one register of weights is read a cycle, a number that is
/// read into all lanes takes half the time of one, and a tile of one column waits for its loads;
/// but of weights in fewer bits for arithmetic.
template <class P, std::size_t Columns, walk Walk, class Vector, class Scalar>
inline constexpr bool reads_fours =
    P::is_halved&& Columns == 1 && Walk.streams == 1 && !is_paired<typename Vector::value_type> &&
    std::is_same_v<typename Scalar::value_type, float> && Scalar::vector_stride == 1 &&
    Scalar::vector_extent != samples && Scalar::written_in_registers;

/// Asks for a run of so many numbers, at every Step-th of them, so that they are near when they are
/// read.
template <std::size_t Count, std::size_t Step, class T>
CTNN_ALWAYS_INLINE void fetch_run(const T* run) {
  CTNN_UNROLLED
  for (std::size_t at = 0; at < Count; at += Step) __builtin_prefetch(run + at);
}

/// sum[i + j * Packs] += vector(v + i packs, k) · numbers(j) for each of the tile's places J, where
/// numbers(j) is in all lanes.
template <class P, std::size_t Packs, class Vector, class Numbers, std::size_t... J>
CTNN_ALWAYS_INLINE constexpr void add_scaled(P* sum, const Vector& vector, const Numbers& numbers,
                                             std::size_t v, std::size_t k, std::size_t extent,
                                             std::index_sequence<J...>) {
  constexpr std::size_t columns = sizeof...(J) / Packs;
  if constexpr (P::adds_in_place && columns == 1 && has_packs_in_place<P, Vector>) {
    const auto* const column = vector.data + k * Vector::other_stride + v;
    const P number = numbers(0);
    (sum[J].add_product(column + J * P::size, number), ...);
  } else {
    register_array<P, Packs> column;
    load_packs<Packs>(column.each, vector, v, k, extent);
    // Lest GCC loads them for each column anew, as it does for less than six: see in_register.
    if constexpr (P::size > 1 && columns > 1 && columns < 6) {
      CTNN_UNROLLED
      for (P& pack : column.each) pack = pack.in_register();
    }
    // Of fewer sums there are several chains in a loop that GCC keeps to registers by itself.
    constexpr bool in_place = P::adds_in_place && sizeof...(J) >= busy_chains;
    const auto add = [](P& to, const P& pack, const P& number) CTNN_INLINE_LAMBDA {
      if constexpr (in_place) {
        to.add_product(pack, number);
      } else {
        to = fma(pack, number, to);
      }
    };
    P number;
    ((J % Packs == 0 ? void(number = numbers(J / Packs)) : void(),
      add(sum[J], column.each[J % Packs], number)),
     ...);
  }
}

/// The same at the places k + I, in turn for each of so many chains, with the numbers
/// scalar(k + I, o), which are read four at a time.
template <class P, std::size_t Packs, std::size_t Chains, class Vector, class Scalar,
          std::size_t... J, std::size_t... I>
CTNN_ALWAYS_INLINE constexpr void add_fours(P* chains, const Vector& vector, const Scalar& scalar,
                                            std::size_t v, std::size_t k, std::size_t o,
                                            std::size_t extent, std::index_sequence<J...> cells,
                                            std::index_sequence<I...>) {
  const auto* const numbers = scalar.data + o * Scalar::other_stride + k;
  P four;
  // Opaque, since Clang would make a read into all lanes of each again.
  ((I % 4 == 0 ? void(four = P::template load_repeated<4>(numbers + I).opaque()) : void(),
    add_scaled<P, Packs>(
        chains + I % Chains * sizeof...(J), vector,
        [&](std::size_t) CTNN_INLINE_LAMBDA { return four.template spread_in_parts<I % 4, 4>(); },
        v, k + I, extent, cells)),
   ...);
}

/// The same with the numbers scalar(k, o + j), added up over k in [0, depth), on the walk that Walk
/// says, whose places are I.
template <class P, std::size_t Packs, walk Walk, class Vector, class Scalar, std::size_t... J,
          std::size_t... I>
CTNN_ALWAYS_INLINE constexpr void accumulate_scaled(P* sum, const Vector& vector,
                                                    const Scalar& scalar, std::size_t v,
                                                    std::size_t o, std::size_t depth,
                                                    std::size_t extent,
                                                    std::index_sequence<J...> cells,
                                                    std::index_sequence<I...>) {
  constexpr std::size_t size = sizeof...(J), places = sizeof...(I);
  static_assert(Walk.chains == 1 || Walk.streams == 1);
  // The sums of the first chain, and behind them those of the others.
  register_array<P, Walk.chains == 1 ? 0 : Walk.chains * size> parts;
  P* const chains = Walk.chains == 1 ? sum : parts.each;
  if constexpr (Walk.chains > 1) {
    ((chains[J] = sum[J]), ...);
    clear_tile(chains + size, std::make_index_sequence<(Walk.chains - 1) * size>{});
  }
  // Lest GCC has an index for each of many columns, and reads it from the stack; or spreads all
  // numbers of one column before the tiles that read it, and keeps those on the stack.
  auto columns = scalar;
  std::size_t first_column = o;
  constexpr bool is_column_of_tiles =
      Scalar::other_extent == 1 && Packs * P::size < Vector::vector_extent;
  if constexpr ((size / Packs >= 8 || is_column_of_tiles) &&
                !is_paired<typename Scalar::value_type>) {
    columns.data = opaque(scalar.data + o * Scalar::other_stride);
    first_column = 0;
  }
  const std::size_t rounds = depth / places;
  const auto add_at = [&](P* sums, std::size_t k) CTNN_INLINE_LAMBDA {
    constexpr std::size_t ahead = columns_ahead<P, Packs, Vector, Scalar>();
    if constexpr (ahead != 0)
      fetch_run<Packs * P::size, line_size / sizeof(typename Vector::value_type)>(
          vector.data + v + (k + ahead) * Vector::other_stride);
    add_scaled<P, Packs>(
        sums, vector,
        [&](std::size_t j)
            CTNN_INLINE_LAMBDA { return P(number_at(columns, k, first_column + j)); },
        v, k, extent, cells);
  };
  const auto go_round = [&](std::size_t round) CTNN_INLINE_LAMBDA {
    (add_at(chains + I % Walk.chains * size,
            Walk.streams == 1 ? round * places + I : round + I * rounds),
     ...);
  };
  constexpr std::size_t at_once = rounds_at_once<P, Vector, Scalar>(places, size);
  constexpr bool by_fours = reads_fours<P, size / Packs, Walk, Vector, Scalar>;
  // The fewest rounds whose places are whole fours.
  constexpr std::size_t rounds_of_fours = places % 4 == 0 ? 1 : places % 2 == 0 ? 2 : 4;
  const auto go_rounds = [&]<std::size_t Count>(std::size_t first) CTNN_INLINE_LAMBDA {
    constexpr std::size_t in_fours = by_fours ? Count - Count % rounds_of_fours : 0;
    if constexpr (by_fours) {
      CTNN_UNROLLED
      for (std::size_t next = 0; next < in_fours; next += rounds_of_fours) {
        add_fours<P, Packs, Walk.chains>(chains, vector, columns, v, (first + next) * places,
                                         first_column, extent, cells,
                                         std::make_index_sequence<rounds_of_fours * places>{});
        CTNN_IN_ORDER;
      }
    }
    CTNN_UNROLLED
    for (std::size_t next = in_fours; next < Count; ++next) {
      go_round(first + next);
      if constexpr (Count > most_expanded_rounds) CTNN_IN_ORDER;
    }
  };
  std::size_t round = 0;
  CTNN_NO_UNROLLING
  for (; round + at_once <= rounds; round += at_once) go_rounds.template operator()<at_once>(round);
  if constexpr (Vector::other_extent != samples)
    go_rounds.template operator()<Vector::other_extent / places % at_once>(round);
  if constexpr (Vector::other_extent == samples || Vector::other_extent % places != 0) {
    constexpr bool by_several = Vector::other_extent == samples && at_once > 1;
    for (std::size_t k = (by_several ? round : rounds) * places; k < depth; ++k) add_at(chains, k);
  }
  if constexpr (Walk.chains > 1) {
    add_chains<Walk.chains, size>(chains);
    ((sum[J] = chains[J]), ...);
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
  template <class Environment, class Factor>
  using strided_type = decltype(strided_factor<Lanes, Factor>(std::declval<const Environment&>()));

  template <class Environment>
  static constexpr bool made_of_dots =
      strided_type<Environment, vector>::vector_stride != 1 &&
      strided_type<Environment, vector>::other_stride == 1 &&
      strided_type<Environment, vector>::other_extent > 1 &&
      strided_type<Environment, scalar>::vector_stride == 1 &&
      !is_paired<typename strided_type<Environment, vector>::value_type> &&
      !is_paired<typename strided_type<Environment, scalar>::value_type>;
  /// Whether the factor along the lanes is stored in fewer bits than it is computed with.
  template <class P, class Environment>
  static constexpr bool narrow =
      !std::is_same_v<typename strided_type<Environment, vector>::value_type,
                      typename P::value_type>;
};

template <lanes Lanes, class Source, class Environment>
constexpr bool is_made_of_dots() {
  if constexpr (is_product<Source>) {
    return product_factors<Lanes, Source>::template made_of_dots<Environment>;
  } else {
    return false;
  }
}

template <lanes Lanes, class Source, class P, class Environment>
constexpr bool has_narrow_factor() {
  if constexpr (is_product<Source>) {
    return product_factors<Lanes, Source>::template narrow<P, Environment>;
  } else {
    return false;
  }
}
template <lanes Lanes, class Source, class Environment>
constexpr bool has_far_factor() {
  if constexpr (is_product<Source>) {
    using factors = product_factors<Lanes, Source>;
    return !lies_near<
        typename factors::template strided_type<Environment, typename factors::vector>>;
  } else {
    return false;
  }
}

/// The tile of Product = left · right, or start + left · right, at (v, o): its places J, of Packs
/// packs in each column.
template <class P, lanes Lanes, std::size_t Packs, walk Walk, class Product, class Environment,
          std::size_t... J>
requires is_product<Product> CTNN_ALWAYS_INLINE constexpr void source_tile(
    P* tile, const Environment& storage, std::size_t v, std::size_t o, std::size_t count,
    std::size_t extent, [[maybe_unused]] std::index_sequence<J...> cells) {
  using factors = product_factors<Lanes, Product>;
  using Start = typename start_of<Product>::leaf;
  auto vector = strided_factor<Lanes, typename factors::vector>(storage);
  const auto scalar = strided_factor<Lanes, typename factors::scalar>(storage);
  using Vector = decltype(vector);
  const std::size_t depth = Vector::other_extent == samples ? count : Vector::other_extent;

  constexpr bool dots = factors::template made_of_dots<Environment>,
                 has_start = !std::is_void_v<Start>;
  const auto start_at = [&](const auto& start, std::size_t j) CTNN_INLINE_LAMBDA {
    return load<P>(start, v + j % Packs * P::size, o + j / Packs, extent);
  };
  // A register that is set to zero is none of those that Intel's processors have in flight, of
  // which a tile of many sums of 512 bits leaves few; so those start at zero.
  constexpr bool starts_late = has_start && !dots && sizeof(P) == 64 && sizeof...(J) > Packs;
  if constexpr (has_start && !starts_late) {
    const auto start = strided_factor<Lanes, Start>(storage);
    ((tile[J] = start_at(start, J)), ...);
  } else {
    clear_tile(tile, cells);
  }
  if constexpr (dots) {
    static_assert(Packs == 1);
    add_dots<sizeof...(J)>(tile, vector, scalar, v, o, depth, extent);
  } else {
    // Lest GCC has an index for each of its packs.
    constexpr bool starts_at_tile =
        is_batch_in_few_registers<P, std::remove_const_t<decltype(scalar)>> &&
        Vector::vector_stride == 1 && !is_paired<typename Vector::value_type>;
    if constexpr (starts_at_tile) vector.data = opaque(vector.data + v);
    accumulate_scaled<P, Packs, Walk>(tile, vector, scalar, starts_at_tile ? 0 : v, o, depth,
                                      starts_at_tile ? extent - v : extent, cells,
                                      std::make_index_sequence<Walk.chains * Walk.streams>{});
    if constexpr (starts_late) {
      auto start = strided_factor<Lanes, Start>(storage);
      // Lest GCC loads it before a loop over columns, and then lacks registers for the sums.
      start.data = opaque(start.data);
      ((tile[J] = tile[J] + start_at(start, J)), ...);
    }
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
