// 784-128-10 with relu and softmax: forward (A5); with C1_TRAINING a step on up to 32 samples (C1).
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using network = nn::network<nn::input<784>, nn::dense<128, nn::relu>, nn::dense<10, nn::softmax>>;

#if !defined(C1_TRAINING)
nn::vector<float, 10> forward(const network& net, std::span<const float, 784> x);
nn::vector<float, 10> forward(const network& net, std::span<const float, 784> x) { return net(x); }
#else
using trainer = nn::trainer<network, nn::cross_entropy, nn::sgd, 32>;

float step(trainer& train, std::span<const float> xs, std::span<const float> ts);
float step(trainer& train, std::span<const float> xs, std::span<const float> ts) {
  return train.step(xs, ts);
}
#endif
