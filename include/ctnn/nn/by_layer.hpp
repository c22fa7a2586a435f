// Something for each layer of a network: its parameters, or the gradients of these.
#pragma once

#include <ctnn/nn/check.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// A tuple with one element for each of Count layers, under the layer's number.
template <class Tuple, std::size_t Count>
class by_layer {
 public:
  /// All of it, in a tuple of Hana.
  using parameters_type = Tuple;

  /// What there is for layer I, the first behind the input being 0.
  template <std::size_t I>
  constexpr auto& layer() noexcept {
    return boost::hana::at_c<checked_index<I, Count>>(layers_);
  }
  template <std::size_t I>
  constexpr const auto& layer() const noexcept {
    return boost::hana::at_c<checked_index<I, Count>>(layers_);
  }

  /// Calls visit(layer) with what there is for each layer, from the first to the last.
  template <class Visit>
  constexpr void for_each_layer(Visit&& visit) {
    visit_all(*this, visit, std::make_index_sequence<Count>{});
  }
  template <class Visit>
  constexpr void for_each_layer(Visit&& visit) const {
    visit_all(*this, visit, std::make_index_sequence<Count>{});
  }

 private:
  template <class Self, class Visit, std::size_t... I>
  static constexpr void visit_all(Self& self, Visit& visit, std::index_sequence<I...>) {
    (visit(boost::hana::at_c<I>(self.layers_)), ...);
  }

  Tuple layers_{};
};

}  // namespace ctnn::inline CTNN_ISA::detail
