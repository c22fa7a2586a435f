// 18-64-64-4 with tanh in plain loops: forward; with A3_TRAINING a step of training on one sample
// instead.
#include <cmath>
#include <cstddef>

template <std::size_t In, std::size_t Out>
struct layer {
  float w[In][Out];
  float b[Out];

  void forward(const float* x, float* z) const {
    for (std::size_t o = 0; o < Out; ++o) z[o] = b[o];
    for (std::size_t i = 0; i < In; ++i)
      for (std::size_t o = 0; o < Out; ++o) z[o] += w[i][o] * x[i];
  }
  void backward(const float* dz, float* dx) const {
    for (std::size_t i = 0; i < In; ++i) {
      dx[i] = 0;
      for (std::size_t o = 0; o < Out; ++o) dx[i] += w[i][o] * dz[o];
    }
  }
  void update(const float* x, const float* dz, float rate) {
    for (std::size_t i = 0; i < In; ++i)
      for (std::size_t o = 0; o < Out; ++o) w[i][o] -= rate * x[i] * dz[o];
    for (std::size_t o = 0; o < Out; ++o) b[o] -= rate * dz[o];
  }
};

struct network {
  layer<18, 64> first;
  layer<64, 64> second;
  layer<64, 4> third;
};

static void forward_all(const network& net, const float* x, float* a1, float* a2, float* y) {
  net.first.forward(x, a1);
  for (std::size_t i = 0; i < 64; ++i) a1[i] = std::tanh(a1[i]);
  net.second.forward(a1, a2);
  for (std::size_t i = 0; i < 64; ++i) a2[i] = std::tanh(a2[i]);
  net.third.forward(a2, y);
}

#if !defined(A3_TRAINING)
void forward(const network& net, const float* x, float* y);
void forward(const network& net, const float* x, float* y) {
  float a1[64], a2[64];
  forward_all(net, x, a1, a2, y);
}
#else
float step(network& net, const float* x, const float* t, float rate);
float step(network& net, const float* x, const float* t, float rate) {
  float a1[64], a2[64], y[4], dz3[4], dz2[64], dz1[64];
  forward_all(net, x, a1, a2, y);
  float loss = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const float error = y[i] - t[i];
    loss += error * error / 4.0f;
    dz3[i] = 2.0f / 4.0f * error;
  }
  net.third.backward(dz3, dz2);
  for (std::size_t i = 0; i < 64; ++i) dz2[i] *= 1 - a2[i] * a2[i];
  net.second.backward(dz2, dz1);
  for (std::size_t i = 0; i < 64; ++i) dz1[i] *= 1 - a1[i] * a1[i];
  net.third.update(a2, dz3, rate);
  net.second.update(a1, dz2, rate);
  net.first.update(x, dz1, rate);
  return loss;
}
#endif
