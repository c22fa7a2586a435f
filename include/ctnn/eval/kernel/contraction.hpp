// The sums of a product whose factor along the lanes is contiguous: columns of it are scaled by
// broadcast numbers of the other factor and added up.
#pragma once

#include <ctnn/base/cache.hpp>
#include <ctnn/base/opaque.hpp>
#include <ctnn/eval/kernel/access.hpp>
#include <ctnn/eval/kernel/registers.hpp>

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

/// Whether a batch's tiles are of 256 bits in sixteen registers, of which twelve sums leave four.
template <class P, class Scalar>
inline constexpr bool is_batch_in_few_registers =
    is_of_sixteen_wide<P>&& P::fuses&& Scalar::other_extent != 1;

/// Rounds of a batch's tile that are written out one after another. A loop's own instructions take
/// places from the multiply-adds, of which a round in few registers has few; they are felt most
/// where another program has half of the processor's places. Of 512 bits twice 24 sums leave no
/// room for what a kernel does to near products; GCC, which adds in place by request, would take
/// that to the stack.
template <class P, class Vector, class Scalar>
constexpr std::size_t batch_rounds_at_once() {
  if (CTNN_SMALL_CODE || Scalar::other_extent == 1) return 1;
  if (is_batch_in_few_registers<P, Scalar>) return 8;
  if (sizeof(P) < 64 || P::is_halved) return 1;
  const bool has_room = !P::adds_in_place || Vector::other_extent == samples || !lies_near<Vector>;
  return has_room ? 2 : 1;
}

/// How many rounds of a walk, with so many places each, are written out one after another for a
/// tile of so many sums. A prefetcher follows far factors by each load of a loop; without
/// fused multiply-adds it is arithmetic that takes the time; and of many samples Clang would take
/// the weights of the last one's tile to the stack.
template <class P, class Vector, class Scalar>
constexpr std::size_t rounds_at_once(std::size_t places, std::size_t sums) {
  const std::size_t rounds = Vector::other_extent / places, multiply_adds = places * sums;
  if (rounds == 0) return 1;
  if (Vector::other_extent != samples && rounds <= most_expanded_rounds) return rounds;
  const std::size_t of_a_batch = batch_rounds_at_once<P, Vector, Scalar>();
  if (of_a_batch > 1 && places == 1) return smaller(rounds, of_a_batch);
  if (Vector::other_extent == samples) return 1;
  if (CTNN_SMALL_CODE || !P::fuses || Scalar::other_extent != 1 || !lies_near<Vector>) return 1;
  if (rounds * multiply_adds <= most_expanded_multiply_adds) return rounds;
  return clamped(multiply_adds_at_once / multiply_adds, 1, rounds);
}

/// The fewest numbers of a caller's that are read four at a time: those that it has just written one
/// by one are waited for.
inline constexpr std::size_t fewest_given_fours = 24;

/// Whether a tile reads the numbers of its other factor four at a time, and spreads each over a
/// register when it is its turn. Where one register of weights is read a cycle, a number that is
/// read into all lanes takes half the time of one, or all of it, and a tile of one column waits for
/// its loads; but of weights in fewer bits for arithmetic. Few numbers that meet one whole register
/// each wait for their shuffles instead.
template <class P, std::size_t Columns, std::size_t Packs, walk Walk, class Vector, class Scalar>
constexpr bool reads_fours() {
  constexpr bool waits_for_loads =
      P::is_halved || (sizeof(P) == 64 && CTNN_LOADS_WIDE_REGISTERS_SINGLY &&
                       (Packs > 1 || Vector::other_extent > 16));
  constexpr bool is_there = Scalar::written_in_registers ||
                            (!P::is_halved && Scalar::vector_extent >= fewest_given_fours);
  return waits_for_loads && is_there && Columns == 1 && Walk.streams == 1 &&
         !is_paired<typename Vector::value_type> &&
         std::is_same_v<typename Scalar::value_type, float> && Scalar::vector_stride == 1 &&
         Scalar::vector_extent != samples;
}

/// Whether each multiply-add of a batch's tile reads its number into all lanes itself, as those of
/// AVX-512 do, and is given an address without an index: see opaque.
template <class P, std::size_t Packs, class Scalar>
inline constexpr bool reads_numbers_in_place = sizeof(P) >= 32 && simd::register_count == 32 &&
                                               !CTNN_HALVES_WIDE_REGISTERS && !P::adds_in_place
                                               && Packs == 1 && Scalar::other_extent != 1 &&
                                               !is_paired<typename Scalar::value_type>;

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
    // Of fewer sums there are several chains in a loop that GCC keeps to registers by itself; and a
    // number of one multiply-add of 512 bits is read into all lanes by that.
    constexpr bool in_place =
        P::adds_in_place && sizeof...(J) >= busy_chains && (Packs > 1 || is_of_sixteen_wide<P>);
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

/// Adds the products vector(v + i packs, k) · scalar(k, o + j) for k in [0, depth) to the tile at
/// (v, o), of whose Size packs a column has Packs, on the walk that Walk says.
template <class P, std::size_t Packs, std::size_t Size, walk Walk, class Vector, class Scalar>
class contraction {
 public:
  CTNN_ALWAYS_INLINE constexpr contraction(const Vector& vector, const Scalar& scalar,
                                           std::size_t v, std::size_t o, std::size_t depth,
                                           std::size_t extent)
      : vector_(vector),
        columns_(scalar),
        v_(v),
        first_column_(o),
        depth_(depth),
        rounds_(depth / places),
        extent_(extent) {
    // Lest GCC has an index for each of many columns, and reads it from the stack; or spreads all
    // numbers of one column before the tiles that read it, and keeps those on the stack.
    constexpr bool is_column_of_tiles =
        Scalar::other_extent == 1 && Packs * P::size < Vector::vector_extent;
    if constexpr ((Size / Packs >= 8 || is_column_of_tiles || (reads_in_place && Size == 1)) &&
                  !is_paired<typename Scalar::value_type>) {
      columns_.data = opaque(scalar.data + o * Scalar::other_stride);
      first_column_ = 0;
    }
  }

  CTNN_ALWAYS_INLINE constexpr void add_to(P* sum) const { add_to(sum, cells); }

 private:
  static_assert(Walk.chains == 1 || Walk.streams == 1);
  static constexpr std::size_t places = Walk.chains * Walk.streams;
  static constexpr std::size_t at_once = rounds_at_once<P, Vector, Scalar>(places, Size);
  static constexpr bool by_fours = reads_fours<P, Size / Packs, Packs, Walk, Vector, Scalar>();
  static constexpr bool reads_in_place = reads_numbers_in_place<P, Packs, Scalar>;
  /// The fewest rounds whose places are whole fours.
  static constexpr std::size_t rounds_of_fours = places % 4 == 0 ? 1 : places % 2 == 0 ? 2 : 4;
  static constexpr std::make_index_sequence<Size> cells{};

  template <std::size_t... J>
  CTNN_ALWAYS_INLINE constexpr void add_to(P* sum, std::index_sequence<J...>) const {
    // The sums of the first chain, and behind them those of the others.
    register_array<P, Walk.chains == 1 ? 0 : Walk.chains * Size> parts;
    P* const chains = Walk.chains == 1 ? sum : parts.each;
    if constexpr (Walk.chains > 1) {
      ((chains[J] = sum[J]), ...);
      clear_tile(chains + Size, std::make_index_sequence<(Walk.chains - 1) * Size>{});
    }
    go_all_rounds(chains);
    if constexpr (Walk.chains > 1) {
      add_chains<Walk.chains, Size>(chains);
      ((sum[J] = chains[J]), ...);
    }
  }

  CTNN_ALWAYS_INLINE constexpr void go_all_rounds(P* chains) const {
    std::size_t round = 0;
    CTNN_NO_UNROLLING
    for (; round + at_once <= rounds_; round += at_once) go_rounds<at_once>(chains, round);
    if constexpr (Vector::other_extent != samples)
      go_rounds<Vector::other_extent / places % at_once>(chains, round);
    if constexpr (Vector::other_extent == samples || Vector::other_extent % places != 0) {
      constexpr bool by_several = Vector::other_extent == samples && at_once > 1;
      for (std::size_t k = (by_several ? round : rounds_) * places; k < depth_; ++k)
        add_at(chains, k);
    }
  }

  template <std::size_t Count>
  CTNN_ALWAYS_INLINE constexpr void go_rounds(P* chains, std::size_t first) const {
    constexpr std::size_t in_fours = by_fours ? Count - Count % rounds_of_fours : 0;
    if constexpr (by_fours) {
      CTNN_UNROLLED
      for (std::size_t next = 0; next < in_fours; next += rounds_of_fours) {
        add_fours<P, Packs, Walk.chains>(chains, vector_, columns_, v_, (first + next) * places,
                                         first_column_, extent_, cells,
                                         std::make_index_sequence<rounds_of_fours * places>{});
        CTNN_IN_ORDER;
      }
    }
    CTNN_UNROLLED
    for (std::size_t next = in_fours; next < Count; ++next) {
      go_round(chains, first + next, std::make_index_sequence<places>{});
      if constexpr (Count > most_expanded_rounds) CTNN_IN_ORDER;
    }
  }

  template <std::size_t... I>
  CTNN_ALWAYS_INLINE constexpr void go_round(P* chains, std::size_t round,
                                             std::index_sequence<I...>) const {
    (add_at(chains + I % Walk.chains * Size,
            Walk.streams == 1 ? round * places + I : round + I * rounds_),
     ...);
  }

  CTNN_ALWAYS_INLINE constexpr void add_at(P* sums, std::size_t k) const {
    constexpr std::size_t ahead = columns_ahead<P, Packs, Vector, Scalar>();
    if constexpr (ahead != 0)
      fetch_run<Packs * P::size, line_size / sizeof(typename Vector::value_type)>(
          vector_.data + v_ + (k + ahead) * Vector::other_stride);
    Scalar columns = columns_;
    std::size_t row = k, first = first_column_;
    if constexpr (reads_in_place && Size > 1) {
      columns.data = opaque_once(columns_.data + k * Scalar::vector_stride +
                                 first_column_ * Scalar::other_stride);
      row = first = 0;
    }
    add_scaled<P, Packs>(
        sums, vector_,
        [&](std::size_t j) CTNN_INLINE_LAMBDA { return P(number_at(columns, row, first + j)); }, v_,
        k, extent_, cells);
  }

  const Vector& vector_;
  Scalar columns_;
  std::size_t v_;
  std::size_t first_column_;
  std::size_t depth_;
  std::size_t rounds_;
  std::size_t extent_;
};

}  // namespace ctnn::inline CTNN_ISA::detail
