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
        "ctnn: trainer::step: numbers in xs, the inputs of 1 to Batch samples: expected 6, found "
        "0\n");
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
