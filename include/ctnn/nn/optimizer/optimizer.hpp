// What an optimizer is: formulas for a parameter's update.
//
// An optimizer is an aggregate of its settings with
//   static constexpr std::size_t moments;        tensors kept for each parameter
//   struct progress;                             what changes from step to step
//   std::array<double, N> next(progress&) const; the numbers of one step
//   static auto update(w, g, numbers, moments);  assignments, in the language: one, or in_order
// The update runs at the tail of the product that computes the gradient, so no gradient is
// stored. One whose update is w ← w - (n₀ w + n₁ g), of its two numbers n and without moments, says
// so by
//   using subtracts_gradient = itself;           not for what inherits it
// Then the gradient of the loss is multiplied by n₁ to begin with, as all that follows from it is,
// which saves that for each weight; and large w may be multiplied by n₀ only where that is not 0.
#pragma once

#include <ctnn/base/list.hpp>
#include <ctnn/eval/lower.hpp>
#include <ctnn/expr/op/matmul.hpp>

#include <array>

namespace ctnn::inline CTNN_ISA {

/// Target ← formula, as a value.
template <Operand Target, Operand Formula>
constexpr assignment<Target, Formula> assign(const Target&, const Formula&) {
  return {};
}

/// Assignments in the order in which they are made: a later one reads what an earlier one wrote.
template <class... Assignments>
constexpr list<Assignments...> in_order(const Assignments&...) {
  return {};
}
template <class... Assignments>
constexpr list<Assignments...> in_order(const list<Assignments...>& ordered) {
  return ordered;
}

namespace detail {

/// How many numbers a step has.
template <class Optimizer>
inline constexpr std::size_t numbers_in_step =
    std::tuple_size_v<decltype(std::declval<const Optimizer&>().next(
        std::declval<typename Optimizer::progress&>()))>;

/// Whether an optimizer says so of itself: one that inherits that may update in another way.
template <class Optimizer>
concept SubtractsGradient =
    std::is_same_v<typename Optimizer::subtracts_gradient, Optimizer> && Optimizer::moments == 0 &&
    numbers_in_step<Optimizer> == 2;

template <std::size_t I>
struct number_tag {};
template <std::size_t I, order Order>
struct moment_tag {};

/// What an update is given several of, by a number that its type has to know.
template <class T>
struct given_by_type {
  template <std::integral Index>
  constexpr placeholder<number_tag<0>, T, scalar_shape> operator[](Index) const {
    static_assert(kind_mismatch<in<subscript>, expected<a_constant>, got<Index>>::holds,
                  "ctnn: an optimizer's update takes its numbers and moments by their type. Write "
                  "numbers.template get<0>() for the first.");
    return {};
  }
};

/// The numbers and the moments of an update, as placeholders.
template <class T>
struct numbers_of_step : given_by_type<T> {
  template <std::size_t I>
  static constexpr placeholder<number_tag<I>, T, scalar_shape> get() {
    return {};
  }
};
template <class T, shape S, order Order>
struct moments_of_parameter : given_by_type<T> {
  template <std::size_t I>
  static constexpr placeholder<moment_tag<I, Order>, T, S> get() {
    return {};
  }
};

}  // namespace detail

template <std::size_t I, order Order>
inline constexpr order order_of_tag<detail::moment_tag<I, Order>> = Order;

}  // namespace ctnn::inline CTNN_ISA
