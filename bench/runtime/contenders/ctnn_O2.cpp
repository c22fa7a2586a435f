// ctnn at -O2, in one program with itself at -O3, so that both are measured at the same clock. In a
// namespace of its own: a linker keeps one copy of a function.
#include <ctnn/base/config.hpp>

#undef CTNN_ISA
#define CTNN_ISA at_O2
#define CTNN_BENCH_AT_O2
#include "ctnn.cpp"
