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
//     static parameters stored(const parameters&);  // where weights become something narrower
//   };
//
// and a line such as `const bool entered = bench::enter<network, A1, A2, …>("eigen");`.
#pragma once

#include "reference.hpp"

#include <benchmark/benchmark.h>

#include <string>

// Every contender's unit pays for what is here, so that whatever knows no contender is in
// harness.cpp; and <memory> and <chrono> would be a fifth of the rest.
namespace bench {

/// Rotated through while timing, so that no call sees the numbers of the call before.
template <const workload& W>
inline constexpr std::size_t ring = W.batch == 1 ? 16 : 4;

/// A contender with what it works on, all of it initialised memory.
template <class Network, const workload& W>
class bout {
 public:
  explicit bout(float learning_rate)
      : problem_(expected_of()),
        numbers_(W, ring<W> * W.batch),
        network_(new placed(problem_.initial, learning_rate)) {}
  ~bout() { delete network_; }
  bout(const bout&) = delete;
  bout& operator=(const bout&) = delete;

  /// What the contender gets wrong; empty where it is right.
  std::string mistake() {
    const float* x = problem_.x.data();
    const float* t = problem_.target.data();
    if constexpr (W.task == work::forward) {
      network_->forward(x, numbers_.y.data());
      return difference("output", problem_.output, numbers_.y);
    } else if constexpr (W.task == work::step) {
      floats losses(problem_.losses.size());
      for (float& loss : losses) loss = network_->step(x, t);
      return mistake_in_training(problem_, losses, network_->result());
    } else {
      const float loss = network_->gradients(x, t);
      return mistake_in_gradients(problem_, loss, network_->result());
    }
  }

  /// One call of the work, on the next of the inputs: within the loop that times it, whatever a
  /// compiler would make of its size.
  [[gnu::always_inline]] void call() {
    const float* x = numbers_.xs.data() + at_ * W.batch * W.inputs();
    const float* t = numbers_.ts.data() + at_ * W.batch * W.outputs();
    at_ = (at_ + 1) % ring<W>;
    run(x, t);
  }

  /// The same, on a sample that depends on the result of the call before.
  [[gnu::always_inline]] void dependent_call() {
    float* x = numbers_.xs.data();
    x[0] = 0.5f + 1e-3f * carried_;
    run(x, numbers_.ts.data());
  }

 private:
  static const problem& expected_of() {
    if constexpr (requires { Network::stored(parameters()); }) {
      return problem_of(W, Network::stored);
    } else {
      return problem_of(W);
    }
  }
  /// Hides from the compiler where a pointer leads. benchmark::DoNotOptimize would do so by way of
  /// memory with Clang, where reading it back takes longer than the smallest networks do.
  static void hide(const float*& pointer) { asm volatile("" : "+r"(pointer)); }
  void run(const float* x, const float* t) {
    hide(x);
    hide(t);
    if constexpr (W.task == work::forward) {
      network_->forward(x, numbers_.y.data());
      carried_ = numbers_.y[0];
    } else if constexpr (W.task == work::step) {
      carried_ = network_->step(x, t);
    } else {
      carried_ = network_->gradients(x, t);
    }
    benchmark::DoNotOptimize(carried_);
    benchmark::ClobberMemory();
  }

  struct alignas(beginning) placed : Network {
    using Network::Network;
  };

  const problem& problem_;
  timed_numbers numbers_;
  placed* network_;
  std::size_t at_ = 0;
  float carried_ = 0;
};

/// How many ns each of many calls took, by a clock that itself takes some.
class call_times {
 public:
  template <class Call>
  void measure(const Call& call) {
    for (double& time : times_) {
      const double start = nanoseconds();
      call();
      time = nanoseconds() - start;
    }
  }
  /// What a share of the calls took at most.
  double percentile(double share);

 private:
  static double nanoseconds();
  std::vector<double> times_ = std::vector<double>(20000);
};

/// Reports the 50th, 99th and 99.9th percentiles, the median of nothing taken off.
void report(benchmark::State& state, call_times& calls, call_times& nothing);

/// A workload's benchmark of a contender.
std::string name_of(const workload& w, const std::string& contender);
void enter_timing(const std::string& name, void (*timing)(benchmark::State&),
                  benchmark::IterationCount iterations = 0);

/// Times calls one after another; the result of each is there before the next begins only in
/// `latency`.
template <class Network, const workload& W>
void throughput(benchmark::State& state) {
  static const std::string wrong = bout<Network, W>(checked_rate(W.update)).mistake();
  if (!wrong.empty()) return state.SkipWithError(wrong.c_str());
  bout<Network, W> b(timed_rate);
  for (auto _ : state) b.call();
}

template <class Network, const workload& W>
void latency(benchmark::State& state) {
  bout<Network, W> b(timed_rate);
  for (auto _ : state) b.dependent_call();
}

/// Single calls by the clock, the clock's own time taken off.
template <class Network, const workload& W>
void single_calls(benchmark::State& state) {
  bout<Network, W> b(timed_rate);
  call_times of_nothing, of_calls;
  for (auto _ : state) {
    of_nothing.measure([] { benchmark::ClobberMemory(); });
    of_calls.measure([&] { b.call(); });
    report(state, of_calls, of_nothing);
  }
}

template <template <const workload&> class Network, const workload& W>
void enter_throughput(const std::string& contender) {
  enter_timing(name_of(W, contender), throughput<Network<W>, W>);
}

template <template <const workload&> class Network, const workload& W>
void enter_one(const std::string& contender) {
  enter_throughput<Network, W>(contender);
  if constexpr (W.batch == 1) {
    const std::string name = name_of(W, contender);
    enter_timing("latency:" + name, latency<Network<W>, W>);
    enter_timing("calls:" + name, single_calls<Network<W>, W>, 1);
  }
}

/// A workload's calls without their timing, for what is measured in turns with them.
class work_in_progress {
 public:
  virtual ~work_in_progress() = default;
  virtual void call() = 0;
};
template <class Network, const workload& W>
class calls_of final : public work_in_progress {
 public:
  void call() override { bout_.call(); }
  static work_in_progress* start() { return new calls_of; }

 private:
  bout<Network, W> bout_{timed_rate};
};

/// One contender does each workload's work for the others; without one there is none, and null.
void enter_work(const workload& w, work_in_progress* (*start)());
work_in_progress* start_work(const workload& w);

template <template <const workload&> class Network>
bool enter_works() {
  with_all_workloads(
      []<const workload&... Ws>() { (enter_work(Ws, calls_of<Network<Ws>, Ws>::start), ...); });
  return true;
}

/// Enters a contender for workloads; for the initialiser of a constant.
template <template <const workload&> class Network, const workload&... Ws>
bool enter(const std::string& contender) {
  (enter_one<Network, Ws>(contender), ...);
  return true;
}

using swept_widths = std::index_sequence<1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 48,
                                         63, 64, 65, 96, 127, 128, 129, 192, 256, 384, 512>;
using swept_outputs = std::index_sequence<1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 17, 20, 24, 32>;
/// Enters a contender for the sweeps over square layers and over few outputs, of so many samples.
template <template <const workload&> class Network, std::size_t Batch>
bool enter_sweeps(const std::string& contender) {
  [&]<std::size_t... Widths>(std::index_sequence<Widths...>) {
    (enter_throughput<Network, square<Widths, Batch>>(contender), ...);
  }
  (swept_widths{});
  [&]<std::size_t... Outputs>(std::index_sequence<Outputs...>) {
    (enter_throughput<Network, last_layer<Outputs, Batch>>(contender), ...);
  }
  (swept_outputs{});
  return true;
}

/// Enters a contender for all workloads; where bench/compile measures what it costs to compile, for
/// the one that is asked for.
template <template <const workload&> class Network>
bool enter_workloads(const std::string& contender) {
#if defined(BENCH_ONLY)
  return enter<Network, BENCH_ONLY>(contender);
#else
  return with_all_workloads([&]<const workload&... Ws>() {
    return enter<Network, Ws...>(contender);
  });
#endif
}
/// And for the sweeps.
template <template <const workload&> class Network>
bool enter_all(const std::string& contender) {
#if defined(BENCH_ONLY)
  return enter_workloads<Network>(contender);
#else
  return enter_workloads<Network>(contender) && enter_sweeps<Network, 1>(contender) &&
         enter_sweeps<Network, 32>(contender);
#endif
}

}  // namespace bench
