// A formula assigned to a matrix of bfloat16.
// REMEDY: Assign it to one of float.
// EXPECT: in<ctnn.*assignment_to_tensor.*expected<float.*got<ctnn.*bfloat16
// EXPECT: nothing is computed into it
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
  const nn::matrix<nn::bfloat16, 3, 2> stored;
#ifdef CTNN_MUST_FAIL
  const nn::matrix<nn::bfloat16, 3, 2> twice = stored + stored;
#else
  const nn::matrix<float, 3, 2> twice = stored + stored;
#endif
  static_cast<void>(twice);
}
