// What an optimizer's update may not be.
#pragma once

#include <ctnn/nn/check.hpp>
#include <ctnn/nn/optimizer/optimizer.hpp>

namespace ctnn::inline CTNN_ISA {

struct constants_and_numbers_of_the_step;
struct a_formula_for_each_number;

namespace detail {

/// The sums and products in E, those in the formulas of softmax and its like as well.
template <class E, class Known>
struct sources_within : type_box<Known> {};
template <class Op, class... Args, class Known>
struct sources_within<node<Op, Args...>, Known>
    : std::conditional_t<is_source<node<Op, Args...>>, with<Known, node<Op, Args...>>,
                         collected<sources_within, list<Args...>, Known>> {};
template <class Op, class... Args, class Known>
requires(is_composite<node<Op, Args...>>) struct sources_within<node<Op, Args...>, Known>
    : sources_within<decltype(formula_of_composite<Op>(list<Args...>{})), Known> {
};

/// Refuses an update that its type does not hold all of, or that is not about each number by
/// itself.
template <class Updating, class T>
struct check_update {
  static constexpr bool valid() {
    if constexpr (!Optimizer<Updating>) {
      return false;  // check_trainer has said so
    } else {
      constexpr shape some{2, 1};
      using Update = decltype(Updating::update(
          placeholder<parameter_tag<0, order::column_order>, T, some>{},
          placeholder<fresh_gradient_tag, T, some>{}, numbers_of_step<T>{},
          moments_of_parameter<T, some, order::column_order>{}));
      using Formulas = decltype(formulas_of(Update{}));
      using Found = value_held_t<Formulas>;
      using Sources = typename collected<sources_within, Formulas, list<>>::type;
      if constexpr (!std::is_void_v<Found>) {
        static_assert(kind_mismatch<in<trainer_call>, expected<constants_and_numbers_of_the_step>,
                                    got<Found>>::holds,
                      "ctnn: an optimizer's update is made of constants and of what it is given. "
                      "Write fraction<1, 2> for a number that never changes, and give others by "
                      "next.");
        return false;
      } else if constexpr (Sources::size != 0) {
        static_assert(kind_mismatch<in<trainer_call>, expected<a_formula_for_each_number>,
                                    got<at_t<Sources, 0>>>::holds,
                      "ctnn: an optimizer's update is about each number by itself. Write it "
                      "without sums and products of matrices, and change parameters between the "
                      "steps where it takes those.");
        return false;
      } else {
        return true;
      }
    }
  }
};

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
