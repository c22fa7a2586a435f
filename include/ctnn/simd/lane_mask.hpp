// What a comparison of packs gives.
#pragma once

#include <ctnn/base/words.hpp>

#include <concepts>
#include <type_traits>

namespace ctnn::inline CTNN_ISA::simd {

struct one_for_each_lane;

/// True or false for each lane: bits where the processor's comparisons give those, else lanes. It
/// is neither true nor false itself.
template <class Raw>
class lane_mask {
 public:
  CTNN_ALWAYS_INLINE explicit lane_mask(Raw raw) : raw_(raw) {}
  CTNN_ALWAYS_INLINE Raw raw() const { return raw_; }

  CTNN_ALWAYS_INLINE friend lane_mask operator&&(lane_mask a, lane_mask b) {
    return by_bits([](auto x, auto y) CTNN_INLINE_LAMBDA { return x & y; }, a.raw_, b.raw_);
  }
  CTNN_ALWAYS_INLINE friend lane_mask operator||(lane_mask a, lane_mask b) {
    return by_bits([](auto x, auto y) CTNN_INLINE_LAMBDA { return x | y; }, a.raw_, b.raw_);
  }
  CTNN_ALWAYS_INLINE friend lane_mask operator!(lane_mask a) {
    return by_bits([](auto x) CTNN_INLINE_LAMBDA { return ~x; }, a.raw_);
  }

  /// In an if or before a ?.
  template <std::same_as<bool> Bool>
  explicit operator Bool() const {
    static_assert(kind_mismatch<expected<Bool>, got<one_for_each_lane>>::holds,
                  "ctnn: in an operation's value(z) a comparison is true or false for each number "
                  "of a register. Write select(z > P(0), a, b) in place of if and ?:.");
    return false;
  }

 private:
  template <class... Raws>
  CTNN_ALWAYS_INLINE static lane_mask by_bits(auto operation, Raws... masks) {
    if constexpr (std::is_integral_v<Raw>) {
      return lane_mask(static_cast<Raw>(operation(masks...)));
    } else {
      using words = decltype(raw_ == raw_);
      return lane_mask(reinterpret_cast<Raw>(operation(reinterpret_cast<words>(masks)...)));
    }
  }

  Raw raw_;
};

}  // namespace ctnn::inline CTNN_ISA::simd
