// Any number of samples through one layer of 256 to 256 with relu, whose weights are more than the
// nearest cache holds.
// HOT PLACES: 1
#include <ctnn/ctnn.hpp>

#include <span>

namespace nn = ctnn;

using network = nn::network<nn::input<256>, nn::dense<256, nn::relu>>;

extern "C" void far_batch(const network& net, std::span<const float> xs, std::span<float> ys);
extern "C" void far_batch(const network& net, std::span<const float> xs, std::span<float> ys) {
  net.predict(xs, ys);
}
