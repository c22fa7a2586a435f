// What an optimizer's update may not be.
#pragma once

#include <ctnn/nn/activation/activation.hpp>
#include <ctnn/nn/check_training.hpp>
#include <ctnn/nn/optimizer/optimizer.hpp>

namespace ctnn::inline CTNN_ISA {

struct constants_and_numbers_of_the_step;
struct a_formula_for_each_number;
struct a_scaled_difference;

namespace detail {

/// The first operation of the formulas that is not about each number by itself; void for none.
template <class... Es>
first_such_among<mixes_numbers, Es...> first_mixing(list<Es...>);
template <class Formulas>
using first_mixing_t = typename decltype(first_mixing(Formulas{}))::type;

/// Refuses an update that its type does not hold all of, or that is not about each number by
/// itself.
template <class Updating, class T>
struct check_update {
  static constexpr bool valid() {
    if constexpr (!Optimizer<Updating>) {
      return false;  // check_trainer has said so
    } else {
      // Square, since there * is the product of matrices.
      constexpr shape some{2, 2};
      using Update = decltype(Updating::update(
          placeholder<parameter_tag<0, order::column_order>, T, some>{},
          placeholder<fresh_gradient_tag, T, some>{}, numbers_of_step<T>{},
          moments_of_parameter<T, some, order::column_order>{}));
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
        static_assert(kind_mismatch<in<trainer_call>, expected<a_formula_for_each_number>,
                                    got<Mixing>>::holds,
                      "ctnn: an optimizer's update is about each number by itself. Write "
                      "hadamard(a, b) for a product, and change parameters between the steps where "
                      "it takes sums or products of matrices.");
        return false;
      } else if constexpr (SubtractsGradient<Updating>) {
        constexpr placeholder<parameter_tag<0, order::column_order>, T, some> w{};
        constexpr placeholder<fresh_gradient_tag, T, some> g{};
        constexpr numbers_of_step<T> n{};
        using Said =
            decltype(in_order(assign(w, n.template get<0>() * w - n.template get<1>() * g)));
        if constexpr (!std::is_same_v<Update, Said>) {
          static_assert(
              kind_mismatch<in<trainer_call>, in<Updating>, expected<a_scaled_difference>>::holds,
              "ctnn: subtracts_gradient says that an update is w = a * w - b * g, of the step's "
              "two numbers. Write it so, or leave subtracts_gradient out.");
        }
        return std::is_same_v<Update, Said>;
      } else {
        return true;
      }
    }
  }
};

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
