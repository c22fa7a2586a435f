// A string literal as a template argument.
#pragma once

#include <ctnn/base/config.hpp>

namespace ctnn::inline CTNN_ISA {

template <std::size_t N>
struct fixed_string {
  char text[N]{};
  constexpr fixed_string(const char (&literal)[N]) {  // NOLINT: a literal is meant to convert
    for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
  }
  friend constexpr bool operator==(const fixed_string&, const fixed_string&) = default;
};

}  // namespace ctnn::inline CTNN_ISA
