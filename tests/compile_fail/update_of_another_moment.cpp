// An optimizer's update that reads a second moment of one.
// REMEDY: Count from 0, or keep another.
// EXPECT: in<.*momentum>.*expected<ctnn.*numbers_of_next<2>.*expected<ctnn.*moments_kept<1>
// EXPECT: reads a number that next does not return, or a moment more than it has
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

struct momentum {
  static constexpr std::size_t moments = 1;
  struct progress {};
  constexpr std::array<double, 2> next(progress&) const { return {0.9, 0.01}; }
  static constexpr auto update(auto w, auto g, auto numbers, auto kept) {
#ifdef CTNN_MUST_FAIL
    auto m = kept.template get<1>();
#else
    auto m = kept.template get<0>();
#endif
    return nn::in_order(nn::assign(m, numbers.template get<0>() * m + g),
                        nn::assign(w, w - numbers.template get<1>() * m));
  }
};

int main() {
  nn::network<nn::input<4>, nn::dense<3, nn::sigmoid>> net;
  nn::trainer<decltype(net), nn::mean_squared_error, momentum, 8> train{net};
  static_cast<void>(train);
}
