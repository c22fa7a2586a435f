// A large matrix assigned to itself, by way of a copy on the stack.
// REMEDY: Evaluate into another one.
// EXPECT: in<ctnn.*assignment_to_tensor.*expected<ctnn.*at_most<.*bytes<1048576.*got<ctnn.*bytes<16
// EXPECT: what is stored on the way is too large for the stack
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

namespace {
nn::matrix<float, 2048, 2048> a, b;
}

int main() {
#ifdef CTNN_MUST_FAIL
  a = a + b;
#else
  evaluate_into(a, b + b);
#endif
}
