#include "harness.hpp"

#include <algorithm>
#include <chrono>
#include <map>

namespace bench {

double call_times::nanoseconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::nano>(now).count();
}

double call_times::percentile(double share) {
  const auto at =
      times_.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(times_.size() - 1));
  std::nth_element(times_.begin(), at, times_.end());
  return *at;
}

void report(benchmark::State& state, call_times& calls, call_times& nothing) {
  const double overhead = nothing.percentile(0.5);
  state.counters["p50"] = calls.percentile(0.5) - overhead;
  state.counters["p99"] = calls.percentile(0.99) - overhead;
  state.counters["p99.9"] = calls.percentile(0.999) - overhead;
}

std::string name_of(const workload& w, const std::string& contender) {
  if (!w.name.empty()) return std::string(w.name) + "/" + contender;
  const std::string sweep = w.inputs() == w.outputs() ? "square:" : "outputs:";
  return sweep + std::to_string(w.outputs()) + ":" + std::to_string(w.batch) + "/" + contender;
}

void enter_timing(const std::string& name, void (*timing)(benchmark::State&),
                  benchmark::IterationCount iterations) {
  auto* const entered = benchmark::RegisterBenchmark(name.c_str(), timing);
  if (iterations != 0) entered->Iterations(iterations);
}

namespace {

using starts = std::map<const workload*, work_in_progress* (*)()>;
starts& entered_works() {
  static starts entered;
  return entered;
}

}  // namespace

void enter_work(const workload& w, work_in_progress* (*start)()) { entered_works()[&w] = start; }

work_in_progress* start_work(const workload& w) {
  const auto found = entered_works().find(&w);
  return found == entered_works().end() ? nullptr : found->second();
}

}  // namespace bench
