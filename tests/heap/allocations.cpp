// Nothing that a user calls in a loop takes memory from the heap.
#include "support/catch.hpp"

#include <ctnn/nn.hpp>

#include <array>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <new>

namespace {

std::atomic<std::size_t> allocations{0};

}  // namespace

// glibc's own malloc under its other name; wherever that is missing only operator new is counted.
#if defined(__GLIBC__)
extern "C" void* __libc_malloc(std::size_t size);
extern "C" void* malloc(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  return __libc_malloc(size);
}
#endif

void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  const std::size_t unit = static_cast<std::size_t>(alignment);
  if (void* memory = std::aligned_alloc(unit, (size + unit - 1) / unit * unit)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace nn = ctnn;

namespace {

template <class F>
std::size_t allocations_in(const F& f) {
  const std::size_t before = allocations;
  f();
  return allocations - before;
}

/// The pointer itself, out of the optimizer's sight: it may otherwise drop an allocation
/// altogether.
void* volatile seen;
template <class P>
P* kept(P* pointer) {
  seen = pointer;
  return static_cast<P*>(seen);
}

using network =
    nn::network<nn::input<18>, nn::dense<33, nn::tanh>, nn::dense<17, nn::gelu>, nn::dense<4>>;
constexpr std::size_t batch = 32;

network net;
std::array<float, batch * network::inputs> xs{};
std::array<float, batch * network::outputs> ts{};
std::array<float, batch * network::outputs> ys{};

}  // namespace

TEST_CASE("heap.the counter counts") {
  CHECK(allocations_in([] {}) == 0);
  CHECK(allocations_in([] { delete kept(new int(1)); }) >= 1);
  CHECK(allocations_in([] { delete kept(new network); }) >= 1);
#if defined(__GLIBC__)
  CHECK(allocations_in([] { std::free(kept(std::malloc(8))); }) == 1);
#endif
}

TEST_CASE("heap.networks allocate nothing") {
  CHECK(allocations_in([] {
          network fresh;
          nn::initialize(fresh, nn::he_normal{.seed = 1});
          net = fresh;
        }) == 0);
  const nn::vector<float, network::inputs> x;
  CHECK(allocations_in([&] { ys[0] = net(x)(0); }) == 0);
  CHECK(allocations_in([] { net.predict(xs, ys); }) == 0);
}

TEST_CASE("heap.gradients allocate nothing") {
  const nn::vector<float, network::inputs> x;
  const nn::vector<float, network::outputs> t;
  CHECK(allocations_in([&] { ys[0] = nn::gradient(net, nn::mean_squared_error, x, t).loss; }) == 0);
  CHECK(allocations_in([] { ys[0] = nn::gradient(net, nn::mean_squared_error, xs, ts).loss; }) ==
        0);
  nn::gradients<network> g;
  CHECK(allocations_in([&] { nn::gradient_into(g, net, nn::mean_squared_error, xs, ts); }) == 0);
  CHECK(allocations_in([&] {
          g.add(g);
          g.scale(0.5f);
          ys[0] = g.clip(1e-3f);
        }) == 0);
}

TEST_CASE("heap.training allocates nothing") {
  CHECK(allocations_in([] {
          nn::trainer<network, nn::mean_squared_error, nn::sgd, batch> train{
              net, {.learning_rate = 0.01}};
          ys[0] = train.step(xs, ts);
        }) == 0);
  CHECK(allocations_in([] {
          nn::trainer<network, nn::mean_squared_error, nn::adam, batch> train{net};
          ys[0] = train.step(xs, ts);
          train.apply(nn::gradient(net, nn::mean_squared_error, xs, ts));
        }) == 0);
}
