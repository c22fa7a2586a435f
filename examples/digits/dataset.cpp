#include "dataset.hpp"

#include <cstdint>
#include <iterator>
#include <string_view>

#include "csv.hpp"
#include "idx.hpp"

namespace digits {
namespace {

constexpr std::size_t classes = 10;

struct samples {
  std::vector<float> x;
  std::vector<int> labels;
};

void check_label(const std::filesystem::path& file, std::size_t row, int label) {
  if (label < 0 || label >= static_cast<int>(classes)) {
    throw data_error(file, "a digit 0 to 9 as label " + std::to_string(row + 1),
                     std::to_string(label));
  }
}

void check_count(const std::filesystem::path& file, std::size_t least, std::size_t found) {
  if (found < least) {
    throw data_error(file, std::to_string(least) + " or more images", std::to_string(found));
  }
}

dataset assemble(std::string name, std::size_t features, samples train, samples test) {
  dataset result{.name = std::move(name),
                 .features = features,
                 .classes = classes,
                 .train_x = std::move(train.x),
                 .train_t = std::vector<float>(train.labels.size() * classes),
                 .test_x = std::move(test.x),
                 .train_labels = std::move(train.labels),
                 .test_labels = std::move(test.labels)};
  for (std::size_t row = 0; row < result.train_labels.size(); ++row) {
    result.train_t[row * classes + static_cast<std::size_t>(result.train_labels[row])] = 1.0f;
  }
  return result;
}

// One pair of MNIST's files: `prefix` is train or t10k.
samples read_mnist(const std::filesystem::path& folder, const std::string& prefix,
                   std::size_t least) {
  const auto image_file = require_file(folder, "mnist", prefix + "-images-idx3-ubyte");
  const auto label_file = require_file(folder, "mnist", prefix + "-labels-idx1-ubyte");
  const idx images = read_idx(image_file, 3);
  const idx labels = read_idx(label_file, 1);

  if (images.shape[1] != 28 || images.shape[2] != 28) {
    throw data_error(image_file, "images of 28x28 pixels",
                     std::to_string(images.shape[1]) + "x" + std::to_string(images.shape[2]));
  }
  check_count(image_file, least, images.shape[0]);
  if (labels.shape[0] != images.shape[0]) {
    throw data_error(label_file, std::to_string(images.shape[0]) + " labels, one for each image",
                     std::to_string(labels.shape[0]));
  }

  samples result;
  result.x.reserve(images.values.size());
  for (const std::uint8_t pixel : images.values) {
    result.x.push_back(static_cast<float>(pixel) / 255.0f);
  }
  for (std::size_t row = 0; row < labels.values.size(); ++row) {
    check_label(label_file, row, labels.values[row]);
    result.labels.push_back(labels.values[row]);
  }
  return result;
}

// Takes the samples from `row` on off the given ones.
samples split_off(samples& from, std::size_t row, std::size_t features) {
  const auto x = from.x.begin() + static_cast<std::ptrdiff_t>(row * features);
  const auto label = from.labels.begin() + static_cast<std::ptrdiff_t>(row);
  samples rest{.x = {x, from.x.end()}, .labels = {label, from.labels.end()}};
  from.x.erase(x, from.x.end());
  from.labels.erase(label, from.labels.end());
  return rest;
}

samples read_optdigits(const std::filesystem::path& folder, std::string_view name,
                       std::size_t features) {
  const auto file = require_file(folder, "optdigits", name);
  const std::size_t columns = features + 1;
  const std::vector<int> table = read_csv(file, columns);
  const std::size_t rows = table.size() / columns;
  check_count(file, 1, rows);

  samples result;
  result.x.reserve(rows * features);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < features; ++column) {
      const int pixel = table[row * columns + column];
      if (pixel < 0 || pixel > 16) {
        throw data_error(file, "pixels of 0 to 16 in image " + std::to_string(row + 1),
                         std::to_string(pixel));
      }
      result.x.push_back(static_cast<float>(pixel) / 16.0f);
    }
    const int label = table[row * columns + features];
    check_label(file, row, label);
    result.labels.push_back(label);
  }
  return result;
}

}  // namespace

dataset load_mnist(const std::filesystem::path& folder) {
  constexpr std::size_t features = 784;
  samples train;
  samples test;
  if (!find_file(folder, "mnist", "train-images-idx3-ubyte").empty()) {
    train = read_mnist(folder, "train", 1);
    test = read_mnist(folder, "t10k", 1);
  } else {
    train = read_mnist(folder, "t10k", 2);
    test = split_off(train, train.labels.size() * 4 / 5, features);
  }
  return assemble("mnist", features, std::move(train), std::move(test));
}

dataset load_optdigits(const std::filesystem::path& folder) {
  constexpr std::size_t features = 64;
  samples train = read_optdigits(folder, "optdigits.tra.csv", features);
  samples test = read_optdigits(folder, "optdigits.tes.csv", features);
  return assemble("optdigits", features, std::move(train), std::move(test));
}

}  // namespace digits
