// What storage and kernels take a processor's caches to be.
#pragma once

#include <ctnn/base/config.hpp>

#include <cstddef>

namespace ctnn::inline CTNN_ISA {

/// Bytes of a small first-level cache, and of a cache's line.
inline constexpr std::size_t nearest_cache = 32 * 1024, line_size = 64;

/// Bytes that one pass may keep in a small second-level cache.
inline constexpr std::size_t share_of_second_cache = 256 * 1024;

}  // namespace ctnn::inline CTNN_ISA
