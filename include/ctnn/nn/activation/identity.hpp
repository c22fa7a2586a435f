// No activation.
#pragma once

#include <ctnn/expr/node.hpp>

namespace ctnn::inline CTNN_ISA {

namespace op {
struct identity_t {
  template <Operand E>
  constexpr auto operator()(E&& x) const {
    return ctnn::detail::as_term(std::forward<E>(x));
  }
};
}  // namespace op

/// z itself: a linear layer.
inline constexpr op::identity_t identity{};

}  // namespace ctnn::inline CTNN_ISA
