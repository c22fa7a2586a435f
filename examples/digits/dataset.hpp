// Handwritten digits, as a network takes them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "file.hpp"

namespace digits {

struct dataset {
  std::string name;
  std::size_t features = 0;       ///< pixels of one image
  std::size_t classes = 0;        ///< digits
  std::vector<float> train_x;     ///< image after image, each pixel in [0, 1]
  std::vector<float> train_t;     ///< one-hot: 1 at the image's digit, else 0
  std::vector<float> test_x;      ///< like train_x
  std::vector<int> train_labels;  ///< the digits themselves
  std::vector<int> test_labels;
};

/// MNIST, 28x28 pixels, from `folder` or `folder`/mnist. Where the training files are there, trains
/// on them and tests on t10k; else trains on the first four fifths of t10k (8,000 images) and tests
/// on the rest. Throws data_error.
dataset load_mnist(const std::filesystem::path& folder);

/// UCI's Optical Recognition of Handwritten Digits, 8x8 pixels, from `folder` or
/// `folder`/optdigits: trains on optdigits.tra.csv, tests on optdigits.tes.csv. Throws data_error.
dataset load_optdigits(const std::filesystem::path& folder);

}  // namespace digits
