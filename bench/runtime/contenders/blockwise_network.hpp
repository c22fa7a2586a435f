// The network of contenders that are composed by hand: samples go through all of its layers in
// blocks, so that a block's activations stay in cache.
#pragma once

#include "plain_layers.hpp"

namespace bench {

namespace {

/// Network derives from it and has, for each layer I, evaluate<I>(x, y) and propagate<I>(x, rates),
/// which go on through the layers behind and before it. Layers gather their gradients where a block
/// is not all of what they are needed for, and may have a copy of their weights to renew.
template <class Network, const workload& W, size Block,
          template <const workload&, size> class Layer>
class blockwise_network {
  template <size I>
  using layer_type = Layer<W, I>;
  static_assert(W.batch % Block == 0, "a batch is a number of whole blocks");

 public:
  blockwise_network(const parameters& initial, float learning_rate) : rate_(learning_rate) {
    load(layers_, initial);
    each_layer(layers_, [](auto& l) { renew_copy(l); });
  }

  void forward(const float* x, float* y) {
    for (size s = 0; s < W.batch; s += samples)
      self().template evaluate<0>(x + s * W.inputs(), y + s * W.outputs());
  }

  float step(const float* x, const float* t) {
    ++steps_;
    return gradients(x, t);
  }

  float gradients(const float* x, const float* t) {
    constexpr bool by_adam = W.update == optimizer::adam;
    const adam_rates rates(rate_, by_adam ? steps_ : 1);
    each_layer(layers_, [](auto& l) {
      renew_copy(l);
      if constexpr (std::remove_reference_t<decltype(l)>::gathers) l.gradient = {};
    });
    float* a = std::get<last>(layers_).a.data();
    float* dz = std::get<last>(layers_).dz.data();
    float sum = 0;
    for (size s = 0; s < W.batch; s += samples) {
      self().template evaluate<0>(x + s * W.inputs(), a);
      sum += loss_of<W, samples * W.outputs()>(a, t + s * W.outputs(), dz);
      self().template propagate<last>(x + s * W.inputs(), rates);
    }
    if constexpr (by_adam && layer_type<last>::gathers)
      each_layer(layers_, [&](auto& l) { adam_step(l, rates); });
    return sum;
  }

  parameters result() const { return result_of<W>(layers_); }

 protected:
  static constexpr size samples = Block, last = W.layers - 1;

  typename tuple_of<layer_type, std::make_index_sequence<W.layers>>::type layers_;
  float rate_;

 private:
  Network& self() { return static_cast<Network&>(*this); }
  static void renew_copy(auto& l) {
    if constexpr (requires { l.copy(); }) l.copy();
  }

  int steps_ = 0;
};

}  // namespace

}  // namespace bench
