// A step of training 18-64-64-4 with tanh on one sample.
// HOT PLACES: 4, forward and backward through both layers of 64; more where updates are loops.
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using network = nn::network<nn::input<18>, nn::dense<64, nn::tanh>, nn::dense<64, nn::tanh>,
                            nn::dense<4, nn::identity>>;
using trainer = nn::trainer<network, nn::mean_squared_error, nn::sgd, 1>;

extern "C" float a3_step(trainer& train, const nn::vector<float, 18>& x,
                         const nn::vector<float, 4>& target);
extern "C" float a3_step(trainer& train, const nn::vector<float, 18>& x,
                         const nn::vector<float, 4>& target) {
  return train.step(x, target);
}
