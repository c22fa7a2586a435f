// The reference cases, where the environment variable CTNN_REFERENCE says that they are.
#pragma once

#include "support/network_case.hpp"

#include <optional>

namespace test {

/// z, f(z) and f'(z) of one activation.
struct activation_case {
  numbers z, y, dydz;
};

/// Whether CTNN_REFERENCE is set; says so where it is not, in the words by which the test counts
/// as skipped.
bool have_reference();

/// $CTNN_REFERENCE/golden/networks.json; throws where a file is missing or has no such case.
std::size_t network_case_count();
network_case golden_network(std::size_t index);
activation_case golden_activation(const std::string& name);
std::size_t activation_case_count();

}  // namespace test
