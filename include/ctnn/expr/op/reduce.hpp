// Sums, means and maxima: over everything, over samples (columns) or over features (rows).
#pragma once

#include <ctnn/base/scalar.hpp>
#include <ctnn/expr/op/min_max.hpp>
#include <ctnn/expr/op/share.hpp>

namespace ctnn::inline CTNN_ISA::op {

template <class Op, over Extents>
struct reduction : callable<Op> {
  static constexpr bool is_source = true;
  static constexpr over extents = Extents;

  static constexpr shape result_shape(shape a) { return reduced(a, Extents); }
};

/// The sum; each addend receives the sum's gradient.
template <over Extents>
struct sum_of : reduction<sum_of<Extents>, Extents> {
  template <class T>
  static constexpr T neutral = T(0);
  CTNN_ALWAYS_INLINE static constexpr auto combine(auto a, auto b) noexcept { return a + b; }
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr auto across(P p) noexcept {
    return sum(p);
  }
  static constexpr auto derivative(auto, auto dy, auto x) {
    return expand_to<shape_of<decltype(x)>>(dy);
  }
};

/// The largest, and not a number where one of them is none. Its gradient goes to the largest, in
/// equal parts where several are.
template <over Extents>
struct max_of : reduction<max_of<Extents>, Extents> {
  template <class T>
  static constexpr T neutral = -ctnn::detail::infinity<T>;
  CTNN_ALWAYS_INLINE static constexpr auto combine(auto a, auto b) noexcept {
    return larger_of(a, b);
  }
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr auto across(P p) noexcept {
    return maximum(p) + sum(select(p == p, P(0), p));
  }
  static constexpr auto derivative(auto y, auto dy, auto x) {
    auto is_largest =
        select_t{}(equal{}(x, y), expand_to<shape_of<decltype(x)>>(fraction<1>), fraction<0>);
    return hadamard(is_largest, dy / sum_of<Extents>{}(is_largest));
  }
};

/// The largest of each sample's features, where it is taken off them: what is not a number need not
/// be it, since it stays so by itself.
struct shift_of_features : reduction<shift_of_features, over::every_feature> {
  template <class T>
  static constexpr T neutral = -ctnn::detail::infinity<T>;
  CTNN_ALWAYS_INLINE static constexpr auto combine(auto a, auto b) noexcept { return max(a, b); }
  template <class P>
  CTNN_ALWAYS_INLINE static constexpr auto across(P p) noexcept {
    return maximum(p);
  }
};

}  // namespace ctnn::inline CTNN_ISA::op

namespace ctnn::inline CTNN_ISA {

struct sample_count_tag {};
/// 1 / m, where the number of samples m is known at run time alone.
template <class T>
using inverse_sample_count = placeholder<sample_count_tag, T, scalar_shape>;

namespace detail {

/// 1 / the number of values that a reduction folds.
template <class E, over Extents>
constexpr auto inverse_count() {
  constexpr std::size_t rows = Extents == over::every_sample ? 1 : shape_of<E>.rows;
  constexpr std::size_t columns = Extents == over::every_feature ? 1 : shape_of<E>.columns;
  static_assert(rows != ctnn::samples, "ctnn: a mean over features needs their number.");
  if constexpr (columns != ctnn::samples) {
    return fraction<1, static_cast<long>(rows * columns)>;
  } else if constexpr (rows == 1) {
    return inverse_sample_count<scalar_of<E>>{};
  } else {
    return op::multiply{}(inverse_sample_count<scalar_of<E>>{},
                          fraction<1, static_cast<long>(rows)>);
  }
}

template <over Extents, class E>
constexpr auto mean_of(E&& x) {
  if constexpr (is_invalid<E>) {
    return invalid{};
  } else {
    return op::multiply{}(op::sum_of<Extents>{}(std::forward<E>(x)),
                          inverse_count<std::remove_cvref_t<E>, Extents>());
  }
}

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA

namespace ctnn::inline CTNN_ISA::language {

/// The sum of all numbers.
template <Operand E>
constexpr auto sum(E&& x) {
  return ctnn::detail::make_node<op::sum_of<over::everything>>(std::forward<E>(x));
}
/// The sum of each feature over the samples: a column.
template <Operand E>
constexpr auto sum_samples(E&& x) {
  return ctnn::detail::make_node<op::sum_of<over::every_sample>>(std::forward<E>(x));
}
/// The sum of each sample's features: a row.
template <Operand E>
constexpr auto sum_features(E&& x) {
  return ctnn::detail::make_node<op::sum_of<over::every_feature>>(std::forward<E>(x));
}

/// The mean of all numbers.
template <Operand E>
constexpr auto mean(E&& x) {
  return ctnn::detail::mean_of<over::everything>(std::forward<E>(x));
}
/// The mean of each feature over the samples: a column.
template <Operand E>
constexpr auto mean_samples(E&& x) {
  return ctnn::detail::mean_of<over::every_sample>(std::forward<E>(x));
}
/// The mean of each sample's features: a row.
template <Operand E>
constexpr auto mean_features(E&& x) {
  return ctnn::detail::mean_of<over::every_feature>(std::forward<E>(x));
}

/// The largest of all numbers.
template <Operand E>
constexpr auto max(E&& x) {
  return ctnn::detail::make_node<op::max_of<over::everything>>(std::forward<E>(x));
}
/// The largest of each feature over the samples: a column.
template <Operand E>
constexpr auto max_samples(E&& x) {
  return ctnn::detail::make_node<op::max_of<over::every_sample>>(std::forward<E>(x));
}
/// The largest of each sample's features: a row.
template <Operand E>
constexpr auto max_features(E&& x) {
  return ctnn::detail::make_node<op::max_of<over::every_feature>>(std::forward<E>(x));
}

}  // namespace ctnn::inline CTNN_ISA::language
