// What a kernel's assignments say before anything runs: what it computes first, what it folds, and
// which way its lanes run.
#pragma once

#include <ctnn/eval/fuse.hpp>
#include <ctnn/eval/kernel/product.hpp>
#include <ctnn/eval/kernel/reduce.hpp>

namespace ctnn::inline CTNN_ISA::detail {

template <class Kernel>
using kernel_sources = sources_of_assignments<typename Kernel::assignments>;

template <class Kernel, class... Leaves>
constexpr auto leaves_in_memory(list<Leaves...>) {
  return concatenated_t<list_if<!Kernel::locals::template contains<Leaves>, Leaves>...>{};
}
/// The values in memory that a kernel reads and writes.
template <class Kernel>
using kernel_leaves = decltype(leaves_in_memory<Kernel>(
    typename collected<placeholders, decltype(targets_of(typename Kernel::assignments{})),
                       leaves_read<typename Kernel::assignments>>::type{}));

/// The shortest contraction of the products.
template <class... Ts>
constexpr std::size_t least_depth(list<Ts...>) {
  std::size_t least = samples;
  ((least = is_product<Ts> ? smaller(least, shape_of<argument_of<Ts>>.columns) : least), ...);
  return least;
}

template <class... Assignments>
constexpr auto folds_in(list<Assignments...>) {
  return concatenated_t<list_if<is_fold<Assignments>, Assignments>...>{};
}

template <class E>
struct is_outer : std::bool_constant<is_application<E, op::outer_product>> {};

/// What the assignments of a kernel say, whatever it runs on.
template <class Kernel>
struct kernel_facts {
  using assignments = typename Kernel::assignments;
  using folds = decltype(folds_in(assignments{}));
  // A fold is no value at a place; its operand is folded there.
  template <class... Sources>
  static constexpr auto without_folds(list<Sources...>) {
    return concatenated_t<list_if<!folds_everything<Sources>::value, Sources>...>{};
  }
  using sources = decltype(without_folds(kernel_sources<Kernel>{}));
  template <class... Sources>
  static constexpr bool products_fill_the_space(list<Sources...>) {
    return ((!is_product<Sources> || shape_of<Sources> == Kernel::space) && ...);
  }
  static_assert(products_fill_the_space(sources{}), "lowering stores products of other shapes");
  using targets = decltype(targets_of(assignments{}));

  /// An outer product only passes over what it is added to: whole columns, from end to end.
  template <class... Assignments>
  static constexpr bool any_outer(list<Assignments...>) {
    return (contains_such<typename Assignments::formula, is_outer> || ...);
  }
  static constexpr bool only_outer = sources::size == 0 && any_outer(assignments{});
};

/// Weights from which on a layer is large.
inline constexpr std::size_t large_layer = 256;

/// Operations up to which a kernel goes into its caller, where a call would cost more than they do:
/// four dot products of 64 numbers and their ends, say. One of more is a function of its own: so
/// the compiler sees one loop nest at a time and keeps its tile in registers.
inline constexpr std::size_t most_inlined_work = 260;

/// What samples count as where it is not known how many there are: few enough that kernels with an
/// operation or two for each are small, and no others.
inline constexpr std::size_t some_samples = 100;

template <class Kernel>
constexpr std::size_t work_of() {
  constexpr shape s = Kernel::space;
  std::size_t work = s.rows * (s.columns == samples ? some_samples : s.columns);
  return [&]<class... Sources>(list<Sources...>) {
    std::size_t depth = 1;
    ((depth +=
      is_product<Sources> ? smaller(shape_of<argument_of<Sources>>.columns, most_inlined_work) : 0),
     ...);
    return work * depth;
  }(kernel_sources<Kernel>{});
}
template <class Kernel>
inline constexpr bool is_large = work_of<Kernel>() > most_inlined_work;

/// The first assignment whose target is a value of the kernel's space in memory; a fold where
/// there is none.
template <class Kernel, class First, class... Rest>
constexpr auto shaping_assignment(list<First, Rest...>) {
  if constexpr (sizeof...(Rest) == 0 ||
                (!is_fold<First> && !Kernel::locals::template contains<typename First::target>)) {
    return First{};
  } else {
    return shaping_assignment<Kernel>(list<Rest...>{});
  }
}

/// Whether a kernel goes over a row of samples that lanes can run along: what is not elementwise
/// are dot products there, or reductions of samples over their features.
template <class Kernel, class Environment>
constexpr bool goes_over_a_row() {
  constexpr auto qualify = []<class... Sources>(list<Sources...>) {
    return (((Kernel::space.columns == samples && is_reduction<Sources, over::every_feature>) ||
             is_made_of_dots<lanes::along_columns, Sources, Environment>()) &&
            ...);
  };
  return Kernel::space.rows == 1 && Kernel::space.columns != 1 &&
         qualify(typename kernel_facts<Kernel>::sources{});
}

/// Whether a kernel that stores nothing at its places, but folds them, does so along a row of
/// samples, of which each lies beside the next.
template <class Kernel, class Environment>
constexpr bool folds_a_row() {
  if constexpr (goes_over_a_row<Kernel, Environment>()) {
    return []<class... Leaves>(list<Leaves...>) {
      return ((shape_of<Leaves> != Kernel::space ||
               view_type_of<Environment, Leaves>::column_stride == 1) &&
              ...);
    }(kernel_leaves<Kernel>{});
  } else {
    return false;
  }
}

/// Whether any of the sources reduces samples, if only one.
template <class... Sources>
constexpr bool any_over_samples(list<Sources...>) {
  return ([] {
    if constexpr (is_product<Sources>)
      return false;
    else
      return Sources::operation::extents == over::every_sample;
  }() || ...);
}

/// Lanes run along whatever is contiguous in what the kernel writes, or folds.
template <class Kernel, class Environment>
constexpr lanes lanes_of() {
  using Shaping = decltype(shaping_assignment<Kernel>(typename Kernel::assignments{}));
  if constexpr (is_fold<Shaping> || Kernel::locals::template contains<typename Shaping::target>) {
    return folds_a_row<Kernel, Environment>() ? lanes::along_columns : lanes::along_rows;
  } else {
    using View = view_type_of<Environment, typename Shaping::target>;
    // Sums over samples are had along the rows alone.
    if (any_over_samples(typename kernel_facts<Kernel>::sources{})) return lanes::along_rows;
    return View::row_stride != 1 ||
                   (View::column_stride == 1 && goes_over_a_row<Kernel, Environment>())
               ? lanes::along_columns
               : lanes::along_rows;
  }
}

template <class... Leaves>
constexpr auto numbers_among(list<Leaves...>) {
  return concatenated_t<list_if<shape_of<Leaves> == scalar_shape, Leaves>...>{};
}
/// What all samples have in common in a kernel that computes one number of each elementwise, of
/// many of them at a time. It is read before the loop: a compiler would read it anew for each
/// register, since what the last one wrote might be part of it.
template <class Kernel, class Environment>
constexpr auto common_numbers() {
  if constexpr (Kernel::space.rows != 1 || Kernel::space.columns != samples ||
                kernel_facts<Kernel>::sources::size != 0) {
    return list<>{};
  } else if constexpr (lanes_of<Kernel, Environment>() != lanes::along_columns) {
    return list<>{};
  } else {
    return numbers_among(leaves_in_memory<Kernel>(leaves_read<typename Kernel::assignments>{}));
  }
}

/// Whether a kernel reduces samples to the lanes of a pack, each from the pack of its features.
template <class Kernel, class Environment>
constexpr bool reduces_to_lanes() {
  if constexpr (Kernel::space.rows != 1 || Kernel::space.columns != samples) {
    return false;
  } else {
    return lanes_of<Kernel, Environment>() == lanes::along_columns &&
           any_reduction<over::every_feature>(typename kernel_facts<Kernel>::sources{});
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
