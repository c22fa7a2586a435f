// The way back through a matrix for one sample, in one pass over it: the product of its transpose
// and a column, which what lies before it waits for, and its own update by an outer product. As two
// kernels they would read it twice.
#pragma once

#include <ctnn/eval/kernel/late_sums.hpp>
#include <ctnn/eval/kernel/runner.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// The update's one assignment.
template <class Update>
using update_of = at_t<typename Update::assignments, 0>;

/// Whether kernel Back, whose one product is that of Matrix's transpose and a column, and kernel
/// Update, which is to change Matrix, go in one pass. Without fused multiply-adds the arithmetic is
/// what takes the time, and is less apart.
template <class T, class Back, class Update, class Matrix>
constexpr bool goes_in_one_pass() {
  using P = simd::native_pack<T>;
  using facts = kernel_facts<Back>;
  constexpr shape s = shape_of<Matrix>;
  if constexpr (Update::assignments::size == 1 && facts::sources::size == 1 &&
                facts::folds::size == 0 && kernel_facts<Update>::only_outer && P::fuses) {
    return std::is_same_v<typename update_of<Update>::target, Matrix> &&
           order_of_tag<typename Matrix::tag> == column_order && s.rows % P::size == 0 &&
           s.columns % P::size == 0;
  } else {
    return false;
  }
}

/// A place where an update is one multiply-add even where registers are halved.
template <class Cell>
struct fusing : Cell {
  static constexpr bool fuses_updates = true;
};

template <class P, class Back, class Update, class Matrix, class Column, class BackEnvironment,
          class Environment>
struct one_pass_runner {
  static constexpr shape extents = shape_of<Matrix>;
  static constexpr std::size_t packs = extents.rows / P::size;
  // A column is written out as often as there are lanes.
  static constexpr std::size_t packs_of_a_round = packs <= 16 ? packs : 8;

  // With 16 registers what waits to be merged would wait in memory.
  static constexpr bool merges_late = simd::register_count == 32;
  // Packs of the factor that are in registers. Of sixteen Clang would take a part of a sum to the
  // stack for the last of eight.
#if defined(__clang__)
  static constexpr std::size_t packs_held = simd::register_count == 32 ? packs : smaller(packs, 4);
#else
  static constexpr std::size_t packs_held = packs;
#endif

  const BackEnvironment& back_storage;
  const Environment& storage;

  /// What both kernels read at one place, from registers: Clang would load the column's numbers
  /// once more for the update.
  struct read_before {
    P weight;
    P number;
    template <class E>
    static constexpr bool provides = std::is_same_v<E, Matrix> || std::is_same_v<E, Column>;
    template <class E>
    CTNN_ALWAYS_INLINE constexpr P get() const {
      if constexpr (std::is_same_v<E, Matrix>) {
        return weight;
      } else {
        return number;
      }
    }
  };

  /// Updates column o, and returns its products with the column of the other factor, of which each
  /// lane's sum is a part.
  CTNN_ALWAYS_INLINE P pass_over(std::size_t o, const P* factor) const {
    const auto matrix = strided_factor<lanes::along_rows, Matrix>(storage);
    auto column = strided_factor<lanes::along_rows, Column>(storage);
    if constexpr (packs_held != packs) column.data = opaque(column.data);
    const auto number_at = [&](std::size_t i) CTNN_INLINE_LAMBDA -> decltype(auto) {
      if constexpr (packs_held == packs) {
        return (factor[i]);
      } else {
        return i < packs_held ? factor[i] : load<P>(column, i * P::size, 0, extents.rows);
      }
    };
    P sum(typename P::value_type(0));
    const auto pass_pack = [&](std::size_t i) CTNN_INLINE_LAMBDA {
      const std::size_t v = i * P::size;
      const read_before before{load<P>(matrix, v, o, extents.rows).in_register(), number_at(i)};
      // Clang would put off multiply-adds of several columns, and keep what they read on the stack.
      sum =
          (i == 0 ? before.weight * number_at(0) : fma(before.weight, number_at(i), sum)).opaque();
      using place = cell<P, lanes::along_rows, Environment, read_before>;
      const auto update = [&](const auto& here) CTNN_INLINE_LAMBDA {
        store<P>(matrix, v, o, extents.rows,
                 value_of<P, typename update_of<Update>::formula>(here));
      };
      const place here{storage, v, o, extents.rows, before};
      // Half of the updates in two instructions, half in one: sums are merged in units that add.
      if constexpr (P::is_halved) {
        if (i % 2 == 0) return update(fusing<place>{here});
      }
      update(here);
    };
    std::size_t i = 0;
    CTNN_NO_UNROLLING
    for (; i + packs_of_a_round <= packs; i += packs_of_a_round) {
      CTNN_UNROLLED
      for (std::size_t k = 0; k < packs_of_a_round; ++k) pass_pack(i + k);
    }
    CTNN_UNROLLED
    for (std::size_t k = 0; k < packs % packs_of_a_round; ++k) pass_pack(i + k);
    return sum;
  }

  CTNN_ALWAYS_INLINE void run() const {
    register_array<P, packs_held> factor;
    load_packs<packs_held>(factor.each, strided_factor<lanes::along_rows, Column>(storage), 0, 0,
                           extents.rows);
    const runner<P, Back, BackEnvironment> back{back_storage, 1};
    const auto assign = [&](const P& product, std::size_t o) CTNN_INLINE_LAMBDA {
      back.assign_all(nullptr, &product, 1, o, 0, extents.columns,
                      std::make_index_sequence<Back::assignments::size>{});
    };
    // From the end, which the forward pass left nearest; the columns themselves in their order,
    // which a prefetcher follows.
    const auto for_each_block = [&](const auto& use) CTNN_INLINE_LAMBDA {
      CTNN_NO_UNROLLING
      for (std::size_t o = extents.columns; o != 0;) {
        o -= P::size;
        use(o, [&](std::size_t j) CTNN_INLINE_LAMBDA { return pass_over(o + j, factor.each); });
      }
    };
    if constexpr (merges_late) {
      late_sums<P> sums;
      for_each_block([&](std::size_t o, const auto& row) CTNN_INLINE_LAMBDA {
        const P before = sums.next(row);
        if (o + P::size != extents.columns) assign(before, o + P::size);
      });
      assign(sums.last(), 0);
    } else {
      for_each_block([&](std::size_t o, const auto& row)
                         CTNN_INLINE_LAMBDA { assign(P::sums(row), o); });
    }
  }
};

/// Both kernels as one function: see run_apart. The factors are read under the update's names
/// alone, since a matrix that is written must have one.
template <class Back, class Update, class Matrix, class Column, class T, class BackEnvironment,
          class Environment>
struct one_pass;
template <class Back, class Update, class Matrix, class Column, class T, class... BackBindings,
          class... Bindings>
struct one_pass<Back, Update, Matrix, Column, T, environment<BackBindings...>,
                environment<Bindings...>> {
  using back_environment = environment<BackBindings...>;
  using update_environment = environment<Bindings...>;

  CTNN_NOINLINE static void run_apart(typename BackBindings::pointer CTNN_RESTRICT... back_data,
                                      typename Bindings::pointer CTNN_RESTRICT... data) {
    const back_environment back_storage{BackBindings{{back_data}}...};
    const update_environment storage{Bindings{{data}}...};
    one_pass_runner<simd::native_pack<T>, Back, Update, Matrix, Column, back_environment,
                    update_environment>{back_storage, storage}
        .run();
  }
  CTNN_ALWAYS_INLINE static void run(const back_environment& back_storage,
                                     const update_environment& storage) {
    run_apart(static_cast<const BackBindings&>(back_storage).view.data...,
              static_cast<const Bindings&>(storage).view.data...);
  }
};

}  // namespace ctnn::inline CTNN_ISA::detail
