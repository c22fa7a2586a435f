// One sample through 18-64-64-4 with tanh.
// HOT PLACES: 2, the layers of 64; the layer of 4 outputs is too short to count.
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using network = nn::network<nn::input<18>, nn::dense<64, nn::tanh>, nn::dense<64, nn::tanh>,
                            nn::dense<4, nn::identity>>;

extern "C" void a3_forward(const network& net, const nn::vector<float, 18>& x,
                           nn::vector<float, 4>& y);
extern "C" void a3_forward(const network& net, const nn::vector<float, 18>& x,
                           nn::vector<float, 4>& y) {
  y = net(x);
}
