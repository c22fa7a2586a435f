// The numbers that ctnn computes with.
#pragma once

#include <ctnn/base/config.hpp>

namespace ctnn::inline CTNN_ISA {

template <class T>
concept Scalar = std::is_same_v<T, float> || std::is_same_v<T, double>;

}  // namespace ctnn::inline CTNN_ISA
