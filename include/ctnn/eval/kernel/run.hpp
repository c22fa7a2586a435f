// Running a kernel: by which loop, in registers of which width, in its caller or as a function.
#pragma once

#include <ctnn/eval/kernel/few_features.hpp>
#include <ctnn/eval/kernel/few_units.hpp>
#include <ctnn/eval/kernel/last_rows.hpp>
#include <ctnn/eval/kernel/runner.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// A kernel as a function. Pointers one by one arrive in registers; and no value that it writes is
/// known to it by a second name, so what it reads over and over stays in registers, too.
template <class P, class Kernel, std::size_t LastRows, class... Bindings>
CTNN_NOINLINE constexpr void run_apart(std::size_t count,
                                       typename Bindings::pointer CTNN_RESTRICT... data) {
  const environment<Bindings...> storage{Bindings{{data}}...};
  runner<P, Kernel, environment<Bindings...>, LastRows>{storage, count}.run();
}
/// The same with all that it calls inside it, where that is little: one column of few packs. At -O2
/// GCC keeps functions such as tanh apart, which a batch does not feel, and one sample does.
template <class P, class Kernel, class... Bindings>
CTNN_NOINLINE CTNN_FLATTEN constexpr void run_apart_whole(
    std::size_t count, typename Bindings::pointer CTNN_RESTRICT... data) {
  const environment<Bindings...> storage{Bindings{{data}}...};
  runner<P, Kernel, environment<Bindings...>>{storage, count}.run();
}
template <class P, class Kernel, std::size_t LastRows, class... Bindings>
CTNN_ALWAYS_INLINE constexpr void call_apart(const environment<Bindings...>& storage,
                                             std::size_t count) {
  run_apart<P, Kernel, LastRows, Bindings...>(count,
                                              static_cast<const Bindings&>(storage).view.data...);
}

template <class P, class Kernel, class... Bindings>
CTNN_ALWAYS_INLINE constexpr void run_in_tiles(const environment<Bindings...>& storage,
                                               std::size_t count) {
  using Environment = environment<Bindings...>;
  if constexpr (!is_large<Kernel>) {
    runner<P, Kernel, Environment>{storage, count}.run();
  } else if constexpr (Kernel::space.columns == 1 && Kernel::space.rows <= 8 * P::size) {
    run_apart_whole<P, Kernel, Bindings...>(count,
                                            static_cast<const Bindings&>(storage).view.data...);
  } else {
    constexpr std::size_t last = count_last_rows<P, Kernel, Environment>();
    // Of fewer samples than lanes each would be summed up by itself.
    if (last == 0 || count < P::size) {
      call_apart<P, Kernel, 0>(storage, count);
    } else {
      call_apart<P, Kernel, last>(storage, count);
    }
  }
}

/// A kernel over few features, or one that reduces samples to lanes, in registers of samples. Where
/// they fill less than half a register each is by itself: what was stored just now, a sample at a
/// time, would be waited for to be read together.
template <class P, class Kernel, class... Bindings>
CTNN_ALWAYS_INLINE constexpr void run_with_samples_in_lanes(const environment<Bindings...>& storage,
                                                            std::size_t count) {
  using Environment = environment<Bindings...>;
  using T = typename P::value_type;
  constexpr bool reduces =
      any_reduction<over::every_feature>(typename kernel_facts<Kernel>::sources{});
  if (count <= simd::native_width<T> / 2 - (reduces ? 0 : 1)) {
    using Narrow = simd::pack<T, simd::fitting_width<T>(1)>;
    using Q = std::conditional_t<reduces_to_lanes<Kernel, Environment>(), Narrow, P>;
    runner<Q, Kernel, Environment>{storage, count}.run();
  } else if constexpr (is_over_few_features<Kernel, Environment>()) {
    few_features_runner<simd::native_pack<T>, Kernel, Environment>{storage}.run(count);
  } else {
    call_apart<P, Kernel, 0>(storage, count);
  }
}

template <class Environment, class... Leaves>
constexpr bool any_in_pairs(list<Leaves...>) {
  return (is_paired<typename view_type_of<Environment, Leaves>::value_type> || ...);
}

/// The lanes of the registers for a kernel over so many numbers along them. Where wide registers
/// are halved, half of one takes half the time, so that one which is half empty is none. Measured:
/// that is a gain of up to four registers in a batch, which has another way for the last few rows,
/// and of up to five for one sample.
template <class T, std::size_t Extent, class Kernel, class Environment>
constexpr std::size_t kernel_width() {
  constexpr bool batch = Kernel::space.columns == samples;
  constexpr std::size_t fitting = simd::fitting_width<T>(Extent), last = Extent % fitting;
  constexpr std::size_t least = batch ? most_last_rows + 1 : 1, most = batch ? 4 : 5;
  using P = simd::pack<T, fitting>;
  if constexpr (P::is_halved && last >= least && last <= fitting / 2 && Extent < most * fitting) {
    // Numbers in pairs are read a whole register of each kind at a time.
    if (!any_in_pairs<Environment>(kernel_leaves<Kernel>{}) &&
        !kernel_tiling<P, Kernel, Environment, 0>::any_narrow(
            typename kernel_facts<Kernel>::sources{}))
      return fitting / 2;
  }
  return fitting;
}

}  // namespace ctnn::inline CTNN_ISA::detail

namespace ctnn::inline CTNN_ISA {

/// Runs a kernel on the values of an environment, for `count` samples where the kernel's shapes
/// leave their number open. T is the kind of its numbers.
template <class Kernel, class T, class... Bindings>
CTNN_ALWAYS_INLINE constexpr void run_kernel(const environment<Bindings...>& storage,
                                             std::size_t count) {
  using Environment = environment<Bindings...>;
  constexpr detail::lanes direction = detail::lanes_of<Kernel, Environment>();
  constexpr std::size_t extent =
      direction == detail::lanes::along_rows ? Kernel::space.rows : Kernel::space.columns;
  constexpr std::size_t width = extent == samples
                                    ? simd::native_width<T>
                                    : detail::kernel_width<T, extent, Kernel, Environment>();
  using P = simd::pack<T, width>;
  constexpr bool has_lanes = simd::native_width<T> != 1;
  // The builtin, since GCC drops the branch before it optimises anything: behind std's function it
  // would optimise the scalar twin of every kernel first.
  if (__builtin_is_constant_evaluated()) {
    detail::runner<simd::pack<T, 1>, Kernel, Environment>{storage, count}.run();
  } else if constexpr (has_lanes && detail::is_of_few_units<Kernel, Environment>()) {
    detail::few_units_runner<simd::native_pack<T>, Kernel, Environment>{storage}.run(count);
  } else if constexpr (has_lanes && (detail::is_over_few_features<Kernel, Environment>() ||
                                     detail::reduces_to_lanes<Kernel, Environment>())) {
    detail::run_with_samples_in_lanes<P, Kernel>(storage, count);
  } else {
    detail::run_in_tiles<P, Kernel>(storage, count);
  }
}

}  // namespace ctnn::inline CTNN_ISA
