#include "idx.hpp"

#include <cstdio>
#include <limits>
#include <string>

#include "file.hpp"

namespace digits {
namespace {

std::uint32_t big_endian(const std::string& bytes, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[offset + i]);
  }
  return value;
}

std::string magic_number(std::size_t value) {
  char text[32];
  std::snprintf(text, sizeof text, "0x%08zx", value);
  return text;
}

}  // namespace

idx read_idx(const std::filesystem::path& file, std::size_t rank) {
  const std::string bytes = read_file(file);
  const std::size_t header = 4 + 4 * rank;
  if (bytes.size() < 4) {
    throw data_error(file, "the 4 bytes of an IDX magic number",
                     std::to_string(bytes.size()) + " bytes");
  }
  const std::size_t expected_magic = 0x0800 + rank;
  if (const std::size_t magic = big_endian(bytes, 0); magic != expected_magic) {
    throw data_error(file, "the magic number " + magic_number(expected_magic), magic_number(magic));
  }
  if (bytes.size() < header) {
    throw data_error(file, "a header of " + std::to_string(header) + " bytes",
                     std::to_string(bytes.size()) + " bytes");
  }

  idx result;
  std::size_t count = 1;
  std::string product;
  for (std::size_t i = 0; i < rank; ++i) {
    const std::size_t dimension = big_endian(bytes, 4 + 4 * i);
    result.shape.push_back(dimension);
    product += (i == 0 ? "" : "x") + std::to_string(dimension);
    if (dimension != 0 && count > std::numeric_limits<std::size_t>::max() / dimension) {
      throw data_error(file, "dimensions whose product is a size", product);
    }
    count *= dimension;
  }
  if (const std::size_t found = bytes.size() - header; found != count) {
    throw data_error(file, product + " = " + std::to_string(count) + " values",
                     std::to_string(found));
  }
  result.values.assign(bytes.begin() + static_cast<std::ptrdiff_t>(header), bytes.end());
  return result;
}

}  // namespace digits
