// How a kernel's loops go over its space: which way the lanes run, and what a tile holds.
#pragma once

#include <ctnn/eval/kernel/facts.hpp>
#include <ctnn/eval/kernel/reduce.hpp>
#include <ctnn/eval/kernel/tile.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// The most packs of a column that code is written out for: more take a loop.
inline constexpr std::size_t most_packs_written_out = 32;

/// A kernel's space, by the direction of its lanes.
template <class Kernel, class Environment>
struct kernel_extents {
  static constexpr lanes direction = lanes_of<Kernel, Environment>();
  static constexpr bool rows = direction == lanes::along_rows;
  /// The numbers along the lanes, and along the other index; samples where they are not known.
  static constexpr std::size_t static_extent = rows ? Kernel::space.rows : Kernel::space.columns;
  static constexpr std::size_t static_others = rows ? Kernel::space.columns : Kernel::space.rows;
  /// Whether the kernel goes over one column after another, from end to end: an outer product reads
  /// nothing twice but its column, and long runs are what a prefetcher fetches best.
  static constexpr bool outer_in_whole_columns =
      static_extent != samples && kernel_facts<Kernel>::only_outer;
};

/// Of all rows of a kernel but the last LastRows.
template <class P, class Kernel, class Environment, std::size_t LastRows>
struct kernel_tiling : kernel_extents<Kernel, Environment> {
  using extents = kernel_extents<Kernel, Environment>;
  using extents::direction, extents::static_extent, extents::static_others,
      extents::outer_in_whole_columns;
  using sources = typename kernel_facts<Kernel>::sources;

  static constexpr std::size_t packs =
      static_extent == samples ? samples : quotient_up(static_extent - LastRows, P::size);

  template <class... Sources>
  static constexpr bool any_dots(list<Sources...>) {
    return (is_made_of_dots<direction, Sources, Environment>() || ...);
  }
  template <class... Sources>
  static constexpr bool any_narrow(list<Sources...>) {
    return (has_narrow_factor<direction, Sources, P, Environment>() || ...);
  }
  template <class... Sources>
  static constexpr bool any_far(list<Sources...>) {
    return (has_far_factor<direction, Sources, Environment>() || ...);
  }

  using leaves = leaves_read<typename Kernel::assignments>;
  /// Whether a leaf is a matrix that the assignments read beside the products, as an update does
  /// the weights and their moments.
  template <class Leaf>
  static constexpr bool is_matrix = shape_of<Leaf> == Kernel::space && !is_temporary<Leaf>;
  template <class... Leaves>
  static constexpr std::size_t count_matrices(list<Leaves...>) {
    return (std::size_t{is_matrix<Leaves>} + ... + 0);
  }
  /// What each of them takes, and whether that is too large for the nearest cache.
  static constexpr std::size_t bytes =
      is_static(Kernel::space)
          ? Kernel::space.rows * Kernel::space.columns * sizeof(typename P::value_type)
          : 0;
  static constexpr bool is_far = bytes > nearest_cache;
  /// How many of them there are where they are.
  static constexpr std::size_t matrices_from_afar =
      count_products(sources{}) != 0 && is_far ? count_matrices(leaves{}) : 0;

  /// Columns that an outer product onto a far matrix goes over at a time, the last ones first:
  /// those are still near, since what passed over the matrix before ended there, and what passes
  /// over it next will find the first ones near. 0 where it goes over all at once. Within a block
  /// addresses ascend, as prefetchers like it.
  static constexpr std::size_t columns_of_a_block =
      outer_in_whole_columns && is_far
          ? nearest_cache / 2 / (static_extent * sizeof(typename P::value_type))
          : 0;

  /// Whether asking ahead for what an update will change gains anything: it does on Ice Lake in
  /// registers of 512 bits, and is a loss on Zen 3.
  static constexpr bool gains_by_asking =
      sizeof(P) == 64 && !P::is_halved && !CTNN_READS_SEVERAL_RUNS;
  /// How many numbers further on, by their addresses, such a product asks: a kilobyte. 0 where much
  /// of the matrix is near.
  static constexpr std::size_t numbers_ahead = gains_by_asking && columns_of_a_block != 0 &&
                                                       bytes > 3 * nearest_cache
                                                   ? 1024 / sizeof(typename P::value_type)
                                                   : 0;

  template <class... Assignments>
  static constexpr bool any_costs(list<Assignments...>) {
    return (contains_such<typename Assignments::formula, costs_at_places> || ...);
  }
  /// Whether functions follow for which one sample's column takes smaller tiles.
  static constexpr bool has_functions() {
    if constexpr (CTNN_HALVES_WIDE_REGISTERS && static_others == 1 && packs != samples &&
                  packs > most_packs_of_functions) {
      return any_costs(typename Kernel::assignments{});
    } else {
      return false;
    }
  }

  static constexpr tile_shape choose() {
    // Of few rows those of several samples.
    if (any_dots(sources{}))
      return {
          1,
          static_others == samples && static_extent <= P::size ? columns_of_dots(static_extent) : 1,
          {1, 1}};
    if (reduces_to_lanes<Kernel, Environment>()) return {1, 1, {1, 1}};
    if (any_reduction<over::every_sample>(sources{}) && packs != samples &&
        count_products(sources{}) == 0)
      return {balanced(packs, clamped(busy_chains / clamped(sources::size, 1, busy_chains), 1,
                                      busy_chains)),
              1,
              {1, 1}};
    if (outer_in_whole_columns) return {balanced(packs, most_packs_written_out), 1, {1, 1}};
    if (simd::register_count == 32 && matrices_from_afar > 1 && count_products(sources{}) == 1)
      return tall_tile(packs, static_others);
    return choose_tile({.packs = packs,
                        .others = static_others,
                        .products = count_products(sources{}),
                        .depth = least_depth(sources{}),
                        .bytes = sizeof(P),
                        .narrow = any_narrow(sources{}),
                        .functions = has_functions()});
  }
  static constexpr tile_shape tile = choose();
  static_assert(tile.packs != 0 && tile.columns != 0);

  /// Whether the end of a batch has tiles of its own for several columns: in wide registers one of
  /// four takes less time than two of two.
  static constexpr bool has_ends = sizeof(P) > 16 && static_others == samples;
  static constexpr bool has_fours = has_ends && tile.columns >= 5;
  /// Whether there are tiles of three and five columns as well, which otherwise would be two and
  /// one, or four and one.
  static constexpr bool has_all_widths = has_ends && (tile.columns == 6 || tile.columns == 5 ||
                                                      (tile.columns == 4 && tile.packs == 4));
  /// Whether there are tiles of three packs by eight samples beside those of four by six: batches
  /// tend to be of whole eights, which leave a rest in sixes, and a factor from afar is read less
  /// often, for a load more in 24 multiply-adds.
  static constexpr bool has_eights =
      has_fours && any_far(sources{}) && tile.packs == 4 && packs > 4 && !any_narrow(sources{});
};

/// One number after another, as in constant expressions and where there are no registers of
/// several.
template <class P, class Kernel, class Environment>
requires(P::size == 1) struct kernel_tiling<P, Kernel, Environment, 0>
    : kernel_extents<Kernel, Environment> {
  static constexpr std::size_t packs = kernel_extents<Kernel, Environment>::static_extent;
  static constexpr tile_shape tile{1, 1, {1, 1}};
  static constexpr std::size_t matrices_from_afar = 0, columns_of_a_block = 0, numbers_ahead = 0;
  static constexpr bool has_fours = false, has_all_widths = false, has_eights = false;
};

}  // namespace ctnn::inline CTNN_ISA::detail
