// Two layers of sigmoids learn whether a point lies inside a circle: forward, loss, backward and
// update without a heap, and what that costs in bytes and nanoseconds.
#include <ctnn/ctnn.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <span>

namespace {

namespace nn = ctnn;

struct circle_net
    : nn::network<nn::input<2>, nn::dense<8, nn::sigmoid>, nn::dense<1, nn::sigmoid>> {};
static_assert(circle_net::parameter_count == 8 * 2 + 8 + 8 + 1);

template <std::size_t Batch>
using circle_trainer = nn::trainer<circle_net, nn::binary_cross_entropy, nn::adam, Batch>;

/// Points of the square [-1, 1]², and 1 for those in the circle that covers half of it.
template <std::size_t N>
struct points {
  std::array<float, 2 * N> x;
  std::array<float, N> inside;

  explicit points(std::uint64_t seed) {
    nn::random_stream random(seed);
    for (std::size_t i = 0; i < N; ++i) {
      const double u = 2 * random.uniform() - 1;
      const double v = 2 * random.uniform() - 1;
      x[2 * i] = static_cast<float>(u);
      x[2 * i + 1] = static_cast<float>(v);
      inside[i] = u * u + v * v < 0.6366 ? 1.0f : 0.0f;
    }
  }
};

/// The share of the points that the network puts on the right side of the circle.
template <std::size_t N>
double accuracy(const circle_net& net, const points<N>& held_out) {
  std::array<float, N> probability;
  net.predict(held_out.x, probability);
  std::size_t right = 0;
  for (std::size_t i = 0; i < N; ++i)
    right += (probability[i] > 0.5f) == (held_out.inside[i] > 0.5f);
  return static_cast<double>(right) / N;
}

/// Nanoseconds of one call of work(i), i counting up: the median of several repetitions. What
/// the calls return is added up and stored where the compiler must believe that it is read.
template <class Work>
double nanoseconds(const Work& work) {
  constexpr std::size_t calls = 20000;
  std::array<double, 9> times;
  for (double& time : times) {
    const auto start = std::chrono::steady_clock::now();
    float sum = 0;
    for (std::size_t i = 0; i < calls; ++i) sum += work(i);
    [[maybe_unused]] const volatile float consumed = sum;
    const std::chrono::duration<double, std::nano> elapsed =
        std::chrono::steady_clock::now() - start;
    time = elapsed.count() / calls;
  }
  std::ranges::sort(times);
  return times[times.size() / 2];
}

}  // namespace

int main() {
  constexpr std::size_t batch = 32;
  constexpr std::size_t count = 2048;
  static const points<count> seen(1);
  static const points<count> held_out(2);

  circle_net net;
  nn::initialize(net, nn::xavier_uniform{.seed = 7});
  circle_trainer<batch> train{net, {.learning_rate = 0.02}};

  constexpr int epochs = 100;
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    float loss = 0;
    for (std::size_t i = 0; i < count; i += batch) {
      loss += train.step(std::span(seen.x).subspan(2 * i, 2 * batch),
                         std::span(seen.inside).subspan(i, batch));
    }
    if (epoch == 1 || epoch % 10 == 0) {
      std::printf("epoch %3d  loss %.4f\n", epoch, static_cast<double>(loss) * batch / count);
    }
  }
  const double reached = accuracy(net, held_out);
  std::printf("accuracy on %zu points that it never saw: %.4f\n\n", count, reached);

  std::printf("network            %6zu bytes (%zu parameters of %zu, and padding)\n",
              sizeof(circle_net), circle_net::parameter_count, sizeof(float));
  std::printf("forward workspace  %6zu bytes on the stack\n", circle_net::workspace_bytes());
  std::printf("training workspace %6zu bytes for batches of %zu\n", train.workspace_bytes(), batch);
  std::printf("optimizer          %6zu bytes of moments\n", train.moment_bytes());

  // On copies, so that timing changes nothing.
  const circle_net evaluated = net;
  circle_net trained = net;
  circle_trainer<1> on_line{trained, {.learning_rate = 1e-4}};
  circle_net trained_in_batches = net;
  circle_trainer<batch> in_batches{trained_in_batches, {.learning_rate = 1e-4}};
  const std::span<const float> xs(seen.x), ts(seen.inside);
  std::printf("\nforward, one point              %7.1f ns\n", nanoseconds([&](std::size_t i) {
                return evaluated(xs.subspan(2 * (i % count)).first<2>())[0];
              }));
  std::printf("training step, one point        %7.1f ns\n", nanoseconds([&](std::size_t i) {
                return on_line.step(xs.subspan(2 * (i % count), 2), ts.subspan(i % count, 1));
              }));
  std::printf("training step, batch of %zu      %7.1f ns\n", batch, nanoseconds([&](std::size_t i) {
                const std::size_t first = i * batch % count;
                return in_batches.step(xs.subspan(2 * first, 2 * batch), ts.subspan(first, batch));
              }));
  return reached > 0.95 ? 0 : 1;
}
