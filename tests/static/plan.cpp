// What the plans are: which kernels run, what they store. Compiling is passing.
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

namespace {

constexpr nn::variable<"w", float, 64, 18> w{};
constexpr nn::variable<"u", float, 64, 64> u{};
constexpr nn::variable<"x", float, 18> x{};
constexpr nn::variable<"h", float, 64> h{};
constexpr nn::variable<"b", float, 64> b{};

template <class E>
inline constexpr nn::plan_figures plan = nn::plan_of<std::remove_const_t<E>>;

// Product, bias and activation are one kernel, and nothing is stored between.
constexpr auto layer = tanh(w * x + b);
static_assert(plan<decltype(layer)>.kernels == 1 && plan<decltype(layer)>.temporaries == 0);
// Two products in one kernel, as in a recurrent cell.
constexpr auto cell = sigmoid(w * x + u * h + b);
static_assert(plan<decltype(cell)>.kernels == 1 && plan<decltype(cell)>.temporaries == 0);
// A product of a product stores the inner one: 64 numbers.
constexpr auto two_layers = relu(u * tanh(w * x + b) + b);
static_assert(plan<decltype(two_layers)>.kernels == 2 &&
              plan<decltype(two_layers)>.workspace == 64);
// The same part twice is computed once.
constexpr auto twice = u * tanh(w * x + b) + hadamard(tanh(w * x + b), h);
static_assert(plan<decltype(twice)>.kernels == 2 && plan<decltype(twice)>.workspace == 64);
// A residual connection needs the layer that it goes around, and no more.
constexpr auto residual = h + u * tanh(u * h + b);
static_assert(plan<decltype(residual)>.kernels == 2 && plan<decltype(residual)>.workspace == 64);
// A fold of everything is one loop over its operand, wherever that comes from.
constexpr auto squares = sum(hadamard(h, h));
static_assert(plan<decltype(squares)>.kernels == 1 && plan<decltype(squares)>.workspace == 0);
// The logits, their maximum, their exponentials and the sum of those are stored for a softmax.
constexpr auto probabilities = softmax(w * x + b);
static_assert(plan<decltype(probabilities)>.kernels == 5 &&
              plan<decltype(probabilities)>.temporaries == 4);

// The seed's network in training, one sample at a time.
using hidden = nn::detail::hidden_plan<nn::dense<3, nn::sigmoid>, 2, float, 1>;
using last =
    nn::detail::last_plan<nn::dense<1, nn::sigmoid>, 3, float, 1, nn::op::binary_cross_entropy_t>;

// Forward is one kernel that stores the output, which is all that the derivative reads.
static_assert(hidden::forward_kernels::size == 1);
static_assert(nn::temporaries_of<hidden::forward_kernels>::size == 0);
// The last layer's product, its loss and dz² = a − y are one kernel; of its values dz² alone is
// stored, since the updates of w² and b² and dz¹ read it.
static_assert(last::kernels::size == 1);
static_assert(last::temporaries::size == 1);
// dz¹ = w²ᵀ·dz² ∗ a¹(1−a¹) is one kernel: da¹ is never stored.
static_assert(hidden::consumes_gradient_in_place);
static_assert(hidden::prelude_kernels<last>::size == 1);
static_assert(hidden::temporaries::size == 1);

// The update is at the tail of the gradient's product: one kernel for each parameter, whose
// gradient is not stored.
using network = nn::network<nn::input<2>, nn::dense<3, nn::sigmoid>, nn::dense<1, nn::sigmoid>>;
template <class Optimizer>
using sink = nn::detail::updating_sink<network, Optimizer, int, 1>;
template <class Optimizer, class Plan, std::size_t J>
using update = nn::fused<decltype(sink<Optimizer>::template assignments<
                                  J, typename Plan::values::template parameter<J>,
                                  typename Plan::template parameter_gradient<J>>())>;
static_assert(update<nn::sgd, last, 0>::size == 1 &&
              nn::temporaries_of<update<nn::sgd, last, 0>>::size == 0);
static_assert(update<nn::sgd, last, 1>::size == 1 &&
              nn::temporaries_of<update<nn::sgd, last, 1>>::size == 0);
static_assert(update<nn::sgd, hidden, 0>::size == 1 &&
              nn::temporaries_of<update<nn::sgd, hidden, 0>>::size == 0);
static_assert(update<nn::sgd, hidden, 1>::size == 1 &&
              nn::temporaries_of<update<nn::sgd, hidden, 1>>::size == 0);
static_assert(update<nn::adam, hidden, 0>::size == 1 &&
              nn::temporaries_of<update<nn::adam, hidden, 0>>::size == 0);

// An activation whose derivative reads z has z stored beside its output, by the same kernel.
using by_input = nn::detail::hidden_plan<nn::dense<16, nn::silu>, 8, float, nn::samples>;
static_assert(by_input::keep::size == 1);
static_assert(by_input::forward_kernels::size == 1);
static_assert(nn::temporaries_of<by_input::forward_kernels>::size == 1);
// tanh and relu do not.
static_assert(nn::detail::hidden_plan<nn::dense<16, nn::tanh>, 8, float, nn::samples>::keep::size ==
              0);
static_assert(nn::detail::hidden_plan<nn::dense<16, nn::relu>, 8, float, nn::samples>::keep::size ==
              0);

// What costs at each place of few features over samples is apart from their product, whose lanes
// run along the rows of its matrix, where those would be half padding.
constexpr nn::variable<"few_w", float, 2, 18> few_w{};
constexpr nn::variable<"xs", float, 18, nn::samples> xs{};
constexpr bool pads = 2 * nn::simd::fitting_width<float>(2) <= nn::simd::native_width<float>;
static_assert(plan<decltype(w * xs)>.kernels == 1 && plan<decltype(few_w * xs)>.kernels == 1);
static_assert(plan<decltype(tanh(w * xs))>.kernels == 1);
static_assert(plan<decltype(tanh(few_w * xs))>.kernels == (pads ? 2 : 1));
static_assert(plan<decltype(relu(few_w * xs))>.kernels == 1);
// A loss reads the last layer's product where the derivative does: it is computed once.
template <std::size_t Outputs>
using batch_of_sigmoids = nn::detail::last_plan<nn::dense<Outputs, nn::sigmoid>, 16, float,
                                                nn::samples, nn::op::binary_cross_entropy_t>;
template <std::size_t Outputs>
inline constexpr std::size_t kernels_of_sigmoids = batch_of_sigmoids<Outputs>::kernels::size;
static_assert(kernels_of_sigmoids<16> == 1 && kernels_of_sigmoids<2> == (pads ? 2 : 1));
template <class... Kernels>
constexpr std::size_t products_in(nn::list<Kernels...>) {
  return (nn::detail::count_products(nn::detail::kernel_sources<Kernels>{}) + ...);
}
static_assert(products_in(batch_of_sigmoids<16>::kernels{}) == 1 &&
              products_in(batch_of_sigmoids<2>::kernels{}) == 1);
// What is subtracted from itself in another form is computed once, and read where that is known.
constexpr auto centred = w * x + b - mean_features(w * x + b);
constexpr auto below_largest = w * x - max_features(w * x);
template <class E>
constexpr std::size_t products_of(E) {
  return products_in(typename nn::plan_for<E>::kernels{});
}
static_assert(products_of(centred) == 1 && products_of(below_largest) == 1);
// So is what costs at each place and is read in a fold and beside it, or in a product.
template <class E>
struct is_tanh : std::bool_constant<nn::is_application<E, nn::op::tanh_t>> {};
template <class... Assignments>
constexpr std::size_t tanhs_in(nn::list<Assignments...>) {
  return (std::size_t{nn::contains_such<typename Assignments::formula, is_tanh>} + ...);
}
template <class E>
constexpr std::size_t tanhs_of(E) {
  return tanhs_in(typename nn::plan_for<E>::lowered::assignments{});
}
static_assert(tanhs_of(tanh(w * x + b) - mean_features(tanh(w * x + b))) == 1);
static_assert(tanhs_of(hadamard(tanh(w * x + b), h) + u * tanh(w * x + b)) == 1);
static_assert(tanhs_of(tanh(h) / sum(tanh(h))) == 1);

template <std::size_t Classes>
using batch_last_of = nn::detail::last_plan<nn::dense<Classes, nn::softmax>, 128, float,
                                            nn::samples, nn::op::cross_entropy_t>;
using batch_last = batch_last_of<64>;
// Cross-entropy: the logits; their maximum; the exponentials; their sum, its reciprocal and
// its logarithm; and together, though the logarithm comes after dz, dz and the loss, which is one
// sum over all classes of all samples.
static_assert(batch_last::kernels::size == 5);
static_assert(nn::at_t<batch_last::kernels, 3>::assignments::size == 3 &&
              nn::at_t<batch_last::kernels, 4>::assignments::size == 2);
// For a batch the transposed weights are copied, apart from what goes through samples: once for all
// blocks of them. Then dz.
using batch_hidden = nn::detail::hidden_plan<nn::dense<128, nn::relu>, 784, float, nn::samples>;
static_assert(batch_hidden::copying_kernels<batch_last>::size == 1);
static_assert(batch_hidden::prelude_kernels<batch_last>::size == 1);
// Few rows are stored by rows: their transpose is there.
static_assert(batch_hidden::copying_kernels<batch_last_of<4>>::size == 0);
// One sample reads them as they are.
static_assert(hidden::copying_kernels<last>::size == 0);
// Nobody asked for the gradient of the network's input: the first layer copies no weights and
// stores dz alone.
static_assert(batch_hidden::temporaries::size == 1);

}  // namespace
