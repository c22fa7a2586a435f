// XOR is learnt while this compiles: initialised, trained and classified in constant expressions,
// from the source that runs at run time.
#include <ctnn/nn.hpp>

namespace nn = ctnn;

namespace {

using network = nn::network<nn::input<2>, nn::dense<4, nn::tanh>, nn::dense<1, nn::sigmoid>>;
constexpr std::array<float, 8> xs{0, 0, 0, 1, 1, 0, 1, 1};
constexpr std::array<float, 4> ts{0, 1, 1, 0};

struct experience {
  network net;
  float first_loss = 0;
  float last_loss = 0;
};
constexpr experience train(int steps) {
  experience result;
  nn::initialize(result.net, nn::xavier_uniform{.seed = 2});
  nn::trainer<network, nn::binary_cross_entropy, nn::adam, 4> train{result.net,
                                                                    {.learning_rate = 0.5}};
  result.first_loss = train.step(xs, ts);
  for (int i = 1; i < steps; ++i) result.last_loss = train.step(xs, ts);
  return result;
}
constexpr std::size_t right(const network& net) {
  std::array<float, 4> ys{};
  net.predict(xs, ys);
  std::size_t count = 0;
  for (std::size_t i = 0; i < 4; ++i) count += (ys[i] > 0.5f) == (ts[i] > 0.5f);
  return count;
}

constexpr experience trained = train(25);
static_assert(right(trained.net) == 4);
static_assert(right(train(1).net) < 4, "and it is the training that does it");
static_assert(trained.last_loss < 0.2f * trained.first_loss);

}  // namespace
