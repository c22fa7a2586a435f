// What a file compiled with -ffast-math computes, in a program whose other files are not.
#pragma once

#include <cstddef>
#include <vector>

namespace fast_math {

/// The function of that index in support::math_functions of as many numbers, by packs of as many
/// as a register holds; or one by one.
void apply(std::size_t function, const float* x, float* y, std::size_t count);
void apply(std::size_t function, const double* x, double* y, std::size_t count);
void apply_singly(std::size_t function, const float* x, float* y, std::size_t count);
void apply_singly(std::size_t function, const double* x, double* y, std::size_t count);

/// See support/trained_numbers.hpp.
std::vector<double> trained_numbers();

}  // namespace fast_math
