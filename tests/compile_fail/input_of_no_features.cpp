// An input of no features.
// REMEDY: Say how many numbers a sample has.
// EXPECT: in<ctnn.*an_input>.*expected<.*at_least<1.*got<.*features<0
// EXPECT: has at least one feature
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifdef CTNN_MUST_FAIL
using network = nn::network<nn::input<0>, nn::dense<3>>;
#else
using network = nn::network<nn::input<4>, nn::dense<3>>;
#endif

int main() {
  static network net;
  static_cast<void>(net);
}
