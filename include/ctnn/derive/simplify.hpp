// Simplification of derived formulas. Each rule is an identity of real arithmetic that leaves
// the shape as it was.
#pragma once

#include <ctnn/derive/logits.hpp>
#include <ctnn/derive/rule.hpp>
#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/reduce.hpp>
#include <ctnn/expr/op/transpose.hpp>

namespace ctnn::inline CTNN_ISA {

/// A placeholder whose features are probabilities that add up to one, as the targets of
/// cross-entropy are. A tag opts in.
template <class Tag>
inline constexpr bool is_distribution = false;

namespace detail {

template <class E>
struct simplified;

template <class E>
using simplified_t = typename simplified<E>::type;

template <class A>
struct rule<op::negate, A> {
  static constexpr auto apply() {
    if constexpr (is_number<A>) {
      return is<constant<bits_of(-stripped_t<A>::value)>>{};
    } else if constexpr (is_negated<A>) {
      return is<argument_of<A>>{};
    } else if constexpr (is_application<A, op::subtract>) {
      return rule<op::subtract, argument_of<A, 1>, argument_of<A, 0>>::apply();
    } else {
      return is<node<op::negate, A>>{};
    }
  }
};

template <class A, class B>
struct rule<op::add, A, B> {
  static constexpr auto apply() {
    if constexpr (is_value<A>(0)) {
      return is<B>{};
    } else if constexpr (is_value<B>(0)) {
      return is<A>{};
    } else if constexpr (is_number<A> && is_number<B>) {
      return is<folded<op::add, A, B>>{};
    } else if constexpr (std::is_same_v<A, B>) {
      return rule<op::multiply, constant<bits_of(2)>, A>::apply();
    } else if constexpr (is_negated<B>) {
      return rule<op::subtract, A, argument_of<B>>::apply();
    } else if constexpr (is_negated<A>) {
      return rule<op::subtract, B, argument_of<A>>::apply();
    } else if constexpr (is_cross_entropy_of_logit<A, B>()) {
      return cross_entropy_of_logit<A, B>();
    } else {
      return is<node<op::add, A, B>>{};
    }
  }
};

template <class A, class B>
struct rule<op::subtract, A, B> {
  static constexpr auto apply() {
    if constexpr (is_value<B>(0)) {
      return is<A>{};
    } else if constexpr (is_value<A>(0)) {
      return rule<op::negate, B>::apply();
    } else if constexpr (std::is_same_v<A, B>) {
      return is<constant<bits_of(0)>>{};
    } else if constexpr (is_number<A> && is_number<B>) {
      return is<folded<op::subtract, A, B>>{};
    } else if constexpr (is_negated<B>) {
      return rule<op::add, A, argument_of<B>>::apply();
    } else {
      return is<node<op::subtract, A, B>>{};
    }
  }
};

template <class A, class B>
struct rule<op::multiply, A, B> {
  static constexpr auto apply() {
    if constexpr (is_value<A>(0) || is_value<B>(0)) {
      return is<constant<bits_of(0)>>{};
    } else if constexpr (is_number<A> && is_number<B>) {
      return is<folded<op::multiply, A, B>>{};
    } else if constexpr (is_number<B>) {
      return rule<op::multiply, B, A>::apply();
    } else if constexpr (is_value<A>(1)) {
      return is<B>{};
    } else if constexpr (is_value<A>(-1)) {
      return rule<op::negate, B>::apply();
    } else if constexpr (is_negated<A>) {
      return negated<rule<op::multiply, argument_of<A>, B>>();
    } else if constexpr (is_negated<B>) {
      return negated<rule<op::multiply, A, argument_of<B>>>();
    } else if constexpr (is_number<A> && is_application<B, op::multiply>) {
      return numbered();
    } else {
      return is<node<op::multiply, A, B>>{};
    }
  }
  /// A number times a product: it goes into a number, or into a factor that has fewer of them than
  /// the product, as the gradient of a mean.
  static constexpr auto numbered() {
    using First = argument_of<B>;
    using Second = argument_of<B, 1>;
    if constexpr (is_number<First>) {
      return rule<op::multiply, folded<op::multiply, A, First>, Second>::apply();
    } else if constexpr (shape_of<First> != shape_of<B>) {
      return rule<op::multiply, simplified_t<node<op::multiply, stripped_t<A>, First>>,
                  Second>::apply();
    } else if constexpr (shape_of<Second> != shape_of<B>) {
      return rule<op::multiply, First,
                  simplified_t<node<op::multiply, stripped_t<A>, Second>>>::apply();
    } else {
      return is<node<op::multiply, A, B>>{};
    }
  }
  template <class Rule>
  static constexpr auto negated() {
    return rule<op::negate, typename decltype(Rule::apply())::type>::apply();
  }
};

template <class A, class B>
struct rule<op::divide, A, B> {
  static constexpr auto apply() {
    if constexpr (is_value<B>(0)) {
      return is<node<op::divide, A, B>>{};  // which no constant is
    } else if constexpr (is_value<A>(0)) {
      return is<constant<bits_of(0)>>{};
    } else if constexpr (is_number<A> && is_number<B>) {
      return is<folded<op::divide, A, B>>{};
    } else if constexpr (is_number<B>) {
      return rule<op::multiply, constant<bits_of(1 / stripped_t<B>::value)>, A>::apply();
    } else if constexpr (is_negated<A>) {
      return rule<op::negate, node<op::divide, argument_of<A>, B>>::apply();
    } else {
      return is<node<op::divide, A, B>>{};
    }
  }
};

template <class C, class A, class B>
struct rule<op::select_t, C, A, B> {
  static constexpr auto apply() {
    if constexpr (std::is_same_v<A, B>) {
      return is<A>{};
    } else {
      return is<node<op::select_t, C, A, B>>{};
    }
  }
};

template <class A>
struct rule<op::transpose_t, A> {
  static constexpr auto apply() {
    if constexpr (is_application<A, op::transpose_t>) {
      return is<argument_of<A>>{};
    } else if constexpr (shape_of<A> == scalar_shape) {
      return is<A>{};
    } else {
      return is<node<op::transpose_t, A>>{};
    }
  }
};

template <class E>
inline constexpr bool adds_up_to_one = false;
template <class Tag, class T, shape S>
inline constexpr bool adds_up_to_one<placeholder<Tag, T, S>> = is_distribution<Tag>;

template <over Extents, class A>
struct rule<op::sum_of<Extents>, A> {
  static constexpr shape folded_shape = reduced(shape_of<A>, Extents);
  /// How many numbers are added up for one of the result, if that is known.
  static constexpr std::size_t addends = [] {
    constexpr std::size_t rows = Extents == over::every_sample ? 1 : shape_of<A>.rows;
    constexpr std::size_t columns = Extents == over::every_feature ? 1 : shape_of<A>.columns;
    return rows == samples || columns == samples ? samples : rows * columns;
  }();

  static constexpr auto apply() {
    if constexpr (folded_shape == shape_of<A>) {
      return is<A>{};
    } else if constexpr (is_value<A>(0)) {
      return is<constant<bits_of(0)>>{};
    } else if constexpr (Extents == over::every_feature && adds_up_to_one<A>) {
      return is<constant<bits_of(1)>>{};
    } else if constexpr (is_number<A> && addends != samples) {
      return is<constant<bits_of(double(addends) * stripped_t<A>::value)>>{};
    } else if constexpr (Extents == over::every_sample &&
                         is_application<A, op::sum_of<over::every_feature>>) {
      return is<simplified_t<node<op::sum_of<over::everything>, argument_of<A>>>>{};
    } else if constexpr (Extents == over::every_sample && shape_of<A>.rows == 1) {
      return rule<op::sum_of<over::everything>, A>::apply();
    } else if constexpr (is_negated<A>) {
      return scaled<constant<bits_of(-1)>, argument_of<A>>();
    } else if constexpr (is_application<A, op::multiply>) {
      if constexpr (is_fixed<argument_of<A, 0>, argument_of<A, 1>>) {
        return scaled<argument_of<A, 0>, argument_of<A, 1>>();
      } else if constexpr (is_fixed<argument_of<A, 1>, argument_of<A, 0>>) {
        return scaled<argument_of<A, 1>, argument_of<A, 0>>();
      } else {
        return is<node<op::sum_of<Extents>, A>>{};
      }
    } else {
      return is<node<op::sum_of<Extents>, A>>{};
    }
  }

  /// Whether the factor is the same for all that the sum folds.
  template <class Factor, class Rest>
  static constexpr bool is_fixed =
      broadcasts_to(shape_of<Factor>, folded_shape) && shape_of<Rest> == shape_of<A>;

  /// The factor before the sum, where that leaves no sum; else the sum as it was, since what it
  /// adds up is then likely to be stored for other readers too.
  template <class Factor, class Rest>
  static constexpr auto scaled() {
    using Sum = simplified_t<node<op::sum_of<Extents>, Rest>>;
    if constexpr (contains<Sum, node<op::sum_of<Extents>, Rest>>) {
      return is<node<op::sum_of<Extents>, A>>{};
    } else {
      return is<simplified_t<node<op::multiply, Factor, Sum>>>{};
    }
  }
};

template <over Extents, class A>
struct rule<op::max_of<Extents>, A> {
  static constexpr auto apply() {
    if constexpr (reduced(shape_of<A>, Extents) == shape_of<A>) {
      return is<A>{};
    } else {
      return is<node<op::max_of<Extents>, A>>{};
    }
  }
};

template <shape S, class A>
struct rule<op::expand<S>, A> {
  static constexpr auto apply() { return is<typename with_shape<S, stripped_t<A>>::type>{}; }
};

/// An argument without its repetition, where the others see to the shape.
template <shape S, class A, class... Others>
struct lean_argument {
  static constexpr shape own = shape_of<stripped_t<A>>;
  static constexpr bool others_fill =
      (compatible(own, shape_of<Others>) && ...) && broadcast(own, shape_of<Others>...) == S;
  using type = std::conditional_t<others_fill, stripped_t<A>, A>;
};

template <class Op, class... Args>
struct lean_node {
  using type = node<Op, Args...>;
};
template <class Op, class A, class B>
requires(Elementwise<Op>) struct lean_node<Op, A, B> {
  static constexpr shape extents = node<Op, A, B>::extents;
  using first = typename lean_argument<extents, A, B>::type;
  using type = node<Op, first, typename lean_argument<extents, B, first>::type>;
};
template <class Op, class A, class B, class C>
requires(Elementwise<Op>) struct lean_node<Op, A, B, C> {
  static constexpr shape extents = node<Op, A, B, C>::extents;
  using first = typename lean_argument<extents, A, B, C>::type;
  using second = typename lean_argument<extents, B, first, C>::type;
  using type = node<Op, first, second, typename lean_argument<extents, C, first, second>::type>;
};

template <class E>
struct ruled {
  using type = E;
};
template <class Op, class... Args>
struct ruled<node<Op, Args...>> {
  using type = typename with_shape<node<Op, Args...>::extents,
                                   typename decltype(rule<Op, Args...>::apply())::type>::type;
};

/// Fractions cancelled; derive/cancel.hpp says how.
template <class E>
struct cancelled;

template <class E>
struct simplified {
  using type = E;
};
template <class Op, class... Args>
struct simplified<node<Op, Args...>> {
  using type = typename cancelled<
      typename ruled<typename lean_node<Op, simplified_t<Args>...>::type>::type>::type;
};

}  // namespace detail

/// E in a simpler form that is equal in real arithmetic.
template <class E>
using simplified_t = detail::simplified_t<E>;

}  // namespace ctnn::inline CTNN_ISA

#include <ctnn/derive/cancel.hpp>
