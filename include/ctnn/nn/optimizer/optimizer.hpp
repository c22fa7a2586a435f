// What an optimizer is: formulas for a parameter's update.
//
// An optimizer is an aggregate of its settings with
//   static constexpr std::size_t moments;        tensors kept for each parameter
//   struct progress;                             what changes from step to step
//   std::array<double, N> next(progress&) const; the numbers of one step
//   static auto update(w, g, numbers, moments);  assignments, in the language
// The update runs at the tail of the product that computes the gradient, so no gradient is
// stored. One that multiplies w by what is 1 in most uses may have besides
//   bool decays() const;                         whether it is not
//   static auto update_without_decay(...);       the update where it is
// for large weights in one sample's step, whose time goes as the operations on each of them. All
// other parameters are updated by `update`, so both have to come to the same.
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

template <class... Assignments>
constexpr list<Assignments...> in_order(const Assignments&...) {
  return {};
}

namespace detail {

/// Whether an optimizer has both by itself: one that inherits them may update in another way.
template <class Optimizer>
concept DecaysAtTimes = std::is_same_v<decltype(&Optimizer::decays), bool (Optimizer::*)() const>;

template <std::size_t I>
struct number_tag {};
template <std::size_t I, order Order>
struct moment_tag {};

/// The numbers and the moments of an update, as placeholders.
template <class T>
struct numbers_of_step {
  template <std::size_t I>
  static constexpr placeholder<number_tag<I>, T, scalar_shape> get() {
    return {};
  }
};
template <class T, shape S, order Order>
struct moments_of_parameter {
  template <std::size_t I>
  static constexpr placeholder<moment_tag<I, Order>, T, S> get() {
    return {};
  }
};

}  // namespace detail

template <std::size_t I, order Order>
inline constexpr order order_of_tag<detail::moment_tag<I, Order>> = Order;

}  // namespace ctnn::inline CTNN_ISA
