// An update that does not take what it is given.
// REMEDY: Let it take the moments, too, even where it has none.
// EXPECT: in<descent.*expected<.*parameter_gradient_numbers_and_moments>.*got<.*another_function
// EXPECT: an optimizer's update is a static function of four
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct descent {
  double learning_rate = 0.01;
  static constexpr std::size_t moments = 0;
  struct progress {};
  constexpr std::array<double, 1> next(progress&) const { return {learning_rate}; }
#ifdef CTNN_MUST_FAIL
  static constexpr auto update(auto w, auto g, auto numbers) {
#else
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
#endif
    return nn::assign(w, w - numbers.template get<0>() * g);
  }
};

int main() {
  nn::network<nn::input<4>, nn::dense<3>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, descent, 8> train{net};
  static_cast<void>(train);
}
