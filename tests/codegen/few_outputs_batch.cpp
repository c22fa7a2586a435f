// Any number of samples through one layer of 32 to 16 with relu, whose outputs are one register.
// HOT PLACES: 1
// WITHOUT INDEX
#include <ctnn/ctnn.hpp>

#include <span>

namespace nn = ctnn;

using network = nn::network<nn::input<32>, nn::dense<16, nn::relu>>;

extern "C" void few_outputs_batch(const network& net, std::span<const float> xs,
                                  std::span<float> ys);
extern "C" void few_outputs_batch(const network& net, std::span<const float> xs,
                                  std::span<float> ys) {
  net.predict(xs, ys);
}
