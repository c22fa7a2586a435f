// A vector of three from two numbers.
// REMEDY: Give it a number for each row.
// EXPECT: expected<.*rows<3.*got<.*rows<2
// EXPECT: a vector has as many numbers as rows
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

int main() {
#ifdef CTNN_MUST_FAIL
  const nn::vector<float, 3> v{1.0f, 2.0f};
#else
  const nn::vector<float, 3> v{1.0f, 2.0f, 3.0f};
#endif
  static_cast<void>(v);
}
