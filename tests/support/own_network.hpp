// A network of ctnn held against the scalar reference.
#pragma once

#include "support/check_network.hpp"
#include "support/reference_network.hpp"

namespace test {

inline reference_sgd reference_of(const ctnn::sgd& s) {
  return {static_cast<real>(s.learning_rate), static_cast<real>(s.weight_decay)};
}
inline reference_adam reference_of(const ctnn::adam& a) {
  return {static_cast<real>(a.learning_rate)};
}

/// Net<float> and Net<double> against the reference: Batch samples at random.
template <template <class> class Net, auto Loss, std::size_t Batch, class Optimizer>
void check_own_network(const Optimizer& optimizer) {
  using Described = Net<double>;
  reference_case_maker maker{
      {Described::widths.begin(), Described::widths.end()}, {}, name_of(Loss), Batch};
  for_layers<Described>([&](auto i) {
    maker.activations.push_back(name_of(Described::template layer_type<i>::activation));
  });
  check_network<Net, Loss, Batch>(maker.make(name_of(optimizer), reference_of(optimizer)),
                                  optimizer);
}

}  // namespace test
