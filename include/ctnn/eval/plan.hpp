// The plan: which kernels run, in which order, and what they store. A plan is a type, so a test
// can read it: static_assert(plan_of<E>.kernels == 1).
#pragma once

#include <ctnn/eval/fuse.hpp>
#include <ctnn/simd/width.hpp>

namespace ctnn::inline CTNN_ISA {

namespace detail {

template <class Kernel, class... Assignments>
constexpr auto temporaries_of_kernel(list<Assignments...>) {
  return concatenated_t<
      list_if<is_temporary<typename Assignments::target> &&
                  !Kernel::locals::template contains<typename Assignments::target>,
              typename Assignments::target>...>{};
}
template <class... Kernels>
constexpr auto temporaries_of_kernels(list<Kernels...>) {
  return concatenated_t<decltype(temporaries_of_kernel<Kernels>(
      typename Kernels::assignments{}))...>{};
}

/// How many numbers the storage of a temporary has, for at most Capacity samples.
template <class Leaf, std::size_t Capacity>
inline constexpr std::size_t stored_numbers =
    simd::column_stride<scalar_of<Leaf>>(shape_of<Leaf>.rows, shape_of<Leaf>.columns) *
    (shape_of<Leaf>.columns == samples ? Capacity : shape_of<Leaf>.columns);

}  // namespace detail

/// The plan's figures.
struct plan_figures {
  /// Loops that run, one after another.
  std::size_t kernels;
  /// Values that are stored between them.
  std::size_t temporaries;
  /// The numbers in those values for one sample, padding included.
  std::size_t workspace;
};

template <class Kernels>
using temporaries_of = decltype(detail::temporaries_of_kernels(Kernels{}));

template <class... Temporaries>
constexpr std::size_t workspace_numbers(list<Temporaries...>) {
  return (detail::stored_numbers<Temporaries, 1> + ... + 0);
}

namespace detail {

template <class... Assignments>
constexpr auto read_apart_in(list<Assignments...>) {
  return concatenated_t<parts_read_apart<typename Assignments::formula>...>{};
}
/// Lowers assignments, and what they read in two loops is stored once. Nothing is, where lowering
/// stores nothing anyway.
template <class T, class Assignments>
constexpr auto lower_all() {
  using Plain =
      decltype(lower_assignments(lowering<T, list<>, list<>, list<>, 0>{}, Assignments{}));
  if constexpr (Plain::next == 0) {
    return Plain{};
  } else {
    using Kept = decltype(read_apart_in(Assignments{}));
    return lower_assignments(lowering<T, list<>, list<>, Kept, 0>{}, Assignments{});
  }
}

}  // namespace detail

/// The plan of a list of assignments.
template <class Assignments>
struct plan {
  using scalar = scalar_of<typename at_t<Assignments, 0>::target>;
  using lowered = decltype(detail::lower_all<scalar, Assignments>());
  using kernels = fused<typename lowered::assignments>;
  using temporaries = temporaries_of<kernels>;
  static constexpr plan_figures figures{kernels::size, temporaries::size,
                                        workspace_numbers(temporaries{})};
};

struct result_tag {};

/// Where the value of E goes.
template <class E>
using result_of = placeholder<result_tag, scalar_of<E>, shape_of<E>>;

template <class E>
using plan_for = plan<list<assignment<result_of<E>, E>>>;

/// The figures of the plan that evaluates E.
template <class E>
inline constexpr plan_figures plan_of = plan_for<E>::figures;

}  // namespace ctnn::inline CTNN_ISA
