// For tests of many networks of different sizes: no warning that GCC gives of them by mistake.
#pragma once

#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 merges what indexes tensors of different sizes, and then takes a small one for a large one
// that ends behind its network.
#pragma GCC diagnostic ignored "-Warray-bounds"
#endif
