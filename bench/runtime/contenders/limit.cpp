// What the machine allows: the rate of multiply-adds and divisions, and bandwidth by level of
// cache, measured in this run; and the floor that follows for each workload, at the clock that the
// processor has while it is at it.
#include "harness.hpp"

#include <ctnn/simd.hpp>

#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>

namespace bench::by_limit {

namespace {

using pack = ctnn::simd::native_pack<float>;

/// Seconds that one call takes: the least of several measurements, each of a few milliseconds.
double seconds_of(const std::function<void()>& call) {
  using clock = std::chrono::steady_clock;
  double least = 1e9;
  for (int measurement = 0; measurement < 15; ++measurement) {
    std::size_t calls = 0;
    const auto start = clock::now();
    double elapsed = 0;
    do {
      for (int i = 0; i < 16; ++i) call();
      calls += 16;
      elapsed = std::chrono::duration<double>(clock::now() - start).count();
    } while (elapsed < 2e-3);
    least = std::min(least, elapsed / static_cast<double>(calls));
  }
  return least;
}

/// Applies an operation to independent packs, 256 times over: to as many as stay in registers,
/// where eight would just do for two operations a cycle of four cycles each.
template <class Operation>
class chains_of {
 public:
  static constexpr std::size_t chains = ctnn::simd::register_count == 32 ? 16 : 12;
  static constexpr std::size_t rounds = 256, packs = chains * rounds;

  explicit chains_of(const Operation& operation) : operation_(operation) {
    std::fill(std::begin(numbers_), std::end(numbers_), 1.0f);
  }
  void operator()() {
    pack sums[chains];
    benchmark::DoNotOptimize(numbers_);
    CTNN_UNROLLED
    for (std::size_t i = 0; i < chains; ++i) sums[i] = pack::load(numbers_ + i * pack::size);
    for (std::size_t round = 0; round < rounds; ++round) {
      CTNN_UNROLLED
      for (pack& sum : sums) sum = operation_(sum);
    }
    CTNN_UNROLLED
    for (std::size_t i = 0; i < chains; ++i) sums[i].store(numbers_ + i * pack::size);
    benchmark::DoNotOptimize(numbers_);
  }
  /// Seconds for one pack.
  double seconds() { return seconds_of(std::ref(*this)) / packs; }

 private:
  Operation operation_;
  float numbers_[chains * pack::size];
};
struct multiply_add {
  pack operator()(pack x) const { return fma(x, pack(0.999f), pack(0.001f)); }
};
struct division {
  pack operator()(pack x) const { return pack(1.001f) / x; }
};

/// Seconds for one multiply-add where 24 sums, or 12 of 16 registers, are a tile of a product: with
/// the loads that it needs, all from the first-level cache. What a processor makes of both together
/// is less than of each.
double seconds_per_multiply_add_of_tile() {
  constexpr std::size_t packs = ctnn::simd::register_count == 32 ? 4 : 2, columns = 6, depth = 64;
  std::vector<pack> left(packs * depth, pack(0.999f));
  std::vector<float> right(columns * depth, 0.001f);
  float result[packs * columns * pack::size];
  const double all = seconds_of([&] {
    const pack* l = left.data();
    const float* r = right.data();
    benchmark::DoNotOptimize(l);
    benchmark::DoNotOptimize(r);
    pack sums[packs * columns];
    CTNN_UNROLLED
    for (pack& sum : sums) sum = pack(0.0f);
    CTNN_NO_UNROLLING
    for (std::size_t k = 0; k < depth; ++k) {
      CTNN_UNROLLED
      for (std::size_t i = 0; i < packs * columns; ++i)
        sums[i] = fma(l[k * packs + i % packs], pack(r[i / packs * depth + k]), sums[i]);
    }
    CTNN_UNROLLED
    for (std::size_t i = 0; i < packs * columns; ++i) sums[i].store(result + i * pack::size);
    benchmark::DoNotOptimize(result);
  });
  return all / (packs * columns * depth);
}

/// Numbers from the start of a page on: a load across two cache lines would count as one, and where
/// in a page numbers begin is worth a tenth of the rate of the first-level cache on Zen 4.
class aligned_floats {
 public:
  explicit aligned_floats(std::size_t count) : pages_((count + page_numbers - 1) / page_numbers) {
    for (page& each : pages_) each.numbers.fill(1.0f);
  }
  float* begin() { return pages_.front().numbers.data(); }

 private:
  static constexpr std::size_t page_numbers = 4096 / sizeof(float);
  struct alignas(4096) page {
    std::array<float, page_numbers> numbers;
  };
  std::vector<page> pages_;
};

/// Bytes a second when `bytes` are read again and again.
double load_rate(std::size_t bytes) {
  aligned_floats data(bytes / sizeof(float));
  // So often in a call that adding up the chains at its end takes no part of it.
  const std::size_t times = std::max(std::size_t{1}, (std::size_t{1} << 22) / bytes);
  const double seconds = seconds_of([&] {
    // As many chains as keep two loads a cycle going while an addition takes four.
    constexpr std::size_t chains = 8;
    pack sums[chains];
    CTNN_UNROLLED
    for (pack& sum : sums) sum = pack(0.0f);
    const float* begin = data.begin();
    benchmark::DoNotOptimize(begin);
    for (std::size_t time = 0; time < times; ++time) {
      const float* const end = begin + bytes / sizeof(float);
      for (const float* at = begin; at < end; at += chains * pack::size) {
        CTNN_UNROLLED
        for (std::size_t j = 0; j < chains; ++j)
          sums[j] = sums[j] + pack::load(at + j * pack::size);
      }
    }
    CTNN_UNROLLED
    for (std::size_t j = 1; j < chains; ++j) sums[0] = sums[0] + sums[j];
    float all = sum(sums[0]);
    benchmark::DoNotOptimize(all);
  });
  return static_cast<double>(bytes * times) / seconds;
}
/// The same when every pack of them is written by `write`.
template <class Write>
double write_rate(std::size_t bytes, const Write& write) {
  aligned_floats data(bytes / sizeof(float));
  const double seconds = seconds_of([&] {
    float* at = data.begin();
    for (float* const end = at + bytes / sizeof(float); at < end; at += 8 * pack::size) {
      for (std::size_t j = 0; j < 8; ++j) write(at + j * pack::size);
    }
    benchmark::ClobberMemory();
  });
  return static_cast<double>(bytes) / seconds;
}
double store_rate(std::size_t bytes) {
  return write_rate(bytes, [](float* place) { pack(1.0f).store(place); });
}
/// In place, as by an update: a load and a store of the same bytes take longer than either.
double copy_rate(std::size_t bytes) {
  return write_rate(bytes, [](float* place) { (-pack::load(place)).store(place); });
}

std::size_t cache_bytes(int name, std::size_t otherwise) {
  const long bytes = sysconf(name);
  return bytes > 0 ? static_cast<std::size_t>(bytes) : otherwise;
}

/// A rate by the level of cache that holds the bytes.
struct bandwidth {
  double l1, l2, l3;
};

struct machine {
  std::size_t l1 = cache_bytes(_SC_LEVEL1_DCACHE_SIZE, 32 << 10);
  std::size_t l2 = cache_bytes(_SC_LEVEL2_CACHE_SIZE, 1 << 20);

  double fma_seconds = chains_of(multiply_add{}).seconds();
  double tile_seconds = seconds_per_multiply_add_of_tile();
  double division_seconds = chains_of(division{}).seconds();
  bandwidth load = by_level(load_rate);
  bandwidth store = by_level(store_rate);
  bandwidth copy = by_level(copy_rate);

  double flops_per_second() const { return 2 * pack::size / fma_seconds; }
  /// Of a bandwidth what bytes of this footprint have.
  double at(const bandwidth& rates, std::size_t footprint) const {
    return footprint <= l1 ? rates.l1 : footprint <= l2 ? rates.l2 : rates.l3;
  }

  /// The same core at a part of its clock; what lies beyond its own caches keeps its own.
  machine at_clock(double share) const {
    machine slower = *this;
    for (double machine::*seconds : {&machine::fma_seconds, &machine::division_seconds})
      slower.*seconds /= share;
    for (bandwidth machine::*rates : {&machine::load, &machine::copy}) {
      (slower.*rates).l1 *= share;
      (slower.*rates).l2 *= share;
    }
    return slower;
  }

 private:
  bandwidth by_level(double (*rate)(std::size_t bytes)) const {
    // Half of the second level may be more than fits, as pages happen to lie: 111 to 118 GB/s on
    // Zen 4, of which a quarter always comes at 118.
    return {rate(l1 / 2), rate(l2 / 4), rate(l2 * 2)};
  }
};

const machine& this_machine() {
  static const machine measured;
  return measured;
}

/// What part of the clock that multiply-adds alone have is left to a workload. A processor lowers
/// it for what takes much power, such as multiply-adds with loads beside them, and keeps it there
/// for longer than a turn lasts: multiply-adds in turns with the work have the work's clock.
double share_of_clock(const workload& w, const machine& m) {
  const std::unique_ptr<work_in_progress> work(start_work(w));
  if (!work) return 1;
  using clock = std::chrono::steady_clock;
  using chains = chains_of<multiply_add>;
  chains multiply_adds(multiply_add{});
  constexpr int calls_before = 40, calls = 20;  // units of wide registers wake up in microseconds
  std::vector<double> turns(51);
  for (double& seconds : turns) {
    const auto start = clock::now();
    while (clock::now() - start < std::chrono::microseconds(300)) work->call();
    for (int i = 0; i < calls_before; ++i) multiply_adds();
    const auto timed_from = clock::now();
    for (int i = 0; i < calls; ++i) multiply_adds();
    seconds = std::chrono::duration<double>(clock::now() - timed_from).count();
  }
  const auto median = turns.begin() + static_cast<std::ptrdiff_t>(turns.size() / 2);
  std::nth_element(turns.begin(), median, turns.end());
  return std::min(1.0, m.fma_seconds * chains::packs * calls / *median);
}

/// Seconds for the activations of one sample: the operations of a polynomial of the needed
/// degree at the rate of multiply-adds, while divisions go on beside them.
double activation_seconds(const workload& w, const machine& m) {
  double seconds = 0;
  for (std::size_t i = 0; i < w.layers; ++i) {
    const auto packs = static_cast<double>((w.widths[i + 1] + pack::size - 1) / pack::size);
    switch (w.activation_of(i)) {
      case activation::identity:
      case activation::relu:
        break;
      case activation::tanh:  // two polynomials in x^2 of together 7 terms, clamp, signs, quotient
      case activation::sigmoid:
      case activation::softmax:  // reduction 4, polynomial 6, scaling and sum 2
        seconds += packs * std::max(12 * m.fma_seconds, m.division_seconds);
    }
  }
  return seconds;
}

/// The least time for a workload, in seconds: arithmetic at the machine's peak, or moving its
/// parameters at the bandwidth of the cache that holds them, whichever takes longer.
double floor_of(const workload& w, const machine& m) {
  const auto batch = static_cast<double>(w.batch);
  const double bytes = sizeof(float) * static_cast<double>(w.weights());
  const auto footprint = static_cast<std::size_t>(bytes);
  const double product = 2 * static_cast<double>(w.weights()) / m.flops_per_second();
  // Back through the layers, but for the gradient of the input, which nobody asks for.
  const double product_back =
      2 * static_cast<double>(w.weights() - w.widths[0] * w.widths[1]) / m.flops_per_second();
  const double load = bytes / m.at(m.load, footprint);
  const double activations = activation_seconds(w, m);

  double seconds = std::max(batch * product, load) + batch * activations;
  if (w.task == work::forward) return seconds;
  if (w.batch == 1) {
    // Once over the weights: read, propagated, updated, written.
    return seconds + std::max(product + product_back, bytes / m.at(m.copy, footprint));
  }
  seconds += batch * (product + product_back);
  if (w.update == optimizer::adam) {
    // Weights and both moments are read and written.
    seconds += 3 * bytes / m.at(m.copy, 3 * footprint);
  }
  return seconds;
}

void report_seconds(benchmark::State& state, double seconds) {
  for (auto _ : state) state.SetIterationTime(seconds);
}

/// Enters a rate of the machine's, a second, as a counter: its time says nothing.
void enter_rate(const std::string& name, double (*rate)(const machine&)) {
  benchmark::RegisterBenchmark(("machine:" + name + "/limit").c_str(),
                               [rate](benchmark::State& state) {
                                 report_seconds(state, 1e-9);
                                 state.counters["per_second"] = rate(this_machine());
                               })
      ->UseManualTime()
      ->Iterations(1);
}
template <bandwidth machine::*Rates>
void enter_bandwidth(const std::string& name) {
  enter_rate(name + "_L1", [](const machine& m) { return (m.*Rates).l1; });
  enter_rate(name + "_L2", [](const machine& m) { return (m.*Rates).l2; });
  enter_rate(name + "_L3", [](const machine& m) { return (m.*Rates).l3; });
}

template <const workload&... Ws>
bool enter_floors() {
  (benchmark::RegisterBenchmark((std::string(Ws.name) + "/limit").c_str(),
                                [](benchmark::State& state) {
                                  const double share = share_of_clock(Ws, this_machine());
                                  report_seconds(state,
                                                 floor_of(Ws, this_machine().at_clock(share)));
                                  state.counters["clock"] = share;
                                })
       ->UseManualTime()
       ->Iterations(1),
   ...);
  return true;
}

const bool entered = [] {
  enter_rate("fma_peak", [](const machine& m) { return m.flops_per_second(); });
  enter_rate("fma_of_a_tile", [](const machine& m) { return 2 * pack::size / m.tile_seconds; });
  enter_rate("division", [](const machine& m) { return pack::size / m.division_seconds; });
  enter_bandwidth<&machine::load>("load");
  enter_bandwidth<&machine::store>("store");
  enter_bandwidth<&machine::copy>("copy");
  return with_all_workloads([]<const workload&... Ws>() { return enter_floors<Ws...>(); });
}();

}  // namespace

}  // namespace bench::by_limit
