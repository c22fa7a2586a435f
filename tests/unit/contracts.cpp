// Spans of the wrong length: debug builds say what was expected and what was found, and end.
#ifndef CTNN_CHECK_CONTRACTS
#define CTNN_CHECK_CONTRACTS
#endif
#include "support/catch.hpp"
#include "support/centred.hpp"

#include <ctnn/ctnn.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

namespace nn = ctnn;

namespace {

using net_type = nn::network<nn::input<3>, nn::dense<2>>;

/// What a function writes to standard error before it aborts; "survived" if it does not.
template <class F>
std::string last_words(F f) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    std::signal(SIGABRT, SIG_DFL);
    f();
    _exit(0);
  }
  close(ends[1]);
  std::string words;
  char buffer[256];
  for (ssize_t n; (n = read(ends[0], buffer, sizeof buffer)) > 0;)
    words.append(buffer, static_cast<std::size_t>(n));
  close(ends[0]);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT ? words : "survived";
}

}  // namespace

TEST_CASE("unit.contracts.predict") {
  const net_type net;
  const std::vector<float> xs(7);
  std::vector<float> ys(4);
  CHECK(last_words([&] { net.predict(xs, ys); }) ==
        "ctnn: predict: numbers in xs, a multiple of the inputs: expected 6, found 7\n");
  const std::vector<float> two(6);
  std::vector<float> short_ys(3);
  CHECK(last_words([&] { net.predict(two, short_ys); }) ==
        "ctnn: predict: numbers in ys, the outputs of each sample: expected 4, found 3\n");
  CHECK(last_words([&] { net.predict(two, ys); }) == "survived");
}

// More are computed in several parts, of which each would have its own mean.
TEST_CASE("unit.contracts.samples of which a layer takes a mean") {
  const nn::network<nn::input<3>, support::centred<2>> net;
  const std::vector<float> xs(3 * 97);
  std::vector<float> ys(2 * 97);
  CHECK(last_words([&] { net.predict(xs, ys); }) ==
        "ctnn: predict: samples at most, since a layer takes a mean of them: expected 96, found "
        "97\n");
  CHECK(last_words([&] { static_cast<void>(nn::gradient(net, nn::mean_squared_error, xs, ys)); }) ==
        "ctnn: gradient: samples at most, since a layer takes a mean of them: expected 96, found "
        "97\n");
  const std::span<const float> first(xs);
  CHECK(last_words([&] { net.predict(first.first(3 * 96), std::span<float>(ys).first(2 * 96)); }) ==
        "survived");
}

namespace {

/// Losses of all samples: of n that are computed in two parts each is another number than the sum.
struct root_mean_square {
  static constexpr auto formula(auto a, auto t) { return sqrt(mean(hadamard(a - t, a - t))); }
};
struct weighted_mean {
  static constexpr auto formula(auto a, auto t) { return sum(hadamard(t, a)) / sum(t); }
};
struct more_than_the_mean {
  static constexpr auto formula(auto a, auto t) { return 1.0 + mean(abs(a - t)); }
};
struct variance {
  static constexpr auto formula(auto a, auto) {
    auto off = a - mean_samples(a);
    return mean(hadamard(off, off));
  }
};
/// And some that are sums over samples.
struct weighted_sums {
  static constexpr auto formula(auto a, auto t) {
    auto one = sum_features(0.5 * mean_samples(abs(a - t)));
    return -(2.0 * sum(hadamard(a, t)) - mean(max_features(a))) / 3.0 + one;
  }
};
struct product_of_all {
  static constexpr auto formula(auto a, auto t) { return sum(a * transpose(t)); }
};

template <class Loss, class Net = net_type>
std::string words_for_many_samples() {
  static const Net net;
  constexpr std::size_t most = nn::detail::gradient_pass<Net, Loss{}>::block;
  const std::vector<float> xs(3 * (most + 1)), ts(2 * (most + 1));
  const auto words = [&](std::size_t count) {
    return last_words([&] {
      static_cast<void>(nn::gradient(net, Loss{}, std::span<const float>(xs).first(3 * count),
                                     std::span<const float>(ts).first(2 * count)));
    });
  };
  CHECK(words(most) == "survived");
  const std::string said = words(most + 1);
  const std::string refusal =
      "ctnn: gradient: samples at most, since the loss is not a sum over them: expected " +
      std::to_string(most) + ", found " + std::to_string(most + 1) + "\n";
  return said == refusal ? "refused" : said;
}

}  // namespace

TEST_CASE("unit.contracts.losses of more samples than are computed at a time") {
  CHECK(words_for_many_samples<root_mean_square>() == "refused");
  CHECK(words_for_many_samples<weighted_mean>() == "refused");
  CHECK(words_for_many_samples<more_than_the_mean>() == "refused");
  CHECK(words_for_many_samples<variance>() == "refused");
  CHECK(words_for_many_samples<weighted_sums>() == "survived");
  CHECK(words_for_many_samples<product_of_all>() == "survived");
  CHECK(words_for_many_samples<std::remove_const_t<decltype(nn::mean_squared_error)>>() ==
        "survived");
  CHECK(words_for_many_samples<std::remove_const_t<decltype(nn::mean_absolute_error)>>() ==
        "survived");
  CHECK(words_for_many_samples<std::remove_const_t<decltype(nn::huber)>>() == "survived");
  CHECK(words_for_many_samples<nn::op::cross_entropy_t,
                               nn::network<nn::input<3>, nn::dense<2, nn::softmax>>>() ==
        "survived");
  CHECK(words_for_many_samples<nn::op::binary_cross_entropy_t,
                               nn::network<nn::input<3>, nn::dense<2, nn::sigmoid>>>() ==
        "survived");
}

TEST_CASE("unit.contracts.sample of a length known at run time") {
  const net_type net;
  const std::vector<float> numbers(5);
  const std::span<const float> x(numbers);
  CHECK(last_words([&] { net(x); }) ==
        "ctnn: network: numbers in the sample, the inputs: expected 3, found 5\n");
}

TEST_CASE("unit.contracts.trainer") {
  net_type net;
  nn::trainer<net_type, nn::mean_squared_error, nn::sgd, 2> train{net};
  const std::vector<float> three(9), two(6), targets(4), few(3);
  CHECK(last_words([&] { train.step(three, targets); }) ==
        "ctnn: trainer::step: numbers in xs, the inputs of 1 to Batch samples: expected 6, found "
        "9\n");
  CHECK(last_words([&] { train.step(two, few); }) ==
        "ctnn: trainer::step: numbers in ts, the outputs of each sample: expected 4, found 3\n");
  CHECK(last_words([&] { train.step({}, {}); }) ==
        "ctnn: trainer::step: numbers in xs, the inputs of 1 to Batch samples: expected 3, found "
        "0\n");
  const std::vector<float> four(4);
  CHECK(last_words([&] { train.step(four, few); }) ==
        "ctnn: trainer::step: numbers in xs, the inputs of 1 to Batch samples: expected 3, found "
        "4\n");
  CHECK(last_words([&] { train.step(two, targets); }) == "survived");
}

TEST_CASE("unit.contracts.gradient") {
  const net_type net;
  const std::vector<float> two(6), targets(4), none;
  std::vector<float> few(5);
  const auto gradient = [&](const auto& xs, const auto& ts, std::span<float> dx) {
    static_cast<void>(nn::gradient(net, nn::mean_squared_error, xs, ts, dx));
  };
  CHECK(last_words([&] { gradient(none, none, {}); }) ==
        "ctnn: gradient: numbers in xs, a multiple of the inputs: expected 3, found 0\n");
  CHECK(last_words([&] { gradient(two, few, {}); }) ==
        "ctnn: gradient: numbers in ts, the outputs of each sample: expected 4, found 5\n");
  CHECK(last_words([&] { gradient(two, targets, few); }) ==
        "ctnn: gradient: numbers in input_gradients, as in xs: expected 6, found 5\n");
  CHECK(last_words([&] { gradient(two, targets, {}); }) == "survived");
}
