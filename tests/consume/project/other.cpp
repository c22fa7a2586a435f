#include "other.hpp"

#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

float other() {
  nn::network<nn::input<3>, nn::dense<5, nn::tanh>, nn::dense<1>> net;
  nn::initialize(net, nn::xavier_uniform{.seed = 7});
  return net(nn::vector<float, 3>{0.5f, -1.0f, 2.0f})[0];
}
