// The gradient of a formula, as a formula.
#pragma once

#include <ctnn/derive/adjoint.hpp>

namespace ctnn::inline CTNN_ISA {

template <class E>
struct scalar_needed {
  static constexpr bool holds = shape_of<E> == scalar_shape;
};

/// The gradient of the scalar formula E with respect to each of Variables, as a list of formulas
/// of their shapes, simplified. Zero where E does not depend on one.
template <class E, class... Variables>
struct gradients_of {
  static_assert(scalar_needed<E>::holds,
                "ctnn: only a scalar has a gradient. Take its sum or mean first, or send a "
                "gradient back with vector_jacobian_product.");
  using all = detail::adjoints<E, std::remove_const_t<decltype(fraction<1>)>, list<Variables...>>;
  using type = list<typename all::template of<Variables>...>;
};

/// The same for a formula of any shape, given the gradient Dy of something with respect to it:
/// dyᵀ · dE/dv for each variable v.
template <class E, class Dy, class... Variables>
using vector_jacobian_product =
    list<typename detail::adjoints<E, Dy, list<Variables...>>::template of<Variables>...>;

/// The gradient of a scalar formula with respect to one of its variables:
/// differentiate(sum(hadamard(x, x)), x) is 2 x. The variable may be any placeholder or part.
template <Operand E, Operand Variable>
constexpr auto differentiate(const E&, const Variable&) {
  if constexpr (is_invalid<E>) {
    return invalid{};
  } else {
    return at_t<typename gradients_of<E, Variable>::type, 0>{};
  }
}

}  // namespace ctnn::inline CTNN_ISA
