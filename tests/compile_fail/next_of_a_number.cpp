// An optimizer whose step has one number, which it does not return as an array.
// REMEDY: Return an array of one.
// EXPECT: in<descent.*expected<.*an_array_of_numbers>.*got<double
// EXPECT: an optimizer's next returns the numbers of one step as an array
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct descent {
  double learning_rate = 0.01;
  static constexpr std::size_t moments = 0;
  struct progress {};
#ifdef CTNN_MUST_FAIL
  constexpr double next(progress&) const { return learning_rate; }
#else
  constexpr std::array<double, 1> next(progress&) const { return {learning_rate}; }
#endif
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
    return nn::assign(w, w - numbers.template get<0>() * g);
  }
};

int main() {
  nn::network<nn::input<4>, nn::dense<3>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, descent, 8> train{net};
  static_cast<void>(train);
}
