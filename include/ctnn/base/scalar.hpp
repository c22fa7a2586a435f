// The numbers that ctnn computes with.
#pragma once

#include <ctnn/base/config.hpp>

#include <limits>

namespace ctnn::inline CTNN_ISA {

template <class T>
concept Scalar = std::is_same_v<T, float> || std::is_same_v<T, double>;

namespace detail {

// What is beyond all numbers and what is none, as constants: of a function at run time -ffast-math
// says that it returns neither.
CTNN_AS_WRITTEN_BEGIN
template <Scalar T>
inline constexpr T infinity = std::numeric_limits<T>::infinity();
template <Scalar T>
inline constexpr T not_a_number = std::numeric_limits<T>::quiet_NaN();
CTNN_AS_WRITTEN_END

}  // namespace detail
}  // namespace ctnn::inline CTNN_ISA
