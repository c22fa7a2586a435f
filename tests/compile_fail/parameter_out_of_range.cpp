// A parameter that a layer does not have.
// REMEDY: Count from 0: dense has weights and then biases.
// EXPECT: in<ctnn.*dense<3.*expected<ctnn.*parameter_below<2.*got<ctnn.*parameter_at<2
// EXPECT: the layer has no such parameter
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3>> net;
  net.layer<0>().get<2>()(0) = 1;
#else
  nn::network<nn::input<4>, nn::dense<3>> net;
  net.layer<0>().get<1>()(0) = 1;
#endif
}
