// A loss of one's own that is not one number.
// REMEDY: Take the mean.
// EXPECT: in<difference>.*expected.*rows_by_columns<1, 1.*got.*rows_by_samples<3
// EXPECT: a loss is one number for all outputs and samples
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
struct difference {
  static constexpr auto formula(auto a, auto t) { return abs(a - t); }
};
#else
struct difference {
  static constexpr auto formula(auto a, auto t) { return mean(abs(a - t)); }
};
#endif

int main() {
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), difference{}, nn::sgd, 8> train{net};
  static_cast<void>(train);
}
