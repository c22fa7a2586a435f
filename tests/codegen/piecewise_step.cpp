// A step on a batch through layers of 64 with leaky_relu and hard_tanh: constants of their own
// beside tiles that fill the registers.
// HOT PLACES: 4
#include <ctnn/ctnn.hpp>

#include <span>

namespace nn = ctnn;

using network = nn::network<nn::input<64>, nn::dense<64, nn::leaky_relu>,
                            nn::dense<64, nn::hard_tanh>, nn::dense<64>>;
using training = nn::trainer<network, nn::mean_squared_error, nn::sgd, 48>;

extern "C" float piecewise_step(training& train, std::span<const float> xs,
                                std::span<const float> ts);
extern "C" float piecewise_step(training& train, std::span<const float> xs,
                                std::span<const float> ts) {
  return train.step(xs, ts);
}
