// The numbers of a layer's parameters, or of what belongs to them.
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

}  // namespace support
