// The fully connected layer, f(w·x + b).
#pragma once

#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/nn/activation/identity.hpp>
#include <ctnn/nn/layer/layer.hpp>

#include <array>

namespace ctnn::inline CTNN_ISA {

/// Units outputs, each the activation of a weighted sum of all inputs plus a bias.
template <std::size_t Units, auto Activation = identity>
struct dense {
  static constexpr auto activation = Activation;
  static constexpr std::size_t outputs(std::size_t) { return Units; }
  static constexpr std::array<parameter, 2> parameters(std::size_t inputs) {
    return {parameter{role::weights, outputs(inputs), inputs},
            parameter{role::bias, outputs(inputs)}};
  }
  static constexpr auto formula(auto x, auto w, auto b) { return Activation(w * x + b); }
};

}  // namespace ctnn::inline CTNN_ISA
