#include "csv.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "file.hpp"

namespace digits {
namespace {

// Takes what stands before the separator, and the separator, off the text.
std::string_view take(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view token = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return token;
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 24;
  std::string shown = "'";
  for (const char c : text.substr(0, longest)) shown += c >= ' ' && c <= '~' ? c : '?';
  return shown + (text.size() > longest ? "...'" : "'");
}

}  // namespace

std::vector<int> read_csv(const std::filesystem::path& file, std::size_t columns) {
  const std::string bytes = read_file(file);
  std::string_view text = bytes;
  std::vector<int> values;
  for (std::size_t number = 1; number == 1 || !text.empty(); ++number) {
    const auto fail = [&](const std::string& expected, const std::string& found) {
      throw data_error(file, expected + " in line " + std::to_string(number), found);
    };
    std::string_view line = take(text, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);

    const auto commas = static_cast<std::size_t>(std::ranges::count(line, ','));
    if (const std::size_t found = line.empty() ? 0 : commas + 1; found != columns) {
      fail(std::to_string(columns) + " columns", std::to_string(found));
    }
    if (number == 1) {
      if (whole_number(take(line, ','))) fail("the columns' names", "numbers");
      continue;
    }
    for (std::size_t column = 0; column < columns; ++column) {
      const std::string_view token = take(line, ',');
      const auto value = whole_number(token);
      if (!value) fail("a whole number in column " + std::to_string(column + 1), quoted(token));
      values.push_back(*value);
    }
  }
  return values;
}

}  // namespace digits
