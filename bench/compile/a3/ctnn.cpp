// 18-64-64-4 with tanh: forward; with A3_TRAINING a step of training on one sample instead.
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using network =
    nn::network<nn::input<18>, nn::dense<64, nn::tanh>, nn::dense<64, nn::tanh>, nn::dense<4>>;

#if !defined(A3_TRAINING)
nn::vector<float, 4> forward(const network& net, const nn::vector<float, 18>& x);
nn::vector<float, 4> forward(const network& net, const nn::vector<float, 18>& x) { return net(x); }
#else
using trainer = nn::trainer<network, nn::mean_squared_error, nn::sgd, 1>;

float step(trainer& train, const nn::vector<float, 18>& x, const nn::vector<float, 4>& t);
float step(trainer& train, const nn::vector<float, 18>& x, const nn::vector<float, 4>& t) {
  return train.step(x, t);
}
#endif
