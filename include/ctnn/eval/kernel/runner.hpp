// A kernel's loop over its space in tiles: in each, the products and reductions first, then the
// assignments on the packs in registers.
#pragma once

#include <ctnn/eval/kernel/facts.hpp>
#include <ctnn/eval/kernel/fold.hpp>
#include <ctnn/eval/kernel/grouped_rows.hpp>
#include <ctnn/eval/kernel/last_rows.hpp>
#include <ctnn/eval/kernel/reduce.hpp>
#include <ctnn/eval/kernel/tiling.hpp>
#include <ctnn/eval/kernel/transpose.hpp>
#include <ctnn/eval/workspace.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// What a kernel has computed at one place: its products and reductions, then its targets in
/// turn.
template <class P, class Sources, class Targets, std::size_t Done>
struct computed {
  const P* sources;
  const P* targets;
  std::size_t source_stride;

  template <class E>
  static constexpr std::size_t target_index = Targets::template last_index_of<E, Done>;
  template <class E>
  static constexpr bool provides = Sources::template contains<E> || target_index<E> < Done;

  template <class E>
  CTNN_ALWAYS_INLINE constexpr P get() const {
    if constexpr (target_index<E> < Done) {
      return targets[target_index<E>];
    } else {
      return sources[Sources::template index_of<E> * source_stride];
    }
  }
};

/// Runs a kernel, of which the last LastRows rows are had as last_rows.
template <class P, class Kernel, class Environment, std::size_t LastRows = 0>
struct runner {
  using T = typename P::value_type;
  using facts = kernel_facts<Kernel>;
  using assignments = typename Kernel::assignments;
  using folds = typename facts::folds;
  using sources = typename facts::sources;
  using targets = typename facts::targets;
  using common = decltype(common_numbers<Kernel, Environment>());
  /// What is there before the assignments.
  using given = concatenated_t<sources, common>;

  using tiling = kernel_tiling<P, Kernel, Environment, LastRows>;
  static constexpr lanes direction = tiling::direction;
  static constexpr std::size_t static_extent = tiling::static_extent;
  static constexpr std::size_t static_others = tiling::static_others;

  const Environment& storage;
  std::size_t count;  // of samples

  /// Assignment number I at one place.
  template <std::size_t I, lanes Lanes>
  CTNN_ALWAYS_INLINE constexpr void assign(P* folded, const P* source_values,
                                           std::size_t source_stride, P* target_values,
                                           std::size_t v, std::size_t o, std::size_t extent) const {
    using A = at_t<assignments, I>;
    using Target = typename A::target;
    using Before = computed<P, given, targets, I>;
    const Before before{source_values, target_values, source_stride};
    const cell<P, Lanes, Environment, Before> here{storage, v, o, extent, before};
    const P value = value_of<P, formula_at_place<A>>(here);
    if constexpr (is_fold<A>) {
      fold_into<A, static_extent>(folded[folds::template index_of<A>], value, v, extent);
    } else {
      target_values[I] = value;
      if constexpr (!Kernel::locals::template contains<Target>) {
        const auto to = strided_factor<Lanes, Target>(storage);
        if constexpr (Lanes == lanes::along_columns && has_room_for_packs<Target>) {
          value.store(to.data + v);
        } else {
          store<P>(to, v, o, extent, value);
        }
      }
    }
  }

  /// Asks for a tile's part of a matrix's column, so that it arrives while the products are
  /// computed: once for each line, where columns begin with one.
  template <std::size_t Packs, class Leaf>
  CTNN_ALWAYS_INLINE void fetch_early(std::size_t v, std::size_t o) const {
    if constexpr (tiling::template is_matrix<Leaf>) {
      const auto s = strided_factor<direction, Leaf>(storage);
      using Strided = std::remove_const_t<decltype(s)>;
      constexpr bool begins_with_line = Strided::other_stride * sizeof(T) % line_size == 0;
      constexpr std::size_t step = begins_with_line ? line_size / sizeof(T) : P::size;
      if constexpr (Strided::vector_stride == 1)
        fetch_run<Packs * P::size, step>(s.data + v + o * Strided::other_stride);
    }
  }
  template <std::size_t Packs, std::size_t Columns, class... Leaves>
  CTNN_ALWAYS_INLINE void fetch_tile(std::size_t v, std::size_t o, list<Leaves...>) const {
    CTNN_UNROLLED
    for (std::size_t j = 0; j < Columns; ++j) (fetch_early<Packs, Leaves>(v, o + j), ...);
  }

  /// The numbers of a product or a reduction in a tile. A kernel that is a function of its own has
  /// one place for each such tile, so that GCC may leave it to the end to inline it there.
  template <std::size_t Packs, walk Walk, class Source, std::size_t... J>
  CTNN_INLINE_LATE constexpr void late_tile(P* tile, std::size_t v, std::size_t o,
                                            std::size_t extent,
                                            std::index_sequence<J...> cells) const {
    source_tile<P, direction, Packs, Walk, Source>(tile, storage, v, o, count, extent, cells);
  }

  // Each function around a tile is one more copy of its code that a compiler optimises, so there
  // are as few as will do.
  template <std::size_t Packs, std::size_t Columns, walk Walk, class... Sources, std::size_t... J>
  CTNN_ALWAYS_INLINE constexpr void tile(P* folded, std::size_t v, std::size_t o,
                                         std::size_t extent, list<Sources...>,
                                         [[maybe_unused]] std::index_sequence<J...> cells) const {
    constexpr std::size_t size = Packs * Columns;
    register_array<P, sources::size * size> values;
    if constexpr (tiling::matrices_from_afar != 0)
      fetch_tile<Packs, Columns>(v, o, typename tiling::leaves{});
    if constexpr (tiling::numbers_ahead != 0)
      fetch_tile<Packs, Columns>(v + tiling::numbers_ahead, o, typename tiling::leaves{});
    if constexpr (is_large<Kernel>) {
      (late_tile<Packs, Walk, Sources>(values.each + sources::template index_of<Sources> * size, v,
                                       o, extent, cells),
       ...);
    } else {
      (source_tile<P, direction, Packs, Walk, Sources>(
           values.each + sources::template index_of<Sources> * size, storage, v, o, count, extent,
           cells),
       ...);
    }
    CTNN_UNROLLED
    for (std::size_t j = 0; j < size; ++j)
      assign_all(folded, values.each + j, size, v + j % Packs * P::size, o + j / Packs, extent,
                 std::make_index_sequence<assignments::size>{});
  }
  template <lanes Lanes = direction, std::size_t... I>
  CTNN_ALWAYS_INLINE constexpr void assign_all(P* folded, const P* source_values,
                                               std::size_t source_stride, std::size_t v,
                                               std::size_t o, std::size_t extent,
                                               std::index_sequence<I...>) const {
    register_array<P, assignments::size> target_values;
    (assign<I, Lanes>(folded, source_values, source_stride, target_values.each, v, o, extent), ...);
  }

  /// A tile of so many packs by so few columns that its sums do not fill the registers.
  template <std::size_t Packs, std::size_t Few>
  CTNN_ALWAYS_INLINE constexpr void small_tile(P* folded, std::size_t v, std::size_t o,
                                               std::size_t extent) const {
    constexpr std::size_t size = Packs * Few;
    constexpr std::size_t sums = size * count_products(sources{});
    // What a kernel folds takes registers as well.
    constexpr bool lacks_registers =
        is_of_sixteen_wide<P> && folds::size != 0 && sums > busy_chains / 2;
    constexpr walk Walk =
        lacks_registers ? walk{1, 1} : walk_with(sums, least_depth(sources{}), false);
    tile<Packs, Few, Walk>(folded, v, o, extent, sources{}, std::make_index_sequence<size>{});
  }

  /// The columns from `first` on, in tiles of Columns, then of fewer: each width is code of its
  /// own, and compile time is paid for it.
  template <std::size_t Packs>
  CTNN_ALWAYS_INLINE constexpr void columns(P* folded, std::size_t v, std::size_t first,
                                            std::size_t others, std::size_t extent) const {
    constexpr std::size_t Columns = tiling::tile.columns;
    constexpr walk Walk = tiling::tile.walk_of_contraction;
    std::size_t end = others;
    if constexpr (tiling::has_all_widths) {
      // Eight are twice four, and seven four and three; nine are four and five.
      if (others > Columns && (others % Columns == 1 || (Columns > 4 && others % Columns == 2)))
        end -= Columns;
    }
    std::size_t o = first;
    CTNN_NO_UNROLLING
    for (; o + Columns <= end; o += Columns)
      tile<Packs, Columns, Walk>(folded, v, o, extent, sources{},
                                 std::make_index_sequence<Packs * Columns>{});
    if constexpr (static_others != samples) {
      constexpr std::size_t last = static_others % Columns;
      if constexpr (last != 0)
        tile<Packs, last, Walk>(folded, v, o, extent, sources{},
                                std::make_index_sequence<Packs * last>{});
    } else {
      if constexpr (tiling::has_all_widths && Columns != 5) {
        if (others - o == 5) return small_tile<Packs, 5>(folded, v, o, extent);
      }
      if constexpr (Columns > 8) {
        if (o + 8 <= others) {
          small_tile<Packs, 8>(folded, v, o, extent);
          o += 8;
        }
      }
      if constexpr (tiling::has_fours) {
        CTNN_NO_UNROLLING
        for (; o + 4 <= others; o += 4) small_tile<Packs, 4>(folded, v, o, extent);
      }
      if constexpr (tiling::has_all_widths) {
        if (others - o == 3) return small_tile<Packs, 3>(folded, v, o, extent);
      }
      if constexpr (Columns > 2) {
        CTNN_NO_UNROLLING
        for (; o + 2 <= others; o += 2) small_tile<Packs, 2>(folded, v, o, extent);
      }
      if constexpr (Columns > 1) {
        CTNN_NO_UNROLLING
        for (; o + 1 <= others; o += 1) small_tile<Packs, 1>(folded, v, o, extent);
      }
    }
  }

  /// Samples in eights, by tiles of so many packs from v on to the end.
  template <std::size_t Packs>
  CTNN_ALWAYS_INLINE constexpr void eights(P* folded, std::size_t v, std::size_t end,
                                           std::size_t others, std::size_t extent) const {
    CTNN_NO_UNROLLING
    for (; v < end; v += Packs * P::size) {
      CTNN_NO_UNROLLING
      for (std::size_t o = 0; o != others; o += 8)
        tile<Packs, 8, walk{1, 1}>(folded, v, o, extent, sources{},
                                   std::make_index_sequence<Packs * 8>{});
    }
  }

  /// Samples in eights, as far as they go, by few rows in groups. Returns how many.
  template <class... Sources>
  CTNN_ALWAYS_INLINE std::size_t run_grouped(P* folded, std::size_t others, std::size_t extent,
                                             list<Sources...>) const {
    constexpr std::size_t size = samples_of_groups;
    const auto run_rows =
        [&](const grouped_rows<P, Sources, Environment>&... rows) CTNN_INLINE_LAMBDA {
          std::size_t o = 0;
          CTNN_NO_UNROLLING
          for (; o + size <= others; o += size) {
            register_array<P, sources::size * size> values;
            (rows.template multiply<size>(values.each + sources::template index_of<Sources> * size,
                                          storage, o, extent),
             ...);
            CTNN_UNROLLED
            for (std::size_t j = 0; j < size; ++j)
              assign_all(folded, values.each + j, size, 0, o + j, extent,
                         std::make_index_sequence<assignments::size>{});
          }
          return o;
        };
    return run_rows(grouped_rows<P, Sources, Environment>(storage)...);
  }

  /// The rows behind those of the tiles.
  template <class... Sources>
  CTNN_ALWAYS_INLINE constexpr void run_last_rows(list<Sources...>) const {
    constexpr std::size_t first = static_extent - LastRows;
    const auto run_rows =
        [&](const last_rows<P, Sources, Environment, first>&... rows) CTNN_INLINE_LAMBDA {
          CTNN_NO_UNROLLING
          for (std::size_t v = 0; v < count; v += P::size) {
            CTNN_UNROLLED
            for (std::size_t row = 0; row < LastRows; ++row) {
              const P values[] = {rows.at(storage, row, v, count)...};
              assign_all<lanes::along_columns>(nullptr, values, 1, v, first + row, count,
                                               std::make_index_sequence<assignments::size>{});
            }
          }
        };
    run_rows(last_rows<P, Sources, Environment, first>(storage)...);
  }

  /// Whole columns one after another, in blocks if there are any, the last block first.
  CTNN_ALWAYS_INLINE constexpr void whole_columns(P* folded, std::size_t others,
                                                  std::size_t extent) const {
    constexpr std::size_t Packs = tiling::tile.packs, last = tiling::packs % Packs;
    constexpr walk Walk = tiling::tile.walk_of_contraction;
    constexpr std::size_t columns_of_a_block = tiling::columns_of_a_block;
    for (std::size_t end = others; end != 0;) {
      std::size_t first = 0;
      if constexpr (columns_of_a_block != 0)
        first = (end - 1) / columns_of_a_block * columns_of_a_block;
      CTNN_NO_UNROLLING
      for (std::size_t o = first; o != end; ++o) {
        std::size_t v = 0;
        CTNN_NO_UNROLLING
        for (; v + (Packs - 1) * P::size < extent; v += Packs * P::size)
          tile<Packs, 1, Walk>(folded, v, o, extent, sources{}, std::make_index_sequence<Packs>{});
        if constexpr (last != 0)
          tile<last, 1, Walk>(folded, v, o, extent, sources{}, std::make_index_sequence<last>{});
      }
      end = first;
    }
  }

  /// All of the space in tiles.
  CTNN_ALWAYS_INLINE constexpr void tiles(P* folded, std::size_t others, std::size_t extent) const {
    constexpr std::size_t Packs = tiling::tile.packs;
    std::size_t first = 0;  // of the columns that are left
    if constexpr (tiling::has_eights) {
      if (others % 8 == 0 && others % tiling::tile.columns != 0) {
        // The last packs by twos: a tile of one would load more often than it multiplies.
        constexpr std::size_t twos = (3 - tiling::packs % 3) % 3;
        constexpr std::size_t in_threes = (tiling::packs - 2 * twos) * P::size;
        eights<3>(folded, 0, in_threes, others, extent);
        if constexpr (twos != 0)
          eights<2>(folded, in_threes, tiling::packs * P::size, others, extent);
        first = others;
      }
    }
    if constexpr (groups_rows<P, Kernel, Environment>()) {
      if (others >= least_samples_of_groups) first = run_grouped(folded, others, extent, sources{});
    }
    std::size_t v = 0;
    CTNN_NO_UNROLLING
    for (; v + (Packs - 1) * P::size < extent - LastRows; v += Packs * P::size)
      columns<Packs>(folded, v, first, others, extent);
    if constexpr (static_extent == samples && Packs > 1) {
      for (; v < extent; v += P::size) columns<1>(folded, v, first, others, extent);
    } else if constexpr (tiling::packs % Packs != 0) {
      columns<tiling::packs % Packs>(folded, v, first, others, extent);
    }
    if constexpr (LastRows != 0) run_last_rows(sources{});
  }

  /// One number of each sample, with those that all have in common in registers.
  template <class... Common>
  CTNN_ALWAYS_INLINE constexpr void row(P* folded, list<Common...>) const {
    const register_array<P, sizeof...(Common)> numbers{
        {load<P>(strided_factor<direction, Common>(storage), 0, 0, count)...}};
    CTNN_NO_UNROLLING
    for (std::size_t v = 0; v < count; v += P::size)
      assign_all(folded, numbers.each, 1, v, 0, count,
                 std::make_index_sequence<assignments::size>{});
  }

  CTNN_ALWAYS_INLINE constexpr void run() const {
    if constexpr (transposes_squares()) {
      copy_transpose<P>(strided_factor<direction, typename transposed_in<Kernel>::leaf>(storage),
                        strided_factor<direction, at_t<targets, 0>>(storage));
    } else {
      const std::size_t extent = static_extent == samples ? count : static_extent;
      const std::size_t others = static_others == samples ? count : static_others;
      register_array<P, folds::size> folded;
      if constexpr (folds::size != 0) start_folds(folded.each, folds{});
      if constexpr (common::size != 0) {
        row(folded.each, common{});
      } else if constexpr (tiling::outer_in_whole_columns) {
        whole_columns(folded.each, others, extent);
      } else {
        tiles(folded.each, others, extent);
      }
      if constexpr (folds::size != 0) finish_folds(folded.each, storage, folds{});
    }
  }
  static constexpr bool transposes_squares() {
    using Leaf = typename transposed_in<Kernel>::leaf;
    if constexpr (!std::is_void_v<Leaf> && P::size > 1 && is_static(Kernel::space)) {
      using From = decltype(strided_factor<direction, Leaf>(std::declval<const Environment&>()));
      using To =
          decltype(strided_factor<direction, at_t<targets, 0>>(std::declval<const Environment&>()));
      return From::vector_stride == 1 && To::vector_stride == 1 &&
             !is_paired<typename From::value_type>;
    } else {
      return false;
    }
  }
};

}  // namespace ctnn::inline CTNN_ISA::detail
