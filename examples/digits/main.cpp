// Learns to read handwritten digits: digits --data DIR, where DIR holds MNIST, optdigits or both.
#include <ctnn/ctnn.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <initializer_list>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "dataset.hpp"

namespace {

namespace nn = ctnn;

struct mnist_net
    : nn::network<nn::input<784>, nn::dense<128, nn::relu>, nn::dense<10, nn::softmax>> {
  static constexpr std::size_t epochs = 10;
};
struct optdigits_net
    : nn::network<nn::input<64>, nn::dense<64, nn::relu>, nn::dense<10, nn::softmax>> {
  static constexpr std::size_t epochs = 30;
};

constexpr std::size_t batch = 32;

struct settings {
  std::filesystem::path data;
  std::optional<std::size_t> epochs;
  std::uint64_t seed = 1;
};

/// The share of the images to which the network gives the right digit.
template <class Net>
double accuracy(const Net& net, std::span<const float> images, std::span<const int> labels) {
  std::vector<float> outputs(labels.size() * Net::outputs);
  net.predict(images, outputs);
  std::size_t right = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto digits = std::span(outputs).subspan(i * Net::outputs, Net::outputs);
    if (std::ranges::max_element(digits) - digits.begin() == labels[i]) ++right;
  }
  return static_cast<double>(right) / static_cast<double>(labels.size());
}

/// Shows the trainer every image once, in random order, and returns the mean loss.
template <class Trainer>
double run_epoch(Trainer& trainer, const digits::dataset& data, std::span<std::size_t> order,
                 nn::random_stream& random) {
  static std::array<float, batch * Trainer::inputs> x;
  static std::array<float, batch * Trainer::outputs> t;
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);

  double loss = 0;
  for (std::size_t first = 0; first < order.size(); first += batch) {
    const std::size_t count = std::min(batch, order.size() - first);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t row = order[first + i];
      std::copy_n(&data.train_x[row * Trainer::inputs], Trainer::inputs, &x[i * Trainer::inputs]);
      std::copy_n(&data.train_t[row * Trainer::outputs], Trainer::outputs,
                  &t[i * Trainer::outputs]);
    }
    const float mean = trainer.step(std::span(x).first(count * Trainer::inputs),
                                    std::span(t).first(count * Trainer::outputs));
    loss += static_cast<double>(mean) * static_cast<double>(count);
  }
  return loss / static_cast<double>(order.size());
}

template <class Net>
void train(const digits::dataset& data, const settings& given) {
  // Too large for a stack; the library itself allocates nothing.
  static Net net;
  static nn::trainer<Net, nn::cross_entropy, nn::adam, batch> trainer{net, {.learning_rate = 1e-3}};

  nn::random_stream random(given.seed);
  nn::initialize(net, nn::he_uniform{.seed = random.bits()});
  std::vector<std::size_t> order(data.train_labels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});

  std::printf("%s: %zu-%zu-%zu, %zu parameters; %zu images to learn from, %zu to test\n",
              data.name.c_str(), Net::widths[0], Net::widths[1], Net::widths[2],
              Net::parameter_count, data.train_labels.size(), data.test_labels.size());
  for (std::size_t epoch = 1; epoch <= given.epochs.value_or(Net::epochs); ++epoch) {
    const auto start = std::chrono::steady_clock::now();
    const double loss = run_epoch(trainer, data, order, random);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("epoch %2zu  loss %.4f  test %.4f  %.3f s\n", epoch, loss,
                accuracy(net, data.test_x, data.test_labels), seconds.count());
    std::fflush(stdout);
  }
  std::printf("test accuracy %.4f\n", accuracy(net, data.test_x, data.test_labels));
}

/// Whether a folder holds one of the files, so that the others are missed.
bool holds(const settings& given, std::string_view subfolder,
           std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) {
    return !digits::find_file(given.data, subfolder, name).empty();
  });
}

void run(const settings& given) {
  const bool mnist = holds(given, "mnist", {"train-images-idx3-ubyte", "t10k-images-idx3-ubyte"});
  const bool optdigits = holds(given, "optdigits", {"optdigits.tra.csv", "optdigits.tes.csv"});
  if (!mnist && !optdigits) {
    throw digits::data_error(
        given.data,
        "t10k-images-idx3-ubyte of MNIST or optdigits.tra.csv, as it is or "
        "gzipped, here or in mnist/ or optdigits/",
        std::filesystem::is_directory(given.data) ? "neither" : "no such folder");
  }
  // Everything is read first, so that nothing is trained where a file is wrong.
  std::optional<digits::dataset> first, second;
  if (mnist) first = digits::load_mnist(given.data);
  if (optdigits) second = digits::load_optdigits(given.data);
  if (first) train<mnist_net>(*first, given);
  if (second) train<optdigits_net>(*second, given);
}

}  // namespace

int main(int argc, char** argv) {
  settings given;
  CLI::App app{"Trains a network with one hidden layer on handwritten digits.", "digits"};
  app.add_option("--data", given.data, "Folder with the files of MNIST, of optdigits, or of both")
      ->required();
  app.add_option("--epochs", given.epochs,
                 "Times every image is seen; 10 on MNIST, 30 on optdigits")
      ->check(CLI::Range(1, 1000));
  app.add_option("--seed", given.seed, "Of the initial weights and of the order of the images")
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    run(given);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "digits: %s\n", error.what());
    return 2;
  }
  return 0;
}
