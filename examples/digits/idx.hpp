// IDX, the format of MNIST: arrays of bytes with their shape.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace digits {

struct idx {
  std::vector<std::size_t> shape;    ///< outermost dimension first
  std::vector<std::uint8_t> values;  ///< as many as the shape's product, the last dimension fastest
};

/// Reads an IDX file of unsigned bytes in `rank` dimensions: the number 0x0800 + rank and the
/// dimensions, each in four bytes, the highest first, then the values. Throws data_error.
idx read_idx(const std::filesystem::path& file, std::size_t rank);

}  // namespace digits
