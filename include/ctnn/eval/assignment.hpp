// What plans consist of: values of formulas, stored one after the other.
#pragma once

#include <ctnn/expr/traverse.hpp>

namespace ctnn::inline CTNN_ISA {

/// Target ← Formula.
template <class Target, class Formula>
struct assignment {
  using target = Target;
  using formula = Formula;
};

/// The N-th value that a plan stores for itself.
template <std::size_t N>
struct temporary {};

template <class E>
inline constexpr bool is_temporary = false;
template <std::size_t N, class T, shape S>
inline constexpr bool is_temporary<placeholder<temporary<N>, T, S>> = true;

namespace detail {

template <class... Assignments>
constexpr auto targets_of(list<Assignments...>) {
  return list<typename Assignments::target...>{};
}
template <class... Assignments>
constexpr auto formulas_of(list<Assignments...>) {
  return list<typename Assignments::formula...>{};
}

/// The values that formulas, or assignments, read.
template <class Formulas>
using leaves_of_all = typename collected<placeholders, Formulas, list<>>::type;
template <class Assignments>
using leaves_read = leaves_of_all<decltype(formulas_of(Assignments{}))>;

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
