// Comparing many numbers with their references at the tolerance of their type.
#pragma once

#include "support/catch.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <sstream>
#include <string>

namespace test {

/// |error| may be relative · |reference| + absolute.
struct tolerance {
  double relative;
  double absolute;
};

template <class T>
inline constexpr tolerance tolerance_of = sizeof(T) == sizeof(float) ? tolerance{1e-5, 1e-6}
                                                                     : tolerance{1e-12, 1e-13};
template <class T>
inline constexpr const char* scalar_name = sizeof(T) == sizeof(float) ? "float" : "double";

/// Collects the comparisons of one quantity and checks the worst of them when it ends.
class closeness {
 public:
  closeness(std::string what, tolerance allowed) : what_(std::move(what)), allowed_(allowed) {}
  closeness(const closeness&) = delete;
  closeness& operator=(const closeness&) = delete;

  void compare(double got, double reference, std::size_t index = 0) {
    ++count_;
    const double error = std::abs(got - reference);
    double excess = error / (allowed_.relative * std::abs(reference) + allowed_.absolute);
    if (got == reference) excess = 0;  // infinities too
    if (std::isnan(excess)) excess = std::numeric_limits<double>::infinity();
    if (excess > worst_) {
      worst_ = excess;
      std::ostringstream text;
      text.precision(17);
      text << what_ << "[" << index << "]: got " << got << ", reference " << reference << ", error "
           << error << ", which is " << excess << " of the tolerance";
      text_ = text.str();
    }
  }

  ~closeness() {
    INFO(text_);
    CHECK(worst_ <= 1);
    INFO(what_ << " compared nothing");
    CHECK(count_ != 0);
  }

 private:
  std::string what_;
  tolerance allowed_;
  std::string text_;
  double worst_ = 0;
  std::size_t count_ = 0;
};

}  // namespace test
