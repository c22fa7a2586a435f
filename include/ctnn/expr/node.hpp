// Inner nodes of formulas, and how operators make them.
#pragma once

#include <ctnn/base/list.hpp>
#include <ctnn/expr/leaf.hpp>

#include <initializer_list>

namespace ctnn::inline CTNN_ISA {

namespace detail {

/// A node's arguments as values. Members, since every node has them: a tuple is several templates
/// more for each, and was a tenth of all that the language instantiates.
template <class... Args>
struct children_of;
template <class A>
struct children_of<A> {
  A first;
};
template <class A, class B>
struct children_of<A, B> {
  A first;
  B second;
};
template <class A, class B, class C>
struct children_of<A, B, C> {
  A first;
  B second;
  C third;
};
template <class A, class B, class C, class... Rest>
struct children_of<A, B, C, Rest...> {
  constexpr children_of() = default;
  constexpr children_of(const A& a, const B& b, const C& c, const Rest&... more)
      : first(a), second(b), third(c), rest{more...} {}
  A first;
  B second;
  C third;
  children_of<Rest...> rest;
};

template <std::size_t I, class Children>
constexpr const auto& child(const Children& children) {
  if constexpr (I == 0) {
    return children.first;
  } else if constexpr (I == 1) {
    return children.second;
  } else if constexpr (I == 2) {
    return children.third;
  } else {
    return child<I - 3>(children.rest);
  }
}

}  // namespace detail

/// An operation and its arguments. Op says the shape, the value and the derivative.
template <class Op, class... Args>
struct node : language::unevaluated<a_formula> {
  using operation = Op;
  using arguments = list<Args...>;
  using value_type = typename detail::common_scalar<scalar_of<Args>...>::type;
  static constexpr shape extents = Op::result_shape(shape_of<Args>...);
  static constexpr bool is_mask = requires { requires Op::is_mask; };

  detail::children_of<Args...> children;

  using language::unevaluated<a_formula>::operator=;
};

template <class E>
inline constexpr bool is_node = false;
template <class Op, class... Args>
inline constexpr bool is_node<node<Op, Args...>> = true;

/// Whether E is an application of Op.
template <class E, class Op>
inline constexpr bool is_application = false;
template <class Op, class... Args>
inline constexpr bool is_application<node<Op, Args...>, Op> = true;

/// The I-th argument of a node.
template <class E, std::size_t I = 0>
using argument_of = at_t<typename E::arguments, I>;

namespace detail {

template <class E>
constexpr auto as_term(E&& value) {
  using T = std::remove_cvref_t<E>;
  if constexpr (Integer<E>) {
    return invalid{};
  } else if constexpr (Term<E> && !Operand<E>) {
    return number{{}, static_cast<double>(value)};
  } else if constexpr (requires { T::storage_order; }) {
    if constexpr (std::is_lvalue_reference_v<E>) {
      return reference<T>{{}, &value};
    } else {
      return held<T>{{}, value};
    }
  } else {
    return value;
  }
}

template <class E>
using term_of = decltype(as_term(std::declval<E>()));

/// The first integer among the types of arguments, for the message.
template <class... Args>
struct integer_among {};
template <class First, class... Rest>
struct integer_among<First, Rest...>
    : std::conditional_t<Integer<First>, type_box<First>, integer_among<Rest...>> {};

/// Whether the first arguments are comparisons, as many as an operation takes.
constexpr bool begins_with_masks(std::initializer_list<bool> masks, std::size_t taken) {
  for (std::size_t i = 0; i < taken; ++i) {
    if (!masks.begin()[i]) return false;
  }
  return true;
}
/// Whether a comparison stands for a number: behind those any does.
constexpr bool any_mask_as_number(std::initializer_list<bool> masks, std::size_t taken) {
  std::size_t count = 0;
  for (const bool mask : masks) count += mask ? 1 : 0;
  return count != taken;
}

/// An operation applied to operands, once their numbers and shapes are checked.
template <class Op, class... Args>
constexpr auto make_node(Args&&... args) {
  if constexpr ((Integer<Args> || ...)) {
    using Found = typename integer_among<std::remove_cvref_t<Args>...>::type;
    static_assert(scalar_mismatch<in<Op>, expected<floating_point>, got<Found>>::holds,
                  "ctnn: a number in a formula must be floating-point, since 1 / 2 is 0 among "
                  "integers. Write 2.0f or 0.5 instead.");
    return invalid{};
  } else if constexpr ((is_invalid<term_of<Args>> || ...)) {
    return invalid{};
  } else if constexpr (!one_scalar<scalar_of<term_of<Args>>...>) {
    using Mixed = mixed_scalars<scalar_of<term_of<Args>>...>;
    static_assert(scalar_mismatch<in<Op>, typename Mixed::first, typename Mixed::other>::holds,
                  "ctnn: float and double meet in one formula. Convert one of the operands, or "
                  "declare both with the same scalar.");
    return invalid{};
  } else if constexpr (!begins_with_masks({term_of<Args>::is_mask...}, Op::comparisons)) {
    static_assert(kind_mismatch<in<Op>, expected<a_comparison>, got<a_number>>::holds,
                  "ctnn: select, &&, || and ! take comparisons. Write select(z > 0.0, a, b).");
    return invalid{};
  } else if constexpr (any_mask_as_number({term_of<Args>::is_mask...}, Op::comparisons)) {
    refuse_comparison<in<Op>, Op>();
    return invalid{};
  } else {
    using Check = typename Op::template check<shape_of<term_of<Args>>...>;
    if constexpr (Check::holds) {
      return node<Op, term_of<Args>...>{{}, {as_term(std::forward<Args>(args))...}};
    } else if constexpr (Check::contracts) {
      using Mismatch = typename Check::mismatch;
      static_assert(Mismatch::holds,
                    "ctnn: a matrix product needs as many rows on its right as it has columns on "
                    "its left. Check the sizes, or transpose one of the factors.");
      return invalid{};
    } else {
      using Mismatch = typename Check::mismatch;
      static_assert(Mismatch::holds,
                    "ctnn: the operands have different shapes. Give both the same rows and "
                    "columns, or make one of them a scalar, a column (broadcast over samples) or "
                    "a row (broadcast over features).");
      return invalid{};
    }
  }
}

}  // namespace detail

/// Base of an operation: applying the object makes a node. It says what shapes it takes in
/// `check`, which is one of shape/check.hpp.
template <class Op>
struct callable {
  template <shape...>
  using check = check_nothing;
  /// How many arguments are comparisons, the first ones.
  static constexpr std::size_t comparisons = 0;

  template <Term... Args>
  requires(Operand<Args> || ...) constexpr auto operator()(Args&&... args) const {
    return detail::make_node<Op>(std::forward<Args>(args)...);
  }
};

/// Base of an operation that acts on each number by itself, with broadcasting.
template <class Op>
struct elementwise : callable<Op> {
  static constexpr bool is_elementwise = true;
  template <shape... S>
  using check = check_elementwise<Op, S...>;

  template <class... Shapes>
  static constexpr shape result_shape(Shapes... shapes) {
    return broadcast(shapes...);
  }
};

template <class Op>
concept Elementwise = requires {
  requires Op::is_elementwise;
};

}  // namespace ctnn::inline CTNN_ISA

/// Operations. The deleted declarations hide ctnn's objects of the same names from unqualified
/// calls, so that tanh(x) in an operation finds the function of x's own kind: of a pack, or of
/// an expression.
namespace ctnn::inline CTNN_ISA::op {
void exp() = delete;
void expm1() = delete;
void log() = delete;
void log1p() = delete;
void sqrt() = delete;
void abs() = delete;
void sign() = delete;
void tanh() = delete;
void sigmoid() = delete;
void softplus() = delete;
void erf() = delete;
void min() = delete;
void max() = delete;
void select() = delete;
void share() = delete;
void sum() = delete;
void sum_samples() = delete;
void sum_features() = delete;
void max_samples() = delete;
void max_features() = delete;
void transpose() = delete;
void softmax() = delete;
void logsumexp() = delete;
void log_softmax() = delete;
}  // namespace ctnn::inline CTNN_ISA::op
