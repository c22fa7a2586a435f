// What an optimizer's update may not be.
#pragma once

#include <ctnn/nn/activation/activation.hpp>
#include <ctnn/nn/check_training.hpp>
#include <ctnn/nn/optimizer/optimizer.hpp>

namespace ctnn::inline CTNN_ISA {

// Words of the messages.
struct assignments;
struct parameter_gradient_numbers_and_moments;
struct another_function;
template <std::size_t N>
struct numbers_of_next {};
template <std::size_t N>
struct moments_kept {};
struct constants_and_numbers_of_the_step;
struct a_formula_for_each_number;
struct a_scaled_difference;

namespace detail {

/// The first operation of the formulas that is not about each number by itself; void for none.
template <class... Es>
first_such_among<mixes_numbers, Es...> first_mixing(list<Es...>);
template <class Formulas>
using first_mixing_t = typename decltype(first_mixing(Formulas{}))::type;

template <class A>
concept Assignment = requires {
  typename A::target;
  typename A::formula;
};
/// What is none among them.
template <class... As>
constexpr auto no_assignments(list<As...>) {
  return concatenated_t<list_if<!Assignment<As>, As>...>{};
}

/// A number of the step or a moment of which the optimizer does not have as many.
template <class Optimizer>
struct beyond {
  template <class E>
  struct is_not_given : std::false_type {};
  template <std::size_t I, class T, shape S>
  struct is_not_given<placeholder<number_tag<I>, T, S>>
      : std::bool_constant<(I >= numbers_in_step<Optimizer>)> {};
  template <std::size_t I, order Order, class T, shape S>
  struct is_not_given<placeholder<moment_tag<I, Order>, T, S>>
      : std::bool_constant<(I >= Optimizer::moments)> {};

  template <class... As>
  static constexpr bool any(list<As...>) {
    return ((contains_such<typename As::target, is_not_given> ||
             contains_such<typename As::formula, is_not_given>) ||
            ...);
  }
};

/// Refuses an update that its type does not hold all of, or that is not about each number by
/// itself.
template <class Updating, class T>
struct check_update {
  // Square, since there * is the product of matrices.
  static constexpr shape some{2, 2};
  using Parameter = placeholder<parameter_tag<0, order::column_order>, T, some>;
  using Gradient = placeholder<fresh_gradient_tag, T, some>;
  using Numbers = numbers_of_step<T>;
  using Moments = moments_of_parameter<T, some, order::column_order>;

  static constexpr bool valid() {
    if constexpr (!Optimizer<Updating> || !NextGivesNumbers<Updating>) {
      return false;  // check_trainer has said so
    } else if constexpr (!requires {
                           Updating::update(Parameter{}, Gradient{}, Numbers{}, Moments{});
                         }) {
      static_assert(
          kind_mismatch<in<Updating>, expected<parameter_gradient_numbers_and_moments>,
                        got<another_function>>::holds,
          "ctnn: an optimizer's update is a static function of four: a parameter, its gradient, "
          "the numbers of the step and the moments. Write static constexpr auto update(auto w, "
          "auto g, auto numbers, auto moments), and have next return what it computes with.");
      return false;
    } else {
      using Returned = decltype(Updating::update(Parameter{}, Gradient{}, Numbers{}, Moments{}));
      if constexpr (std::is_void_v<Returned>) {
        return refuse_returned<Returned>();
      } else {
        return has_valid_assignments<decltype(in_order(std::declval<Returned>()))>();
      }
    }
  }

 private:
  template <class Update>
  static constexpr bool has_valid_assignments() {
    using Others = decltype(no_assignments(Update{}));
    if constexpr (Others::size != 0) {
      return refuse_returned<at_t<Others, 0>>();
    } else if constexpr (beyond<Updating>::any(Update{})) {
      static_assert(
          kind_mismatch<in<Updating>, expected<numbers_of_next<numbers_in_step<Updating>>>,
                        expected<moments_kept<Updating::moments>>>::holds,
          "ctnn: an optimizer's update reads a number that next does not return, or a "
          "moment more than it has, counted from 0. Return another one, or have more "
          "moments.");
      return false;
    } else {
      return has_valid_formulas<Update>();
    }
  }
  template <class Found>
  static constexpr bool refuse_returned() {
    static_assert(kind_mismatch<in<Updating>, expected<assignments>, got<Found>>::holds,
                  "ctnn: an optimizer's update returns assignments. Write return assign(w, w - "
                  "numbers.template get<0>() * g); or several in_order(first, second).");
    return false;
  }

  template <class Update>
  static constexpr bool has_valid_formulas() {
    using Formulas = decltype(formulas_of(Update{}));
    using Found = value_held_t<Formulas>;
    using Mixing = first_mixing_t<Formulas>;
    if constexpr (!std::is_void_v<Found>) {
      static_assert(kind_mismatch<in<trainer_call>, expected<constants_and_numbers_of_the_step>,
                                  got<Found>>::holds,
                    "ctnn: an optimizer's update is made of constants and of what it is given. "
                    "Write fraction<1, 2> for a number that never changes, and give others by "
                    "next.");
      return false;
    } else if constexpr (!std::is_void_v<Mixing>) {
      static_assert(
          kind_mismatch<in<trainer_call>, expected<a_formula_for_each_number>, got<Mixing>>::holds,
          "ctnn: an optimizer's update is about each number by itself. Write "
          "hadamard(a, b) for a product, and change parameters between the steps where "
          "it takes sums or products of matrices.");
      return false;
    } else if constexpr (SubtractsGradient<Updating>) {
      constexpr Parameter w{};
      constexpr Gradient g{};
      constexpr Numbers n{};
      using Said =
          decltype(in_order(assign(w, w - (n.template get<0>() * w + n.template get<1>() * g))));
      if constexpr (!std::is_same_v<Update, Said>) {
        static_assert(
            kind_mismatch<in<trainer_call>, in<Updating>, expected<a_scaled_difference>>::holds,
            "ctnn: subtracts_gradient says that an update is w = w - (a * w + b * g), of the "
            "step's two numbers. Write it so, or leave subtracts_gradient out.");
      }
      return std::is_same_v<Update, Said>;
    } else {
      return true;
    }
  }
};

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
