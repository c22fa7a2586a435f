// What a layer's passes store because they will read it again.
#pragma once

#include <ctnn/eval/cost.hpp>
#include <ctnn/expr/formula.hpp>
#include <ctnn/expr/traverse.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// The factors of products in E that are computed: they are stored in any case.
template <class E, class Known>
struct computed_factors : type_box<Known> {};
template <class Op, class... Args, class Known>
struct computed_factors<node<Op, Args...>, Known>
    : collected<computed_factors, list<Args...>, Known> {};
template <class E, class Known>
struct with_factor : type_box<Known> {};
template <class E, class Known>
requires(is_node<E> && !is_application<E, op::transpose_t>) struct with_factor<E, Known>
    : with<Known, E> {
};
template <class A, class Known>
struct with_factor<node<op::transpose_t, A>, Known> : with_factor<A, Known> {};
template <class A, class B, class Known>
struct computed_factors<node<op::matmul, A, B>, Known>
    : with_factor<A, typename with_factor<
                         B, typename collected<computed_factors, list<A, B>, Known>::type>::type> {
};

template <class Forward>
struct shared_with {
  /// The largest parts of E that occur in Forward as well and cost more than a load.
  template <class E, class Known>
  struct parts : type_box<Known> {};
  template <class Op, class... Args, class Known>
  struct parts<node<Op, Args...>, Known>
      : std::conditional_t<
            std::is_same_v<node<Op, Args...>, Forward>, type_box<Known>,
            std::conditional_t<
                contains<Forward, node<Op, Args...>> && is_expensive<node<Op, Args...>> &&
                    !node<Op, Args...>::is_mask,
                with<Known, node<Op, Args...>>,
                collected<shared_with<Forward>::template parts, list<Args...>, Known>>> {};
};

}  // namespace ctnn::inline CTNN_ISA::detail
