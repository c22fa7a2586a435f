// One sample through 48-160-4 with tanh: a column of several tiles, which read the same numbers.
// HOT PLACES: 2
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using network = nn::network<nn::input<48>, nn::dense<160, nn::tanh>, nn::dense<4>>;

extern "C" void wide_forward(const network& net, const nn::vector<float, 48>& x,
                             nn::vector<float, 4>& y);
extern "C" void wide_forward(const network& net, const nn::vector<float, 48>& x,
                             nn::vector<float, 4>& y) {
  y = net(x);
}
