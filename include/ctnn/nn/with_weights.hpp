// A network with its weights stored in another type: see base/bfloat16.hpp.
#pragma once

#include <ctnn/nn/network.hpp>

namespace ctnn::inline CTNN_ISA {

namespace detail {
template <class Weights, class Net>
struct with_weights;
template <class Weights, std::size_t Features, class T, class Old, class... Layers>
struct with_weights<Weights, network<input<Features, T, Old>, Layers...>> {
  using stored = std::conditional_t<std::is_same_v<Weights, T>, as_computed, Weights>;
  using type = network<input<Features, T, stored>, Layers...>;
};
}  // namespace detail

/// The network type of Net's layers with weights stored as Weights. It can be made from a Net:
/// `with_weights<bfloat16, policy> small(trained);` Reading a weight gives what is computed with,
/// which is off by at most 2^-8 of what it was, or 2^-63 if that is more. Two weights may share 32
/// bits, of which the second has its last digits: assigning the first rounds the second anew
/// (simd/paired.hpp).
template <class Weights, class Net>
using with_weights = typename detail::with_weights<Weights, typename Net::network_type>::type;

}  // namespace ctnn::inline CTNN_ISA
