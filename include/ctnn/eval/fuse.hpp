// Assignments over one shape, of which none reads what another writes but at its own place,
// share a kernel; a temporary that only its own kernel reads lives in registers.
#pragma once

#include <ctnn/eval/lower.hpp>

namespace ctnn::inline CTNN_ISA {

/// A loop over Space that carries out Assignments in order; the targets in Locals are not stored.
template <shape Space, class Assignments, class Locals>
struct kernel {
  using assignments = Assignments;
  using locals = Locals;
  static constexpr shape space = Space;
};

namespace detail {

/// The shape that the loop of an assignment runs over.
template <class Assignment>
constexpr shape space_of() {
  using E = typename Assignment::formula;
  if constexpr (contains_such<E, folds_everything>) {
    return shape_of<argument_of<at_t<sources_of<E>, 0>>>;
  } else {
    return shape_of<typename Assignment::target>;
  }
}

template <class Assignment>
inline constexpr bool is_fold = contains_such<typename Assignment::formula, folds_everything>;

/// What a formula reads elsewhere than at the place that it computes: in products, reductions
/// and transposes.
template <class E, class Known>
struct remote_reads : type_box<Known> {};
template <class Op, class... Args, class Known>
struct remote_reads<node<Op, Args...>, Known> {
  static constexpr bool is_remote =
      (is_source<node<Op, Args...>> && !folds_everything<node<Op, Args...>>::value) ||
      std::is_same_v<Op, op::transpose_t>;
  using type = typename std::conditional_t<is_remote, collected<placeholders, list<Args...>, Known>,
                                           collected<remote_reads, list<Args...>, Known>>::type;
};

// Where a product's sums start is read at its own place.
template <class A, class B, class Start, class Known>
struct remote_reads<node<op::product_onto, A, B, Start>, Known>
    : remote_reads<node<op::matmul, A, B>, Known> {};

template <class Assignment>
using remote_reads_t = typename remote_reads<typename Assignment::formula, list<>>::type;

/// Whether E has a product whose sums start at Leaf.
template <class E, class Leaf>
inline constexpr bool starts_at = false;
template <class Op, class... Args, class Leaf>
inline constexpr bool starts_at<node<Op, Args...>, Leaf> = (starts_at<Args, Leaf> || ...);
template <class A, class B, class Leaf>
inline constexpr bool starts_at<node<op::product_onto, A, B, Leaf>, Leaf> = true;

/// Whether B may join the kernel that A is in, given that B comes later.
template <class A, class B>
constexpr bool may_join() {
  using Written = typename A::target;
  // A kernel computes its products, and so reads where they start, before its assignments.
  return !remote_reads_t<B>::template contains<Written> &&
         !starts_at<typename B::formula, Written> &&
         !remote_reads_t<A>::template contains<typename B::target> &&
         !(is_fold<A> && contains<typename B::formula, Written>);
}

template <class B, class... As>
constexpr bool may_join_all(list<As...>) {
  return (may_join<As, B>() && ...);
}

/// Products and reductions whose values a kernel holds in registers at a time.
inline constexpr std::size_t most_sources = 2;

template <class Assignments>
using sources_of_assignments =
    typename collected<sources_in, decltype(formulas_of(Assignments{})), list<>>::type;

/// Whether a loop over Space in which these assignments join has products, and what costs at each
/// place beside them wastes lanes.
template <shape Space, class... Assignments>
constexpr bool wastes_lanes(list<Assignments...>) {
  if constexpr (wastes_lanes_on_features<scalar_of<typename at_t<list<Assignments...>, 0>::target>>(
                    Space)) {
    return count_products(sources_of_assignments<list<Assignments...>>{}) > 0 &&
           (contains_such<typename Assignments::formula, costs_at_places> || ...);
  } else {
    return false;
  }
}

template <class Group, class B>
constexpr bool joins() {
  constexpr shape space = space_of<at_t<Group, 0>>();
  if constexpr (space != space_of<B>()) {
    return false;
  } else if constexpr (!may_join_all<B>(Group{}) || wastes_lanes<space>(appended<Group, B>{})) {
    return false;
  } else {
    using Before = sources_of_assignments<Group>;
    using After = sources_of_assignments<appended<Group, B>>;
    return After::size == Before::size || After::size <= most_sources;
  }
}

/// Whether B, which comes after A, might as well come before it.
template <class A, class B>
constexpr bool may_pass() {
  return !contains<typename B::formula, typename A::target> &&
         !contains<typename A::formula, typename B::target> &&
         !std::is_same_v<typename A::target, typename B::target>;
}
template <class B, class... As>
constexpr bool may_pass_all(list<As...>) {
  return (may_pass<As, B>() && ...);
}

// Groups of assignments are listed from the last one back until all are there.

/// The groups with B in the last one that it may join, where it may pass those behind, the Passed;
/// else in one of its own.
template <class B, class Passed>
constexpr auto placed(list<>) {
  return concatenated_t<list<list<B>>, Passed>{};
}
template <class B, class Passed, class Group, class... Before>
constexpr auto placed(list<Group, Before...>) {
  if constexpr (joins<Group, B>()) {
    return concatenated_t<Passed, list<appended<Group, B>, Before...>>{};
  } else if constexpr (may_pass_all<B>(Group{})) {
    return placed<B, appended<Passed, Group>>(list<Before...>{});
  } else {
    return concatenated_t<list<list<B>>, Passed, list<Group, Before...>>{};
  }
}

template <class Groups>
constexpr auto grouped(list<>) {
  return Groups{};
}
template <class Groups, class First, class... Rest>
constexpr auto grouped(list<First, Rest...>) {
  return grouped<decltype(placed<First, list<>>(Groups{}))>(list<Rest...>{});
}

template <class Leaf, class... Assignments>
constexpr std::size_t readers(list<Assignments...>) {
  return (std::size_t{contains<typename Assignments::formula, Leaf>} + ... + 0);
}

/// Whether the first of the assignments that has to do with Target, which one of them writes, does
/// not read it.
template <class Target, class First, class... Rest>
constexpr bool is_written_first(list<First, Rest...>) {
  if constexpr (contains<typename First::formula, Target>) {
    return false;
  } else if constexpr (std::is_same_v<typename First::target, Target>) {
    return true;
  } else {
    return is_written_first<Target>(list<Rest...>{});
  }
}

/// Whether the target is a temporary that nobody outside Group reads or writes.
template <class Target, class Group, class All, class Kept>
constexpr bool is_local() {
  if constexpr (is_temporary<Target> && !Kept::template contains<Target>) {
    return readers<Target>(Group{}) == readers<Target>(All{}) && is_written_first<Target>(Group{});
  } else {
    return false;
  }
}

template <class Group, class All, class Kept, class... Assignments>
constexpr auto make_kernel(list<Assignments...>) {
  using Locals = concatenated_t<list_if<is_local<typename Assignments::target, Group, All, Kept>(),
                                        typename Assignments::target>...>;
  return kernel<space_of<at_t<Group, 0>>(), Group, Locals>{};
}

template <class All, class Kept, class Kernels>
constexpr auto make_kernels(list<>) {
  return Kernels{};
}
template <class All, class Kept, class Kernels, class Last, class... Groups>
constexpr auto make_kernels(list<Last, Groups...>) {
  using Kernel = decltype(make_kernel<Last, All, Kept>(Last{}));
  return make_kernels<All, Kept, concatenated_t<list<Kernel>, Kernels>>(list<Groups...>{});
}

}  // namespace detail

/// The kernels that carry out lowered assignments; a temporary in Kept is stored though no
/// kernel among these reads it.
template <class Assignments, class Kept = list<>>
using fused = decltype(detail::make_kernels<Assignments, Kept, list<>>(
    detail::grouped<list<>>(Assignments{})));

}  // namespace ctnn::inline CTNN_ISA
