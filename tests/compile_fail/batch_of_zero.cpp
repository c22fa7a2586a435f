// A trainer of empty batches.
// EXPECT: a trainer's batch has at least one sample
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  using net_type = nn::network<nn::input<4>, nn::dense<3>>;
  net_type net;
#ifdef CTNN_MUST_FAIL
  constexpr std::size_t batch = 0;
#else
  constexpr std::size_t batch = 8;
#endif
  nn::trainer<net_type, nn::mean_squared_error, nn::sgd, batch> train{net};
  static_cast<void>(train);
}
