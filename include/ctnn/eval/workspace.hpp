// Storage for the values that a plan keeps between its kernels.
#pragma once

#include <ctnn/base/cache.hpp>
#include <ctnn/eval/environment.hpp>
#include <ctnn/eval/plan.hpp>

namespace ctnn::inline CTNN_ISA {

/// The temporaries of a plan for at most Capacity samples. Its size is a constant; it allocates
/// nothing, and its numbers are not initialised: a plan writes what it reads.
template <class T, class Temporaries, std::size_t Capacity = 1>
class workspace;

template <class T, class... Leaves, std::size_t Capacity>
class workspace<T, list<Leaves...>, Capacity> {
 public:
  template <class Leaf>
  using view_type = view<T, shape_of<Leaf>, column_order,
                         simd::column_stride<T>(shape_of<Leaf>.rows, shape_of<Leaf>.columns)>;

  /// The views of the temporaries.
  constexpr auto views() {
    std::size_t at = 0;
    [[maybe_unused]] const auto next = [&at](std::size_t numbers) {
      const std::size_t here = at;
      at += numbers;
      return here;
    };
    return environment<binding<Leaves, view_type<Leaves>>...>{
        {view_type<Leaves>{data_ + next(rounded(detail::stored_numbers<Leaves, Capacity>))}}...};
  }

 private:
  // Each value starts on its own cache line, where there are registers to load.
  static constexpr std::size_t rounded(std::size_t numbers) {
    constexpr std::size_t line = simd::native_width<T> == 1 ? 1 : line_size / sizeof(T);
    return rounded_up(numbers, line);
  }
  static constexpr std::size_t total =
      (rounded(detail::stored_numbers<Leaves, Capacity>) + ... + 0);

  alignas(simd::storage_alignment<T>(total + 1)) T data_[total == 0 ? 1 : total];
};

namespace detail {

/// Whether packs of numbers, one for each sample, may be written to their ends behind the last
/// sample, as into a workspace. What is read next then lies in one store.
template <class Leaf>
inline constexpr bool has_room_for_packs = false;
template <std::size_t N, class T, shape S>
inline constexpr bool has_room_for_packs<placeholder<temporary<N>, T, S>> = S.rows == 1;

template <std::size_t I, class T>
struct unset_value {
  T value;
  constexpr unset_value() {}
};
template <std::size_t I, class T>
constexpr T& value_at_index(unset_value<I, T>& v) {
  return v.value;
}

}  // namespace detail

/// One value of each type, none of them set: a tuple would clear them.
template <class Indices, class... Ts>
struct unset_values;
template <std::size_t... I, class... Ts>
struct unset_values<std::index_sequence<I...>, Ts...> : detail::unset_value<I, Ts>... {
  template <std::size_t At>
  constexpr auto& get() {
    return detail::value_at_index<At>(*this);
  }
};

}  // namespace ctnn::inline CTNN_ISA
