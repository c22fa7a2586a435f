#include "file.hpp"

#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace digits {

data_error::data_error(const std::filesystem::path& file, std::string_view expected,
                       std::string_view found)
    : std::runtime_error(file.string() + ": expected " + std::string(expected) + ", found " +
                         std::string(found)) {}

std::string read_file(const std::filesystem::path& file) {
  constexpr auto expected = "a readable file, gzipped or not";
  struct close {
    void operator()(gzFile stream) const { gzclose(stream); }
  };
  errno = 0;
  const std::unique_ptr<gzFile_s, close> stream(gzopen(file.c_str(), "rb"));
  if (!stream) throw data_error(file, expected, errno != 0 ? std::strerror(errno) : "no memory");

  std::string bytes;
  char chunk[1 << 14];
  int count = 0;
  while ((count = gzread(stream.get(), chunk, sizeof chunk)) > 0) {
    bytes.append(chunk, static_cast<std::size_t>(count));
  }
  // A compressed file that ends early is no failed read, only an error that stays behind.
  int status = Z_OK;
  const char* message = gzerror(stream.get(), &status);
  if (status == Z_ERRNO) throw data_error(file, expected, std::strerror(errno));
  if (count < 0 || status != Z_OK) throw data_error(file, "undamaged gzip data", message);
  return bytes;
}

std::filesystem::path find_file(const std::filesystem::path& folder, std::string_view subfolder,
                                std::string_view name) {
  for (const auto& parent : {folder, folder / subfolder}) {
    for (const auto* suffix : {"", ".gz"}) {
      auto file = parent / (std::string(name) + suffix);
      std::error_code ignored;
      if (std::filesystem::exists(file, ignored)) return file;
    }
  }
  return {};
}

std::filesystem::path require_file(const std::filesystem::path& folder, std::string_view subfolder,
                                   std::string_view name) {
  auto file = find_file(folder, subfolder, name);
  if (!file.empty()) return file;
  std::error_code ignored;
  const bool there = std::filesystem::is_directory(folder, ignored);
  throw data_error(folder / name,
                   "this file or its .gz, here or in " + std::string(subfolder) + "/",
                   there ? "neither" : "no such folder");
}

}  // namespace digits
