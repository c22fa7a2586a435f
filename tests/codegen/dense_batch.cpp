// Any number of samples through one layer of 64 to 64 with relu.
// HOT PLACES: 1
#include <ctnn/ctnn.hpp>

#include <span>

namespace nn = ctnn;

using network = nn::network<nn::input<64>, nn::dense<64, nn::relu>>;

extern "C" void dense_batch(const network& net, std::span<const float> xs, std::span<float> ys);
extern "C" void dense_batch(const network& net, std::span<const float> xs, std::span<float> ys) {
  net.predict(xs, ys);
}
