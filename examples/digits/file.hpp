// Whole files, gzipped or not, and the error of every file that is not what it should be.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace digits {

/// A file is missing, broken or of another kind. what() is one sentence: the file, what was
/// expected, what was found.
struct data_error : std::runtime_error {
  data_error(const std::filesystem::path& file, std::string_view expected, std::string_view found);
};

/// The file's bytes, unpacked where it is gzipped. Throws data_error where it cannot be read, or
/// its compressed data is damaged or ends early.
std::string read_file(const std::filesystem::path& file);

/// The first that exists of folder/name, folder/name.gz and the same two in folder/subfolder, or an
/// empty path.
std::filesystem::path find_file(const std::filesystem::path& folder, std::string_view subfolder,
                                std::string_view name);

/// The same for a file that must be there: throws data_error where it is not.
std::filesystem::path require_file(const std::filesystem::path& folder, std::string_view subfolder,
                                   std::string_view name);

}  // namespace digits
