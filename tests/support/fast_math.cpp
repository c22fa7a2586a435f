// Compiled with -ffast-math.
#include "support/fast_math.hpp"

#include "support/math_functions.hpp"
#include "support/trained_numbers.hpp"

#include <utility>

#if !defined(__FAST_MATH__)
#error "this file is about -ffast-math: compile it with that"
#endif

namespace fast_math {

namespace {

template <std::size_t N, class T>
void apply(std::size_t function, const T* x, T* y, std::size_t count) {
  using functions = support::math_functions;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((I == function ? support::apply<N>(std::tuple_element_t<I, functions>{}, x, y, count)
                    : static_cast<void>(0)),
     ...);
  }
  (std::make_index_sequence<std::tuple_size_v<functions>>{});
}

}  // namespace

void apply(std::size_t function, const float* x, float* y, std::size_t count) {
  apply<ctnn::simd::native_width<float>>(function, x, y, count);
}
void apply(std::size_t function, const double* x, double* y, std::size_t count) {
  apply<ctnn::simd::native_width<double>>(function, x, y, count);
}
void apply_singly(std::size_t function, const float* x, float* y, std::size_t count) {
  apply<1>(function, x, y, count);
}
void apply_singly(std::size_t function, const double* x, double* y, std::size_t count) {
  apply<1>(function, x, y, count);
}

std::vector<double> trained_numbers() { return support::trained_numbers(); }

}  // namespace fast_math
