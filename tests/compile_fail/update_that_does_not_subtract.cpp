// An update that is not what subtracts_gradient says.
// REMEDY: Leave subtracts_gradient out.
// EXPECT: in<ctnn.*trainer_call.*in<ascent.*expected<ctnn.*a_scaled_difference
// EXPECT: subtracts_gradient says that an update is
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct ascent {
  double learning_rate = 0.01;
  static constexpr std::size_t moments = 0;
  struct progress {};
  constexpr std::array<double, 2> next(progress&) const { return {0, learning_rate}; }
  static constexpr auto update(auto w, auto g, auto numbers, auto) {
    return nn::assign(w, w + (numbers.template get<0>() * w + numbers.template get<1>() * g));
  }
#ifdef CTNN_MUST_FAIL
  using subtracts_gradient = ascent;
#else
  // without subtracts_gradient
#endif
};

int main() {
  nn::network<nn::input<4>, nn::dense<3>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, ascent, 8> train{net};
  static_cast<void>(train);
}
