// The softmax of a single output.
// REMEDY: Give it an output for each class, or use sigmoid.
// EXPECT: at_layer<1>.*in<ctnn.*softmax_t>.*expected<ctnn.*at_least<2>.*got<ctnn.*outputs<1
// EXPECT: the softmax of one output is always 1
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  nn::network<nn::input<4>, nn::dense<3>, nn::dense<1, nn::softmax>> net;
#else
  nn::network<nn::input<4>, nn::dense<3>, nn::dense<1, nn::sigmoid>> net;
#endif
  static_cast<void>(net);
}
