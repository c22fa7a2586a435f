// The digits example's files: what is read, and what is said of files that are not what they
// should be.
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "digits/dataset.hpp"
#include "support/catch.hpp"

namespace {

namespace fs = std::filesystem;

// A folder of its own for each test, gone with it.
struct folder {
  fs::path path = fs::temp_directory_path() / ("ctnn_digits_data_" + std::to_string(getpid()));

  folder() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~folder() { fs::remove_all(path); }
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;

  void write(const fs::path& name, std::string_view bytes) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << bytes;
  }

  void write_gzipped(const fs::path& name, std::string_view bytes) const {
    fs::create_directories((path / name).parent_path());
    const gzFile file = gzopen((path / name).c_str(), "wb");
    REQUIRE(file != nullptr);
    const int written = gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    REQUIRE(gzclose(file) == Z_OK);
    REQUIRE(written == static_cast<int>(bytes.size()));
  }

  std::string read(const fs::path& name) const {
    std::ifstream file(path / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

std::string big_endian(unsigned value) {
  std::string bytes;
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(value >> shift & 0xff);
  return bytes;
}

// Every pixel of image i is 10 * i, so that images can be told apart.
std::string images(unsigned count, unsigned rows = 28, unsigned columns = 28) {
  std::string bytes =
      big_endian(0x0803) + big_endian(count) + big_endian(rows) + big_endian(columns);
  for (unsigned i = 0; i < count; ++i) bytes.append(rows * columns, static_cast<char>(10 * i));
  return bytes;
}

// Image i shows the digit i % 10.
std::string labels(unsigned count) {
  std::string bytes = big_endian(0x0801) + big_endian(count);
  for (unsigned i = 0; i < count; ++i) bytes += static_cast<char>(i % 10);
  return bytes;
}

std::string csv_header() {
  std::string line;
  for (int i = 1; i <= 64; ++i) line += "Block " + std::to_string(i) + ",";
  return line + "class\n";
}

std::string csv_row(int pixel, int label) {
  std::string line;
  for (int i = 0; i < 64; ++i) line += std::to_string(pixel) + ",";
  return line + std::to_string(label) + "\n";
}

constexpr auto image_name = "t10k-images-idx3-ubyte";
constexpr auto label_name = "t10k-labels-idx1-ubyte";
constexpr auto training_name = "optdigits.tra.csv";
constexpr auto test_name = "optdigits.tes.csv";

// What the error says, or nothing where there is none.
template <class Load>
std::string error_of(Load load, const fs::path& path) {
  try {
    load(path);
  } catch (const digits::data_error& error) {
    return error.what();
  }
  return {};
}

void check_error(const std::string& message, std::initializer_list<std::string_view> parts) {
  INFO("message: " << message);
  for (const auto part : parts) {
    INFO("should say: " << part);
    CHECK(message.find(part) != std::string::npos);
  }
}

template <class Load>
void check_every_truncation(const folder& data, const fs::path& name, Load load) {
  const std::string whole = data.read(name);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    data.write(name, whole.substr(0, size));
    const std::string message = error_of(load, data.path);
    if (message.find(name.string()) == std::string::npos) {
      FAIL(name << " of " << size << " bytes instead of " << whole.size() << ": " << message);
    }
  }
}

}  // namespace

TEST_CASE("MNIST without its training files is split in four fifths and one") {
  const folder data;
  const bool gzipped = GENERATE(false, true);
  const bool below = GENERATE(false, true);
  const fs::path parent = below ? "mnist" : ".";
  if (gzipped) {
    data.write_gzipped(parent / (std::string(image_name) + ".gz"), images(10));
    data.write_gzipped(parent / (std::string(label_name) + ".gz"), labels(10));
  } else {
    data.write(parent / image_name, images(10));
    data.write(parent / label_name, labels(10));
  }

  const auto set = digits::load_mnist(data.path);
  CHECK(set.name == "mnist");
  CHECK(set.features == 784);
  CHECK(set.classes == 10);
  CHECK(set.train_labels == std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7});
  CHECK(set.test_labels == std::vector<int>{8, 9});
  REQUIRE(set.train_x.size() == 8 * 784);
  REQUIRE(set.test_x.size() == 2 * 784);
  CHECK(set.train_x[7 * 784 + 783] == 70.0f / 255.0f);
  CHECK(set.test_x[0] == 80.0f / 255.0f);
  CHECK(std::ranges::all_of(set.train_x, [](float x) { return x >= 0 && x <= 1; }));
}

TEST_CASE("targets are one-hot") {
  const folder data;
  data.write(image_name, images(10));
  data.write(label_name, labels(10));
  const auto set = digits::load_mnist(data.path);
  REQUIRE(set.train_t.size() == 8 * 10);
  for (std::size_t row = 0; row < 8; ++row) {
    for (std::size_t column = 0; column < 10; ++column) {
      CHECK(set.train_t[row * 10 + column] == (row == column ? 1.0f : 0.0f));
    }
  }
}

TEST_CASE("MNIST's training files are used where they are there") {
  const folder data;
  data.write("train-images-idx3-ubyte", images(3));
  data.write_gzipped("train-labels-idx1-ubyte.gz", labels(3));
  data.write(image_name, images(2));
  data.write(label_name, labels(2));
  const auto set = digits::load_mnist(data.path);
  CHECK(set.train_labels == std::vector<int>{0, 1, 2});
  CHECK(set.test_labels == std::vector<int>{0, 1});
}

TEST_CASE("a missing MNIST file is named") {
  const folder data;
  check_error(error_of(digits::load_mnist, data.path), {image_name, "expected", "found neither"});
  data.write(image_name, images(5));
  check_error(error_of(digits::load_mnist, data.path), {label_name, "expected", "found neither"});
  data.write(label_name, labels(5));
  CHECK(error_of(digits::load_mnist, data.path).empty());
  data.write("train-images-idx3-ubyte", images(5));
  check_error(error_of(digits::load_mnist, data.path), {"train-labels-idx1-ubyte", "neither"});
  check_error(error_of(digits::load_mnist, data.path / "nowhere"), {"nowhere", "no such folder"});
}

TEST_CASE("a folder in a file's place is an error") {
  const folder data;
  fs::create_directories(data.path / image_name);
  data.write(label_name, labels(5));
  check_error(error_of(digits::load_mnist, data.path), {image_name, "expected a readable file"});
}

TEST_CASE("broken MNIST files say what was expected and what was found") {
  const folder data;
  data.write(image_name, images(5));
  data.write(label_name, labels(5));
  const auto error = [&] { return error_of(digits::load_mnist, data.path); };

  SECTION("labels where images should be") {
    data.write(image_name, labels(5));
    check_error(error(), {image_name, "expected the magic number 0x00000803", "found 0x00000801"});
  }
  SECTION("images where labels should be") {
    data.write(label_name, images(5));
    check_error(error(), {label_name, "expected the magic number 0x00000801", "found 0x00000803"});
  }
  SECTION("another kind of file") {
    data.write(image_name, "<!DOCTYPE html>");
    check_error(error(), {image_name, "expected the magic number", "found 0x3c21444f"});
  }
  SECTION("fewer labels than images") {
    data.write(label_name, labels(4));
    check_error(error(), {label_name, "expected 5 labels", "found 4"});
  }
  SECTION("more labels than images") {
    data.write(label_name, labels(6));
    check_error(error(), {label_name, "expected 5 labels", "found 6"});
  }
  SECTION("a label above 9") {
    auto bytes = labels(5);
    bytes[8 + 2] = 10;
    data.write(label_name, bytes);
    check_error(error(), {label_name, "expected a digit 0 to 9 as label 3", "found 10"});
  }
  SECTION("images of another size") {
    data.write(image_name, images(5, 14, 28));
    check_error(error(), {image_name, "expected images of 28x28 pixels", "found 14x28"});
  }
  SECTION("too few images to split") {
    data.write(image_name, images(1));
    data.write(label_name, labels(1));
    check_error(error(), {image_name, "expected 2 or more images", "found 1"});
  }
  SECTION("bytes after the last image") {
    data.write(image_name, images(5) + "x");
    check_error(error(), {image_name, "expected 5x28x28 = 3920 values", "found 3921"});
  }
  SECTION("fewer images than the header promises") {
    data.write(image_name, images(5).substr(0, 3000));
    check_error(error(), {image_name, "expected 5x28x28 = 3920 values", "found 2984"});
  }
  SECTION("dimensions whose product is beyond any memory") {
    data.write(image_name, big_endian(0x0803) + big_endian(0xffffffff) + big_endian(0xffffffff) +
                               big_endian(0xffffffff));
    check_error(error(), {image_name, "expected dimensions", "found 4294967295x4294967295"});
  }
}

TEST_CASE("damaged gzip data is an error") {
  const folder data;
  const std::string name = std::string(image_name) + ".gz";
  data.write(label_name, labels(5));
  data.write_gzipped(name, images(5));
  auto bytes = data.read(name);
  bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 0x55);  // the checksum
  data.write(name, bytes);
  check_error(error_of(digits::load_mnist, data.path), {name, "expected undamaged gzip data"});
}

TEST_CASE("an MNIST file cut off at any byte is an error") {
  const folder data;
  const bool gzipped = GENERATE(false, true);
  const std::string suffix = gzipped ? ".gz" : "";
  const std::string image_file = image_name + suffix;
  const std::string label_file = label_name + suffix;
  if (gzipped) {
    data.write_gzipped(image_file, images(2));
    data.write_gzipped(label_file, labels(2));
  } else {
    data.write(image_file, images(2));
    data.write(label_file, labels(2));
  }
  const bool images_cut = GENERATE(false, true);
  check_every_truncation(data, images_cut ? image_file : label_file, digits::load_mnist);
}

TEST_CASE("optdigits are read from their two tables") {
  const folder data;
  const bool gzipped = GENERATE(false, true);
  const fs::path parent = GENERATE(false, true) ? "optdigits" : ".";
  const auto training = csv_header() + csv_row(0, 3) + csv_row(16, 9) + csv_row(4, 0);
  const auto test = csv_header() + csv_row(8, 1);
  if (gzipped) {
    data.write_gzipped(parent / (std::string(training_name) + ".gz"), training);
    data.write_gzipped(parent / (std::string(test_name) + ".gz"), test);
  } else {
    data.write(parent / training_name, training);
    data.write(parent / test_name, test);
  }

  const auto set = digits::load_optdigits(data.path);
  CHECK(set.name == "optdigits");
  CHECK(set.features == 64);
  CHECK(set.classes == 10);
  CHECK(set.train_labels == std::vector<int>{3, 9, 0});
  CHECK(set.test_labels == std::vector<int>{1});
  REQUIRE(set.train_x.size() == 3 * 64);
  REQUIRE(set.train_t.size() == 3 * 10);
  CHECK(set.train_x[0] == 0.0f);
  CHECK(set.train_x[64] == 1.0f);
  CHECK(set.train_x[128] == 0.25f);
  CHECK(set.train_t[3] == 1.0f);
  CHECK(std::ranges::count(set.train_t, 1.0f) == 3);
  CHECK(set.test_x == std::vector<float>(64, 0.5f));
}

TEST_CASE("lines may end as on Windows, the last one without a line break") {
  const folder data;
  auto table = csv_header() + csv_row(1, 2) + csv_row(3, 4);
  data.write(test_name, table.substr(0, table.size() - 1));
  for (std::size_t at = 0; (at = table.find('\n', at)) != std::string::npos; at += 2) {
    table.insert(at, 1, '\r');
  }
  data.write(training_name, table);
  const auto set = digits::load_optdigits(data.path);
  CHECK(set.train_labels == std::vector<int>{2, 4});
  CHECK(set.test_labels == std::vector<int>{2, 4});
}

TEST_CASE("broken tables say the line, what was expected and what was found") {
  const folder data;
  data.write(test_name, csv_header() + csv_row(1, 1));
  const auto error = [&](const std::string& table) {
    data.write(training_name, table);
    return error_of(digits::load_optdigits, data.path);
  };
  const auto row = csv_row(1, 1);

  CHECK(error(csv_header() + row).empty());
  check_error(error(""), {training_name, "expected 65 columns in line 1", "found 0"});
  check_error(error("<html>\n"), {training_name, "expected 65 columns in line 1", "found 1"});
  check_error(error(row + row),
              {training_name, "expected the columns' names in line 1", "numbers"});
  check_error(error(csv_header()), {training_name, "expected 1 or more images", "found 0"});
  check_error(error(csv_header() + row + "1," + row), {"65 columns in line 3", "found 66"});
  check_error(error(csv_header() + row.substr(2)), {"65 columns in line 2", "found 64"});
  check_error(error(csv_header() + row + "\n" + row), {"65 columns in line 3", "found 0"});
  check_error(error(csv_header() + "x" + row),
              {"a whole number in column 1 in line 2", "found 'x1'"});
  check_error(error(csv_header() + "1.5" + row.substr(1)), {"a whole number", "found '1.5'"});
  check_error(error(csv_header() + row.substr(1)), {"a whole number in column 1", "found ''"});
  check_error(error(csv_header() + "99999999999" + row.substr(1)), {"'99999999999'"});
  check_error(error(csv_header() + csv_row(17, 1)), {"pixels of 0 to 16 in image 1", "found 17"});
  check_error(error(csv_header() + csv_row(-1, 1)), {"pixels of 0 to 16 in image 1", "found -1"});
  check_error(error(csv_header() + row + csv_row(1, 10)), {"0 to 9 as label 2", "found 10"});
  check_error(error(csv_header() + csv_row(1, -1)), {"0 to 9 as label 1", "found -1"});
}

TEST_CASE("a missing table is named") {
  const folder data;
  check_error(error_of(digits::load_optdigits, data.path), {training_name, "found neither"});
  data.write(training_name, csv_header() + csv_row(1, 1));
  check_error(error_of(digits::load_optdigits, data.path), {test_name, "found neither"});
}

TEST_CASE("a table cut off within a row is an error, at any byte") {
  const folder data;
  data.write(test_name, csv_header() + csv_row(12, 3));
  SECTION("plain") {
    const auto whole = csv_header() + csv_row(12, 3);
    // Up to the last row's label: from there on, nothing is missing but the line break.
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
      data.write(training_name, whole.substr(0, size));
      check_error(error_of(digits::load_optdigits, data.path), {training_name});
    }
  }
  SECTION("gzipped") {
    const std::string name = std::string(training_name) + ".gz";
    data.write_gzipped(name, csv_header() + csv_row(12, 3));
    check_every_truncation(data, name, digits::load_optdigits);
  }
}
