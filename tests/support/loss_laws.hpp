// The law for losses: a last layer's activation and a loss, by the logits and by the targets.
#pragma once

#include "support/laws.hpp"

#include <ctnn/expr.hpp>
#include <ctnn/nn/activation/identity.hpp>
#include <ctnn/nn/loss.hpp>

namespace laws {

/// A loss's formula, its numbers made constants as a network makes them.
template <class Loss, class Activation, class Z, class T>
struct loss_of_logits {
  static constexpr auto formula() { return Loss::formula(Activation{}(Z{}), T{}); }
};

/// Targets within 0 and 1, or all zero: then the error of a regression is the output itself, which
/// the points keep away from the kink at 0, and here from one at ±1.
enum class targets { probabilities, zero };

template <class Loss, class Activation>
void loss_at_all_sizes(const char* name, targets kind) {
  for_shapes([&]<std::size_t Rows, std::size_t Columns>() {
    constexpr ctnn::variable<"z", double, Rows, Columns> z{};
    constexpr ctnn::variable<"t", double, Rows, Columns> t{};
    using Formula =
        ctnn::formula_of<loss_of_logits<Loss, Activation, std::remove_const_t<decltype(z)>,
                                        std::remove_const_t<decltype(t)>>>;
    grid logits = points(Rows, Columns, 1, sign::either);
    keep_away(logits, 1);
    const grid wanted = kind == targets::zero
                            ? grid{Rows, Columns}
                            : support::scaled(0.25, points(Rows, Columns, 2, sign::positive));
    gradient_is_difference(name, Formula{}, Rows * Columns, at{z, logits}, at{t, wanted});
  });
}

}  // namespace laws
