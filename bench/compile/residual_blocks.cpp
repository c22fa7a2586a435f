// CTNN_BLOCKS residual blocks between two dense layers: a step of training on one sample.
#include <ctnn/ctnn.hpp>

#include <array>
#include <utility>

namespace nn = ctnn;

template <std::size_t N>
struct residual_block {
  static constexpr std::size_t outputs(std::size_t) { return N; }
  static constexpr std::array<nn::parameter, 4> parameters(std::size_t) {
    return {nn::parameter{nn::role::weights, N, N}, nn::parameter{nn::role::bias, N},
            nn::parameter{nn::role::weights, N, N}, nn::parameter{nn::role::bias, N}};
  }
  static constexpr auto formula(auto x, auto w1, auto b1, auto w2, auto b2) {
    return x + w2 * tanh(w1 * x + b1) + b2;
  }
};

template <std::size_t>
using block = residual_block<16>;

template <std::size_t... I>
auto stack(std::index_sequence<I...>)
    -> nn::network<nn::input<8>, nn::dense<16>, block<I>..., nn::dense<4>>;

using network = decltype(stack(std::make_index_sequence<CTNN_BLOCKS>{}));
using trainer = nn::trainer<network, nn::mean_squared_error, nn::sgd, 1>;

float step(trainer& train, std::span<const float> x, std::span<const float> t);
float step(trainer& train, std::span<const float> x, std::span<const float> t) {
  return train.step(x, t);
}
