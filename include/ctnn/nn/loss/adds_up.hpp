// Whether a loss of many samples is what it is of some and of the others, added up, so that it can
// be computed some samples at a time.
#pragma once

#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/reduce.hpp>
#include <ctnn/expr/traverse.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// What has something for each sample.
template <class E>
struct is_of_each_sample
    : std::bool_constant<shape_of<E>.rows == samples || shape_of<E>.columns == samples> {};
/// What makes one of all samples.
template <class E>
struct folds_samples : std::false_type {};
template <class Op, class... Args>
struct folds_samples<node<Op, Args...>>
    : std::bool_constant<!is_of_each_sample<node<Op, Args...>>::value &&
                         (is_of_each_sample<Args>::value || ...)> {};

template <class E>
inline constexpr bool knows_samples = contains_such<E, is_of_each_sample>;

/// Sums over samples of what each gives by itself, and what is linear in them.
template <class E>
inline constexpr bool adds_up = false;

template <over Extents, class A>
inline constexpr bool adds_up<node<op::sum_of<Extents>, A>> =
    is_of_each_sample<A>::value ? !contains_such<A, folds_samples> : adds_up<A>;
template <class A, class B>
inline constexpr bool adds_up<node<op::matmul, A, B>> =
    is_of_each_sample<A>::value
        ? !contains_such<A, folds_samples> && !contains_such<B, folds_samples>
        : (adds_up<A> && !knows_samples<B>) || (adds_up<B> && !knows_samples<A>);

template <class A, class B>
inline constexpr bool adds_up<node<op::add, A, B>> = adds_up<A>&& adds_up<B>;
template <class A, class B>
inline constexpr bool adds_up<node<op::subtract, A, B>> = adds_up<A>&& adds_up<B>;
template <class A, class B>
inline constexpr bool adds_up<node<op::multiply, A, B>> = (adds_up<A> && !knows_samples<B>) ||
                                                          (adds_up<B> && !knows_samples<A>);
template <class A, class B>
inline constexpr bool adds_up<node<op::divide, A, B>> = adds_up<A> && !knows_samples<B>;

template <class A>
inline constexpr bool adds_up<node<op::negate, A>> = adds_up<A>;
template <class A>
inline constexpr bool adds_up<node<op::share_t, A>> = adds_up<A>;
template <class A>
inline constexpr bool adds_up<node<op::transpose_t, A>> = adds_up<A>;
template <shape S, class A>
inline constexpr bool adds_up<node<op::expand<S>, A>> = adds_up<A>;

}  // namespace ctnn::inline CTNN_ISA::detail
