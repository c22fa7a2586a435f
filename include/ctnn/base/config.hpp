// Language version, instruction set, inlining and contracts: what every header may rely on.
#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <type_traits>

#if !defined(__cpp_concepts) || __cpp_concepts < 201907L
#error "ctnn needs C++20: compile with -std=c++20 or newer"
#endif

// The instruction set is an inline namespace, so that two translation units of one program
// may be compiled for different processors without breaking the one-definition rule.
#if defined(CTNN_SCALAR)
#define CTNN_INSTRUCTIONS scalar
#elif defined(__AVX512F__) && (defined(__znver4__) || defined(__znver3__))
#define CTNN_INSTRUCTIONS avx512_halved
#define CTNN_HALVES_WIDE_REGISTERS true
#elif defined(__AVX512F__) && defined(__znver5__)
#define CTNN_INSTRUCTIONS avx512_several_runs
#define CTNN_READS_SEVERAL_RUNS true
#elif defined(__AVX512VL__) && defined(__AVX512BW__) && defined(__AVX512DQ__) && \
    defined(__AVX512VBMI2__) && !defined(__AVX512FP16__)
#define CTNN_INSTRUCTIONS avx512_single_loads
#define CTNN_LOADS_WIDE_REGISTERS_SINGLY true
#elif defined(__AVX512F__) && defined(__AVX512VL__) && defined(__AVX512BW__) && \
    defined(__AVX512DQ__)
#define CTNN_INSTRUCTIONS avx512
#elif defined(__AVX512F__)
#define CTNN_INSTRUCTIONS avx512f
#elif defined(__AVX2__) && defined(__FMA__)
#define CTNN_INSTRUCTIONS avx2_fma
#elif defined(__AVX__) && defined(__FMA__)
#define CTNN_INSTRUCTIONS avx_fma
#elif defined(__AVX__)
#define CTNN_INSTRUCTIONS avx
#elif defined(__SSE4_1__)
#define CTNN_INSTRUCTIONS sse4
#elif defined(__SSE2__)
#define CTNN_INSTRUCTIONS sse2
#elif defined(__aarch64__)
#define CTNN_INSTRUCTIONS neon64
#elif defined(__ARM_NEON)
#define CTNN_INSTRUCTIONS neon
#else
#define CTNN_INSTRUCTIONS scalar
#define CTNN_SCALAR
#endif

// Inside of it another one where -ffast-math promises finite numbers: what is neither may then come
// out of a function in either way, and a file without that flag is to have its own.
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__) || \
    (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__ != 0)
#define CTNN_ISA CTNN_INSTRUCTIONS::inline fast_math
#else
#define CTNN_ISA CTNN_INSTRUCTIONS
#endif

// Arithmetic as it is written, whatever -ffast-math allows: exp and log round on purpose, which it
// would fold away. GCC is asked for each sum, product and quotient, Clang for all between BEGIN and
// END, which does not tell by a macro whether it need be asked.
#if defined(__clang__)
#define CTNN_AS_WRITTEN_BEGIN _Pragma("float_control(precise, on, push)")
#define CTNN_AS_WRITTEN_END _Pragma("float_control(pop)")
#define CTNN_AS_WRITTEN(expression) (expression)
#else
#define CTNN_AS_WRITTEN_BEGIN
#define CTNN_AS_WRITTEN_END
#if defined(__ASSOCIATIVE_MATH__)
#define CTNN_AS_WRITTEN(expression) __builtin_assoc_barrier(expression)
#else
#define CTNN_AS_WRITTEN(expression) (expression)
#endif
#endif

// Whether the processor that is compiled for works on registers of 512 bits in two halves, one
// after the other, as those of the Zen 4 generation do, which GCC 12 takes for Zen 3 with AVX-512.
#if !defined(CTNN_HALVES_WIDE_REGISTERS)
#define CTNN_HALVES_WIDE_REGISTERS false
#endif

// Whether that processor takes lines from its second-level cache faster when several runs of
// addresses are asked for in turn, as those of the Zen 5 generation do.
#if !defined(CTNN_READS_SEVERAL_RUNS)
#define CTNN_READS_SEVERAL_RUNS false
#endif

// Whether it loads little more than one register of 512 bits a cycle, as those of the Ice Lake
// generation do, which has VBMI2 and does not have FP16: Clang does not name it.
#if !defined(CTNN_LOADS_WIDE_REGISTERS_SINGLY)
#define CTNN_LOADS_WIDE_REGISTERS_SINGLY false
#endif

#if !defined(__GNUC__)
#error "ctnn needs GCC or Clang, whose vectors are its registers"
#endif
#define CTNN_ALWAYS_INLINE [[gnu::always_inline]] inline
#define CTNN_NOINLINE [[gnu::noinline]]
#define CTNN_FLATTEN [[gnu::flatten]]
#define CTNN_INLINE_LAMBDA __attribute__((always_inline))
#define CTNN_RESTRICT __restrict

// For a function with one place that it is called from. GCC inlines such where it has optimised the
// callers already, so that its code is not optimised anew in each function around it; Clang would
// leave a long one alone. At -Os GCC would take what it calls, such as tanh, along with it.
#if defined(__clang__) || defined(__OPTIMIZE_SIZE__)
#define CTNN_INLINE_LATE CTNN_ALWAYS_INLINE
#else
#define CTNN_INLINE_LATE inline
#endif

// Whether code is to be small rather than fast, as -Os asks. Of a function that one program has in
// both ways the linker keeps either, and both are right.
#if defined(__OPTIMIZE_SIZE__)
#define CTNN_SMALL_CODE true
#else
#define CTNN_SMALL_CODE false
#endif

// Before a loop whose body is as long as it should be. A processor's prefetcher follows a stride
// for each load instruction, of which unrolling makes more than it keeps track of: a product with
// a matrix in the second-level cache took half as long again.
#if defined(__clang__)
#define CTNN_NO_UNROLLING _Pragma("clang loop unroll(disable)")
#else
#define CTNN_NO_UNROLLING _Pragma("GCC unroll 1")
#endif

// Before a short loop over registers in an array: unrolled whole, so that they are registers.
#if defined(__clang__)
#define CTNN_UNROLLED _Pragma("clang loop unroll(full)")
#else
#define CTNN_UNROLLED _Pragma("GCC unroll 64")
#endif

// Between rounds of an unrolled loop: nothing of the next is read before. Clang would take one sum
// through all rounds and then the next, and keep what they share on the stack.
#if defined(__clang__)
#define CTNN_IN_ORDER asm volatile("" ::: "memory")
#else
#define CTNN_IN_ORDER static_cast<void>(0)
#endif

// A documented contract on run-time values. Debug builds check it, say where, what was
// expected and what was found, and end the program; release builds trust the caller.
#if defined(CTNN_CHECK_CONTRACTS) || !defined(NDEBUG)
#define CTNN_CONTRACT(condition, where, what, expected, found)                            \
  ((condition) ? static_cast<void>(0)                                                     \
               : ::ctnn::contract_broken(where, what, static_cast<std::size_t>(expected), \
                                         static_cast<std::size_t>(found)))
#else
#define CTNN_CONTRACT(condition, where, what, expected, found) static_cast<void>(0)
#endif

namespace ctnn {

/// Ends the program with one sentence on standard error; what CTNN_CONTRACT calls.
[[noreturn]] inline void contract_broken(const char* where, const char* what, std::size_t expected,
                                         std::size_t found) noexcept {
  std::fprintf(stderr, "ctnn: %s: %s: expected %zu, found %zu\n", where, what, expected, found);
  std::abort();
}

}  // namespace ctnn
