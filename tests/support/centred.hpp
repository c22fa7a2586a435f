// A layer that mixes samples.
#pragma once

#include <ctnn/nn.hpp>

#include <array>

namespace support {

/// A product of which the mean over the samples is taken off.
template <std::size_t N>
struct centred {
  static constexpr std::size_t outputs(std::size_t) { return N; }
  static constexpr std::array<ctnn::parameter, 1> parameters(std::size_t inputs) {
    return {ctnn::parameter{ctnn::role::weights, N, inputs}};
  }
  static constexpr auto formula(auto x, auto w) { return w * x - mean_samples(w * x); }
};

}  // namespace support
