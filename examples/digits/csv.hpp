// Tables of whole numbers, separated by commas.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

namespace digits {

/// Reads a header line and then rows of `columns` whole numbers; the result holds row after row.
/// Throws data_error, which names the line, where the file is anything else.
std::vector<int> read_csv(const std::filesystem::path& file, std::size_t columns);

}  // namespace digits
