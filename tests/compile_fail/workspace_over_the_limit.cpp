// A formula that stores more on the stack than the limit allows.
// REMEDY: Evaluate it in parts, into tensors that are static.
// EXPECT: stack_mismatch<.*expected<.*at_most<.*bytes<4096.*got<.*bytes<[0-9]+
// EXPECT: what is stored on the way is too large for the stack
#define CTNN_STACK_LIMIT 4096
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  static nn::matrix<float, 64, 64> a, b, c;
  evaluate_into(c, a * (a * b));
#else
  static nn::matrix<float, 64, 64> a, b, c, d;
  evaluate_into(c, a * b);
  evaluate_into(d, a * c);
#endif
}
