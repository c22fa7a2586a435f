// The namespace of the language's functions, and the base that leads the compiler there.
#pragma once

#include <ctnn/base/config.hpp>

/// Operators and functions of the language (+, *, tanh, sum …) live here as function templates.
/// They are found by argument-dependent lookup, through operand, for tensors and expressions
/// alone; so a user writes tanh(w * x + b) unqualified, and ctnn::tanh can name the activation.
namespace ctnn::inline CTNN_ISA::language {

/// Base of everything that may stand in a formula: tensors and expressions.
struct operand {
  /// Whether it is a comparison, which is no number: select, &&, || and ! take one.
  static constexpr bool is_mask = false;
};

}  // namespace ctnn::inline CTNN_ISA::language
