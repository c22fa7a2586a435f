// 18-64-64-4 with tanh by Eigen: forward; with A3_TRAINING a step of training on one sample
// instead.
#include <Eigen/Dense>

template <int N>
using vector = Eigen::Matrix<float, N, 1>;

struct network {
  Eigen::Matrix<float, 64, 18> w1;
  vector<64> b1;
  Eigen::Matrix<float, 64, 64> w2;
  vector<64> b2;
  Eigen::Matrix<float, 4, 64> w3;
  vector<4> b3;
};

#if !defined(A3_TRAINING)
vector<4> forward(const network& net, const vector<18>& x);
vector<4> forward(const network& net, const vector<18>& x) {
  const vector<64> a1 = (net.w1 * x + net.b1).array().tanh();
  const vector<64> a2 = (net.w2 * a1 + net.b2).array().tanh();
  return net.w3 * a2 + net.b3;
}
#else
float step(network& net, const vector<18>& x, const vector<4>& t, float rate);
float step(network& net, const vector<18>& x, const vector<4>& t, float rate) {
  const vector<64> a1 = (net.w1 * x + net.b1).array().tanh();
  const vector<64> a2 = (net.w2 * a1 + net.b2).array().tanh();
  const vector<4> error = net.w3 * a2 + net.b3 - t;

  const vector<4> dz3 = (2.0f / 4.0f) * error;
  const vector<64> dz2 = (net.w3.transpose() * dz3).array() * (1.0f - a2.array().square());
  const vector<64> dz1 = (net.w2.transpose() * dz2).array() * (1.0f - a1.array().square());
  net.w3.noalias() -= rate * dz3 * a2.transpose();
  net.b3 -= rate * dz3;
  net.w2.noalias() -= rate * dz2 * a1.transpose();
  net.b2 -= rate * dz2;
  net.w1.noalias() -= rate * dz1 * x.transpose();
  net.b1 -= rate * dz1;
  return error.squaredNorm() / 4.0f;
}
#endif
