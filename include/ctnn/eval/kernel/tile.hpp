// How many packs and columns a kernel holds in registers at a time.
#pragma once

#include <ctnn/eval/fuse.hpp>
#include <ctnn/eval/kernel/product.hpp>

namespace ctnn::inline CTNN_ISA::detail {

struct tile_shape {
  std::size_t packs;    // along the lanes
  std::size_t columns;  // along the other index
  walk walk_of_contraction;
};

/// Tiles of equal size, as few as a limit allows.
constexpr std::size_t balanced(std::size_t count, std::size_t most) {
  return quotient_up(count, quotient_up(count, most));
}

/// Packs of a factor that are read at a time from beyond the nearest cache. What passes over the
/// factor next, as an update does, finds the end of one run near; two runs of numbers in fewer
/// bits.
constexpr std::size_t packs_from_afar(bool narrow) {
  if (CTNN_READS_SEVERAL_RUNS) return 32;
  return narrow ? 16 : 8;
}

/// Registers for sums; the rest hold a column of one factor and a broadcast number, and, as one
/// sample goes through numbers in fewer bits, those that become wide for each sum.
constexpr std::size_t most_sums(bool one_sample, bool narrow) {
  if (simd::register_count == 32) return 24;
  return one_sample && narrow ? 8 : 12;
}

/// The most sums of a batch's tile whose factor is near. Where a register is multiplied in halves
/// sixteen keep the units busy, and a smaller tile's end is stored while the next one is added up.
inline constexpr std::size_t most_near_sums = CTNN_HALVES_WIDE_REGISTERS ? 16 : 24;

/// How to go through a contraction over `depth` with no more than so many sums at a time.
constexpr walk walk_with(std::size_t sums, std::size_t depth, bool narrow) {
  const std::size_t chains =
      narrow ? smaller(quotient_up(2 * busy_chains, sums), most_sums(true, narrow) / sums)
             : quotient_up(busy_chains, sums);
  // Each chain is an addition more, which takes longer than a chain of few products saves where the
  // next sample does not wait for this one.
  return {clamped(chains, 1, clamped(quotient_up(depth, 4), 1, 8)), 1};
}

/// The tile of a product whose numbers go into several matrices beyond the nearest cache, as into
/// weights and their moments: as much of a column as leaves registers for a second one, since a
/// processor fetches long runs ahead by itself.
constexpr tile_shape tall_tile(std::size_t packs, std::size_t others) {
  constexpr std::size_t registers = simd::register_count - 1;  // one is for a broadcast number
  const std::size_t tall = balanced(packs, registers / 3);
  return {tall, balanced(others, clamped(registers / tall - 1, 1, 6)), {1, 1}};
}

/// The most packs of several columns' tile, of so many in a column. In sixteen registers of 256
/// bits threes of an odd number leave no tile of one pack, which loads more often than it
/// multiplies.
constexpr std::size_t most_packs_of_several(std::size_t packs, std::size_t bytes, bool narrow) {
  if (simd::register_count == 32) return 4;
  return bytes == 32 && !narrow && packs % 2 == 1 && packs % 3 != 1 ? 3 : 2;
}

/// The most packs of one sample's column in a tile where a function of them follows: operations
/// that wait for each other leave the units to the products of the next tile.
inline constexpr std::size_t most_packs_of_functions = 7;

/// What the tile of a kernel is chosen by.
struct tile_facts {
  std::size_t packs;     ///< in a column; `samples` where they lie along the lanes
  std::size_t others;    ///< columns; `samples` if not known
  std::size_t products;  ///< that it computes
  std::size_t depth;     ///< of the shortest contraction
  std::size_t bytes;     ///< of a pack
  /// Whether numbers have fewer bits than they are computed with. They come in pairs of packs, and
  /// faster, so that it takes more chains to keep up with them.
  bool narrow;
  /// Whether functions of the products take long, which is asked of one sample's columns.
  bool functions;

  constexpr std::size_t in_pairs(std::size_t n) const { return narrow ? n + n % 2 : n; }
  /// Bytes of the matrix, `samples` if not known.
  constexpr std::size_t size_of_factor() const {
    return depth == samples ? samples : packs * depth * bytes;
  }
};

/// How one sample's tile of so many sums goes through its contraction. Where a core has two units
/// for 512 bits, eight sums are just enough to keep both busy, and wait whenever one is late: up to
/// four chains make twelve, if they have eight products each, which pay for adding one up. Not
/// where the cache is what it waits for.
constexpr walk walk_of_one_sample(const tile_facts& of, std::size_t sums) {
  const walk usual = walk_with(sums, of.depth, of.narrow);
  if (CTNN_HALVES_WIDE_REGISTERS || of.bytes != 64 || of.narrow ||
      of.size_of_factor() > nearest_cache)
    return usual;
  const std::size_t chains =
      smaller(quotient_up(3 * busy_chains / 2, sums), smaller(of.depth / 8, 4));
  return chains > usual.chains ? walk{chains, 1} : usual;
}

/// The tile of one column, which at most so many sums are for.
constexpr tile_shape tile_of_one_sample(const tile_facts& of, std::size_t sums) {
  const std::size_t size = of.size_of_factor();
  // Whole columns where the registers hold them: then the factor is read from end to end.
  std::size_t tall = of.in_pairs(balanced(of.packs, sums));
  if (of.functions && !of.narrow && size <= 2 * nearest_cache) {
    tall = smaller(tall, balanced(of.packs, most_packs_of_functions));
    return {tall, 1, walk_with(tall * of.products, of.depth, false)};
  }
  if (size != samples && size > nearest_cache) {
    // Parts of columns would be runs with gaps, which several at a time make no faster.
    if (tall == of.packs && tall >= busy_chains)
      return {tall, 1, {1, clamped(packs_from_afar(of.narrow) / tall, 1, 4)}};
    // The line in which one ends would come again for the next.
    if (tall * of.bytes % line_size != 0 && of.packs % busy_chains == 0) tall = busy_chains;
  }
  return {tall, 1, walk_of_one_sample(of, tall * of.products)};
}

/// The tile of one column or of several.
constexpr tile_shape choose_tile(tile_facts of) {
  if (of.products == 0) return {of.packs == samples ? 1 : smaller(of.packs, 2), 1, {1, 1}};
  const bool one_sample = of.others == 1, along_samples = of.packs == samples;
  const std::size_t most = clamped(most_sums(one_sample, of.narrow) / of.products, 1, 24);
  if (along_samples) of.packs = most;
  if (one_sample) return tile_of_one_sample(of, most);
  const std::size_t tall =
      of.in_pairs(balanced(of.packs, most_packs_of_several(of.packs, of.bytes, of.narrow)));
  const bool is_near = !along_samples && !of.narrow && of.size_of_factor() <= nearest_cache;
  const std::size_t sums = is_near ? smaller(most, most_near_sums) : most;
  // Eight sums are just enough to keep two units busy, and wait whenever one of them is late.
  const std::size_t widest = clamped(sums / tall, 1, tall == 1 ? 16 : 8);
  return {tall, of.others == samples ? widest : balanced(of.others, widest), {1, 1}};
}

}  // namespace ctnn::inline CTNN_ISA::detail
