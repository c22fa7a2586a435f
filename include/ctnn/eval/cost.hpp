// What is worth storing: rather than computing it again, or so that lanes may run another way.
#pragma once

#include <ctnn/expr/op/abs.hpp>
#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/min_max.hpp>
#include <ctnn/expr/op/reduce.hpp>
#include <ctnn/expr/op/relu.hpp>
#include <ctnn/expr/traverse.hpp>
#include <ctnn/simd/width.hpp>

namespace ctnn::inline CTNN_ISA::detail {

template <class E>
inline constexpr bool is_source = false;
template <class Op, class... Args>
inline constexpr bool is_source<node<Op, Args...>> = requires {
  requires Op::is_source;
};

/// An operation defined by a formula of others, which are what is evaluated.
template <class Op, class... Args>
concept Composite = !Elementwise<Op> && requires {
  Op::formula(Args{}...);
};

template <class E>
inline constexpr bool is_composite = false;
template <class Op, class... Args>
inline constexpr bool is_composite<node<Op, Args...>> = Composite<Op, Args...>;

/// Operations of an instruction or two: computing them again costs less than a load and a store.
/// Others say so themselves, by is_cheap.
using cheap_operations =
    list<op::add, op::subtract, op::multiply, op::negate, op::less, op::less_equal, op::greater,
         op::greater_equal, op::equal, op::logical_and, op::logical_or, op::logical_not,
         op::select_t, op::min_t, op::max_t, op::abs_t, op::sign_t, op::relu_t, op::share_t,
         op::transpose_t>;

template <class E>
struct costs : std::false_type {};
template <class Op, class... Args>
struct costs<node<Op, Args...>> : std::bool_constant<!cheap_operations::contains<Op>> {};
template <class Op, class... Args>
requires(Op::is_cheap) struct costs<node<Op, Args...>> : std::false_type {
};
template <shape S, class A>
struct costs<node<op::expand<S>, A>> : std::false_type {};

/// Whether E is more than a few cheap operations on leaves.
template <class E>
inline constexpr bool is_expensive = contains_such<E, costs>;

/// An operation at each place that is more than cheap.
template <class E>
struct costs_at_places : std::bool_constant<costs<E>::value && !is_source<E>> {};

template <class E, class Known>
struct sources_in : type_box<Known> {};
template <class Op, class... Args, class Known>
struct sources_in<node<Op, Args...>, Known>
    : std::conditional_t<is_source<node<Op, Args...>>, with<Known, node<Op, Args...>>,
                         collected<sources_in, list<Args...>, Known>> {};

/// The products and reductions in a formula that stand in no other, each once.
template <class E>
using sources_of = typename sources_in<E, list<>>::type;

/// What a formula with these products and reductions reads both in one of them and outside, which
/// is in two loops, and costs at each place.
template <class Sources>
struct read_apart {
  template <class Part, class... Ts>
  static constexpr bool any_reads(list<Ts...>) {
    return (contains<Ts, Part> || ...);
  }
  template <class E, class Known>
  struct parts : type_box<Known> {};
  template <class Op, class... Args, class Known>
  requires(!is_source<node<Op, Args...>>) struct parts<node<Op, Args...>, Known>
      : std::conditional_t<costs_at_places<node<Op, Args...>>::value &&
                               any_reads<node<Op, Args...>>(Sources{}),
                           with<Known, node<Op, Args...>>,
                           collected<read_apart<Sources>::template parts, list<Args...>, Known>> {
  };
};
/// The parts of E that it reads so, the largest of them.
template <class E>
using parts_read_apart = typename read_apart<sources_of<E>>::template parts<E, list<>>::type;

/// Units, inputs and features that are few.
inline constexpr std::size_t few = 4;

/// Whether registers along the features of S would be half padding at least, and registers along
/// its samples none: what costs at each place then takes a fraction of its operations in a loop
/// apart from products, whose lanes run along rows of a matrix.
template <class T>
constexpr bool wastes_lanes_on_features(shape s) {
  return s.columns == samples && s.rows > 1 && s.rows <= few &&
         2 * simd::fitting_width<T>(s.rows) <= simd::native_width<T>;
}

}  // namespace ctnn::inline CTNN_ISA::detail
