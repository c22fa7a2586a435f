// -ffast-math, of which compilers tell by a macro.
// EXPECT: -ffast-math changes what exp and log compute
#ifdef CTNN_MUST_FAIL
#define __FAST_MATH__ 1  // as that flag does
#endif
#include <ctnn/ctnn.hpp>

int main() { return ctnn::vector<float, 2>{}.rows == 2 ? 0 : 1; }
