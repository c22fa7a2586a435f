// The numbers of parameters, or of what belongs to them: of a layer, or of all layers.
#pragma once

#include <ctnn/nn.hpp>

#include <vector>

namespace support {

template <class Layer>
std::vector<double> numbers_of(const Layer& layer) {
  std::vector<double> all;
  layer.for_each([&](const auto& tensor, const ctnn::parameter& p) {
    for (std::size_t r = 0; r < p.rows; ++r)
      for (std::size_t c = 0; c < p.columns; ++c) all.push_back(double(tensor(r, c)));
  });
  return all;
}

/// Those of all layers of a network, or of its gradients, one layer after another.
template <class Parameters>
std::vector<double> all_numbers_of(const Parameters& parameters) {
  std::vector<double> all;
  parameters.for_each_layer([&](const auto& layer) {
    const std::vector<double> more = numbers_of(layer);
    all.insert(all.end(), more.begin(), more.end());
  });
  return all;
}

}  // namespace support
