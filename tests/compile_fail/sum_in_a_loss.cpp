// A sum of different shapes in a loss of one's own.
// REMEDY: Take what has the same shape from each other.
// EXPECT: in<ctnn.*subtract>.*expected.*rows_by_samples<3.*got.*samples_by_columns<3
// EXPECT: the operands have different shapes
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
struct difference {
  static constexpr auto formula(auto a, auto t) { return mean(abs(a - transpose(t))); }
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
