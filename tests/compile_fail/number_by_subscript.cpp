// A number of the step, asked for as if it were in an array.
// REMEDY: Ask for it by its type.
// EXPECT: in<.*subscript>.*expected<.*a_constant>.*got<int
// EXPECT: an optimizer's update takes its numbers and moments by their type
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct descent {
  double learning_rate = 0.01;
  static constexpr std::size_t moments = 0;
  struct progress {};
  constexpr std::array<double, 1> next(progress&) const { return {learning_rate}; }
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
#ifdef CTNN_MUST_FAIL
    return nn::assign(w, w - numbers[0] * g);
#else
    return nn::assign(w, w - numbers.template get<0>() * g);
#endif
  }
};

int main() {
  nn::network<nn::input<4>, nn::dense<3>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, descent, 8> train{net};
  static_cast<void>(train);
}
