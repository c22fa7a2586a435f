// How a contender is checked and timed. Each is one translation unit, so that each has its own
// flags, with a class template over workloads:
//
//   template <const workload& W>
//   class network {
//     network(const parameters& initial, float learning_rate);
//     void forward(const float* x, float* y);           // work::forward, all W.batch samples
//     float step(const float* x, const float* t);       // work::step; returns the mean loss
//     float gradients(const float* x, const float* t);  // work::gradients; likewise
//     parameters result() const;  // the parameters after steps; the gradients after gradients
//     static float stored(float weight);  // where its weights are rounded to something narrower
//   };
//
// and a line such as `const bool entered = bench::enter<network, A1, A2, …>("eigen");`.
#pragma once

#include "reference.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>

namespace bench {

/// Rotated through while timing, so that no call sees the numbers of the call before.
template <const workload& W>
inline constexpr std::size_t ring = W.batch == 1 ? 16 : 4;

/// A contender with what it works on, all of it initialised memory.
template <class Network, const workload& W>
class bout {
 public:
  explicit bout(const parameters& initial)
      : xs_(random_inputs(W, ring<W> * W.batch)),
        ts_(random_targets(W, ring<W> * W.batch)),
        y_(W.batch * W.outputs()),
        network_(std::make_unique<Network>(initial, timed_rate)) {}

  /// One call of the work, on the next of the inputs.
  void call() {
    const float* x = xs_.data() + at_ * W.batch * W.inputs();
    const float* t = ts_.data() + at_ * W.batch * W.outputs();
    at_ = (at_ + 1) % ring<W>;
    run(x, t);
  }

  /// The same, on a sample that depends on the result of the call before.
  void dependent_call() {
    float* x = xs_.data();
    x[0] = 0.5f + 1e-3f * carried_;
    run(x, ts_.data());
  }

 private:
  void run(const float* x, const float* t) {
    benchmark::DoNotOptimize(x);
    benchmark::DoNotOptimize(t);
    if constexpr (W.task == work::forward) {
      network_->forward(x, y_.data());
      carried_ = y_[0];
    } else if constexpr (W.task == work::step) {
      carried_ = network_->step(x, t);
    } else {
      carried_ = network_->gradients(x, t);
    }
    benchmark::DoNotOptimize(carried_);
    benchmark::ClobberMemory();
  }

  floats xs_, ts_, y_;
  std::unique_ptr<Network> network_;
  std::size_t at_ = 0;
  float carried_ = 0;
};

/// What a contender gets wrong; empty where it is right.
template <class Network, const workload& W>
std::string mistake(const problem& p) {
  auto net = std::make_unique<Network>(p.initial, checked_rate(W.update));
  if constexpr (W.task == work::forward) {
    floats y(W.batch * W.outputs());
    net->forward(p.x.data(), y.data());
    return difference("output", p.output, y);
  } else if constexpr (W.task == work::step) {
    floats losses;
    for (std::size_t i = 0; i < p.losses.size(); ++i)
      losses.push_back(net->step(p.x.data(), p.target.data()));
    const std::string wrong = difference("loss before step", p.losses, losses);
    return wrong.empty() ? difference("parameters", p.trained, net->result()) : wrong;
  } else {
    const float loss = net->gradients(p.x.data(), p.target.data());
    const std::string wrong = difference("loss", {float(p.loss)}, {loss});
    return wrong.empty() ? difference("gradient", p.gradients, net->result()) : wrong;
  }
}

template <class Network, const workload& W>
const problem& problem_of() {
  if constexpr (requires { Network::stored(0.0f); }) {
    static const problem made = make_problem(W, Network::stored);
    return made;
  } else {
    static const problem made = make_problem(W);
    return made;
  }
}

/// Times calls one after another; the result of each is there before the next begins only in
/// `latency`.
template <class Network, const workload& W>
void throughput(benchmark::State& state) {
  static const std::string wrong = mistake<Network, W>(problem_of<Network, W>());
  if (!wrong.empty()) return state.SkipWithError(wrong.c_str());
  bout<Network, W> b(problem_of<Network, W>().initial);
  for (auto _ : state) b.call();
}

template <class Network, const workload& W>
void latency(benchmark::State& state) {
  bout<Network, W> b(problem_of<Network, W>().initial);
  for (auto _ : state) b.dependent_call();
}

/// Single calls by the clock, the clock's own time taken off: their 50th, 99th and 99.9th
/// percentiles in ns.
template <class Network, const workload& W>
void single_calls(benchmark::State& state) {
  using clock = std::chrono::steady_clock;
  constexpr std::size_t count = 20000;
  bout<Network, W> b(problem_of<Network, W>().initial);
  std::vector<double> times(count);
  const auto percentile = [&](double share) {
    const auto at = times.begin() + static_cast<std::ptrdiff_t>(share * (count - 1));
    std::nth_element(times.begin(), at, times.end());
    return *at;
  };
  const auto measure = [&](auto&& call) {
    for (double& time : times) {
      const auto start = clock::now();
      call();
      time = std::chrono::duration<double, std::nano>(clock::now() - start).count();
    }
  };
  for (auto _ : state) {
    measure([] { benchmark::ClobberMemory(); });
    const double overhead = percentile(0.5);
    measure([&] { b.call(); });
    state.counters["p50"] = percentile(0.5) - overhead;
    state.counters["p99"] = percentile(0.99) - overhead;
    state.counters["p99.9"] = percentile(0.999) - overhead;
  }
}

template <template <const workload&> class Network, const workload& W>
void enter_one(const std::string& contender) {
  const std::string name = std::string(W.name) + "/" + contender;
  benchmark::RegisterBenchmark(name.c_str(), throughput<Network<W>, W>);
  if (W.batch != 1) return;
  benchmark::RegisterBenchmark(("latency:" + name).c_str(), latency<Network<W>, W>);
  benchmark::RegisterBenchmark(("calls:" + name).c_str(), single_calls<Network<W>, W>)
      ->Iterations(1);
}

/// Enters a contender for workloads; for the initialiser of a constant.
template <template <const workload&> class Network, const workload&... Ws>
bool enter(const std::string& contender) {
  (enter_one<Network, Ws>(contender), ...);
  return true;
}

/// Enters a contender for the sweep over square layers, one sample and batches of 32.
template <template <const workload&> class Network, std::size_t Batch, std::size_t... Widths>
void enter_squares(const std::string& contender, std::index_sequence<Widths...>) {
  (benchmark::RegisterBenchmark(
       ("square:" + std::to_string(Widths) + ":" + std::to_string(Batch) + "/" + contender).c_str(),
       throughput<Network<square<Widths, Batch>>, square<Widths, Batch>>),
   ...);
}
using swept_widths = std::index_sequence<1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 48,
                                         63, 64, 65, 96, 127, 128, 129, 192, 256, 384, 512>;
template <template <const workload&> class Network>
bool enter_sweep(const std::string& contender) {
  enter_squares<Network, 1>(contender, swept_widths{});
  enter_squares<Network, 32>(contender, swept_widths{});
  return true;
}

/// Enters a contender for everything; where bench/compile measures what it costs to compile, for
/// the one workload that is asked for.
template <template <const workload&> class Network>
bool enter_all(const std::string& contender) {
#if defined(BENCH_ONLY)
  return enter<Network, BENCH_ONLY>(contender);
#else
  return enter<Network, A1, A2, A3, A4, A5, A6, B1, B2, B3, C1s, C1a, C2, C3f, C3>(contender) &&
         enter_sweep<Network>(contender);
#endif
}

}  // namespace bench
