// Counts rounded up: how many of one size hold so many, and what they hold.
#pragma once

#include <ctnn/base/config.hpp>

namespace ctnn::inline CTNN_ISA {

constexpr std::size_t quotient_up(std::size_t n, std::size_t size) { return (n + size - 1) / size; }
constexpr std::size_t rounded_up(std::size_t n, std::size_t size) {
  return quotient_up(n, size) * size;
}

}  // namespace ctnn::inline CTNN_ISA
