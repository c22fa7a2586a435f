// What a layer is, and its parameters as storage.
//
// A layer is a type with three members:
//   static constexpr std::size_t outputs(std::size_t inputs);
//   static constexpr std::array<parameter, N> parameters(std::size_t inputs);
//   static constexpr auto formula(auto x, auto... parameters);
// The formula gives the layer's output for its input x, a column or a batch of columns, and its
// parameters in the order of their list. Everything else follows from it.
#pragma once

#include <ctnn/nn/layer/parameter.hpp>
#include <ctnn/tensor/tensor.hpp>

#include <boost/hana/at.hpp>
#include <boost/hana/tuple.hpp>

namespace ctnn::inline CTNN_ISA {

/// A type that can be a layer of a network.
template <class L>
concept Layer = requires {
  { L::outputs(std::size_t{1}) } -> std::convertible_to<std::size_t>;
  L::parameters(std::size_t{1}).size();
};

// Words of the messages.
template <role R>
struct a_parameter_of {};
template <std::size_t N>
struct parameter_below {};
template <std::size_t I>
struct parameter_at {};

namespace detail {

template <class L, std::size_t Inputs>
inline constexpr auto parameters_of = L::parameters(Inputs);

template <class L, std::size_t Inputs, class T, class Weights, class Indices>
struct parameter_storage;
template <class L, std::size_t Inputs, class T, class Weights, std::size_t... I>
struct parameter_storage<L, Inputs, T, Weights, std::index_sequence<I...>> {
  static constexpr auto& all = parameters_of<L, Inputs>;
  using type =
      boost::hana::tuple<tensor<std::conditional_t<all[I].purpose == role::weights, Weights, T>,
                                shape{all[I].rows, all[I].columns}, order_of<T>(all[I])>...>;
};

template <class L, std::size_t Inputs>
constexpr std::size_t index_of_role(role wanted) {
  std::size_t i = 0;
  while (i < parameters_of<L, Inputs>.size() && parameters_of<L, Inputs>[i].purpose != wanted) ++i;
  return i;
}

/// Refuses an index that get<I>() is asked for.
template <class L, std::size_t I, std::size_t Count>
constexpr invalid refuse_parameter() {
  static_assert(
      kind_mismatch<in<L>, expected<parameter_below<Count>>, got<parameter_at<I>>>::holds,
      "ctnn: the layer has no such parameter. Count from 0 in the order of its parameters().");
  return {};
}

/// Refuses a role by which weights(row, column) and bias(i) find their parameter.
template <class L, role R>
constexpr invalid refuse_role() {
  static_assert(kind_mismatch<in<L>, expected<a_parameter_of<R>>>::holds,
                "ctnn: none of the layer's parameters has this role. Write get<I>() for the I-th "
                "of those that it has.");
  return {};
}

}  // namespace detail

/// The parameters of one layer, or their gradients: numbers of type T, the weights stored as
/// Weights.
template <class L, std::size_t Inputs, class T, class Weights = T>
class layer_parameters {
  static constexpr auto& list_ = detail::parameters_of<L, Inputs>;

 public:
  using layer_type = L;
  static constexpr std::size_t inputs = Inputs;
  static constexpr std::size_t outputs = L::outputs(Inputs);
  static constexpr std::size_t parameter_tensors = list_.size();
  /// Numbers in all parameters.
  static constexpr std::size_t parameter_count = [] {
    std::size_t count = 0;
    for (const parameter& p : list_) count += p.rows * p.columns;
    return count;
  }();

  /// The I-th parameter, a tensor.
  template <std::size_t I>
  constexpr decltype(auto) get() noexcept {
    if constexpr (I < parameter_tensors) {
      return boost::hana::at_c<I>(tensors_);
    } else {
      return detail::refuse_parameter<L, I, parameter_tensors>();
    }
  }
  template <std::size_t I>
  constexpr decltype(auto) get() const noexcept {
    if constexpr (I < parameter_tensors) {
      return boost::hana::at_c<I>(tensors_);
    } else {
      return detail::refuse_parameter<L, I, parameter_tensors>();
    }
  }

  /// The weight of input `column` in output `row`.
  constexpr decltype(auto) weights(std::size_t row, std::size_t column) noexcept {
    return of_role<role::weights>(*this)(row, column);
  }
  constexpr decltype(auto) weights(std::size_t row, std::size_t column) const noexcept {
    return of_role<role::weights>(*this)(row, column);
  }
  /// The bias of output i.
  constexpr decltype(auto) bias(std::size_t i) noexcept { return of_role<role::bias>(*this)(i); }
  constexpr decltype(auto) bias(std::size_t i) const noexcept {
    return of_role<role::bias>(*this)(i);
  }

  /// Calls visit(tensor, parameter) for each parameter.
  template <class Visit>
  constexpr void for_each(Visit&& visit) {
    visit_all(*this, visit, std::make_index_sequence<parameter_tensors>{});
  }
  template <class Visit>
  constexpr void for_each(Visit&& visit) const {
    visit_all(*this, visit, std::make_index_sequence<parameter_tensors>{});
  }

 private:
  template <role R, class Self>
  static constexpr decltype(auto) of_role(Self& self) noexcept {
    constexpr std::size_t index = detail::index_of_role<L, Inputs>(R);
    if constexpr (index < parameter_tensors) {
      return boost::hana::at_c<index>(self.tensors_);
    } else {
      return detail::refuse_role<L, R>();
    }
  }

  template <class Self, class Visit, std::size_t... I>
  static constexpr void visit_all(Self& self, Visit& visit, std::index_sequence<I...>) {
    (visit(self.template get<I>(), list_[I]), ...);
  }

  typename detail::parameter_storage<L, Inputs, T, Weights,
                                     std::make_index_sequence<parameter_tensors>>::type tensors_{};
};

}  // namespace ctnn::inline CTNN_ISA
