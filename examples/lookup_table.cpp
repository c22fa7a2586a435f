// A network that is trained while the program compiles, and of which the program has a table: a
// microcontroller looks the answer up and holds neither weights nor arithmetic.
//
// The network learns the gain of a soft knee compressor, 1 for quiet signals and falling for loud
// ones, from a handful of points.
#include <ctnn/ctnn.hpp>

#include <array>
#include <cmath>
#include <cstdio>

namespace {

namespace nn = ctnn;

using knee = nn::network<nn::input<1>, nn::dense<4, nn::tanh>, nn::dense<1, nn::sigmoid>>;

constexpr std::array<float, 9> levels{0, 0.125f, 0.25f, 0.375f, 0.5f, 0.625f, 0.75f, 0.875f, 1};
constexpr std::array<float, 9> gains{0.98f, 0.97f, 0.96f, 0.93f, 0.85f, 0.72f, 0.6f, 0.52f, 0.46f};

constexpr knee train() {
  knee net;
  nn::initialize(net, nn::xavier_uniform{.seed = 34});
  nn::trainer<knee, nn::mean_squared_error, nn::adam, 9> train{net, {.learning_rate = 0.3}};
  for (int i = 0; i < 20; ++i) train.step(levels, gains);
  return net;
}

constexpr std::size_t entries = 64;
constexpr std::array<float, entries + 1> tabulated(const knee& net) {
  std::array<float, entries + 1> table{};
  for (std::size_t i = 0; i <= entries; ++i)
    table[i] = net(std::array{static_cast<float>(i) / entries})[0];
  return table;
}

constexpr auto table = tabulated(train());

// What the program may rely on is checked before there is a program.
constexpr bool falls() {
  for (std::size_t i = 1; i <= entries; ++i) {
    if (table[i] > table[i - 1] + 0.005f) return false;
  }
  return true;
}
static_assert(falls(), "a louder signal has no larger gain");
static_assert(table[0] > 0.9f && table[entries] < 0.55f);

/// The gain at a level in [0, 1], between two entries of the table.
float gain(float level) {
  const float place = level * entries;
  const auto i = static_cast<std::size_t>(place);
  const float share = place - static_cast<float>(i);
  return i == entries ? table[entries] : table[i] + share * (table[i + 1] - table[i]);
}

}  // namespace

int main() {
  float worst = 0;
  std::puts("level  gain wanted  from the table");
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const float found = gain(levels[i]);
    std::printf("%5.3f  %11.2f  %14.3f\n", double(levels[i]), double(gains[i]), double(found));
    worst = std::fmax(worst, std::fabs(found - gains[i]));
  }
  std::printf("%zu numbers in the table, at most %.3f from the points\n", table.size(),
              double(worst));
  return worst < 0.05f ? 0 : 1;
}
