// predict where samples lie along the lanes of a register: those of few outputs, of a softmax and
// of a sigmoid computed apart from its product, and the reductions in a softmax of more. For every
// number of samples around those of whole registers, beside pages that may not be touched.
#include "support/check_predict.hpp"

#include <cmath>
#include <limits>

namespace {

/// A sum of Units numbers is off by as many roundings at most, whatever its order, and that of
/// positive ones relatively so.
template <class T, std::size_t Inputs, std::size_t Units, std::size_t Outputs, auto Activation>
void check(std::size_t most) {
  ctnn::network<ctnn::input<Inputs, T>, ctnn::dense<Units, ctnn::tanh>,
                ctnn::dense<Outputs, Activation>>
      net;
  ctnn::initialize(net, ctnn::xavier_uniform{.seed = 5});
  INFO(Units << " units");
  support::check_one_by_one(net, most, T(Units + 1) * std::numeric_limits<T>::epsilon(),
                            [](T y, T alone) { return std::abs(y / alone - 1); });
}

template <class T, std::size_t Inputs, std::size_t Classes>
void check_softmax(std::size_t most) {
  check<T, Inputs, Classes, Classes, ctnn::softmax>(most);
}
template <class T, std::size_t Units, std::size_t Outputs>
void check_sigmoid(std::size_t most) {
  check<T, 3, Units, Outputs, ctnn::sigmoid>(most);
}

}  // namespace

TEST_CASE("unit.few_features: a softmax of two to four classes, and of more") {
  check_softmax<float, 9, 2>(40);
  check_softmax<float, 9, 3>(40);
  check_softmax<float, 9, 4>(40);
  check_softmax<float, 9, 5>(40);
  check_softmax<float, 3, 3>(40);
  check_softmax<float, 9, 10>(40);
  check_softmax<float, 9, 19>(40);
  check_softmax<double, 9, 2>(20);
  check_softmax<double, 9, 3>(20);
  check_softmax<double, 9, 4>(20);
  check_softmax<double, 9, 7>(20);
  check_softmax<double, 9, 11>(20);
}
TEST_CASE("unit.few_features: two to four sigmoids, and five") {
  check_sigmoid<float, 9, 2>(40);
  check_sigmoid<float, 9, 3>(40);
  check_sigmoid<float, 9, 4>(40);
  check_sigmoid<float, 9, 5>(40);
  check_sigmoid<float, 3, 3>(40);
  check_sigmoid<double, 9, 2>(20);
  check_sigmoid<double, 9, 3>(20);
}
