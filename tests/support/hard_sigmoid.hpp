// The hard sigmoid of the reference cases. PyTorch 1.13 multiplies its gradient by 1.0f / 6.0f
// even where it computes in double, so the double cases hold a slope that is 3e-8 off: with
// ctnn's own, 1/6, every gradient through it would differ in the eighth digit. In double the
// networks are therefore built with PyTorch's slope, so that all else is held to full precision;
// the own cases and laws hold ctnn's hard sigmoid to the true one.
#pragma once

#include "support/names.hpp"

#include <type_traits>

namespace test {

/// The slope where it is not 0, in PyTorch's double arithmetic.
inline constexpr double pytorch_sixth = 1.0f / 6.0f;

struct pytorch_hard_sigmoid_t : ctnn::elementwise<pytorch_hard_sigmoid_t> {
  template <class P>
  static constexpr P value(P z) {
    return ctnn::op::hard_sigmoid_t::value(z);
  }
  static constexpr auto derivative(auto, auto dy, auto z) {
    constexpr ctnn::constant<ctnn::detail::bits_of(pytorch_sixth)> sixth{};
    constexpr auto three = ctnn::fraction<3>;
    constexpr auto zero = ctnn::fraction<0>;
    return select(z <= -three, zero, select(z >= three, zero, hadamard(dy, sixth)));
  }
};

constexpr const char* name_of(pytorch_hard_sigmoid_t) { return "hard_sigmoid"; }

template <class T>
inline constexpr std::conditional_t<std::is_same_v<T, double>, pytorch_hard_sigmoid_t,
                                    ctnn::op::hard_sigmoid_t>
    hard_sigmoid{};

}  // namespace test
