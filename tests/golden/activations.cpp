// Values and derivatives of all activations against the reference cases.
#include "support/check_activation.hpp"
#include "support/hard_sigmoid.hpp"

TEST_CASE("golden.activations") {
  if (!test::have_reference()) return;
  std::size_t count = 0;
  test::for_activations([&](auto f) {
    const std::string name = test::name_of(f);
    test::activation_case c = test::golden_activation(name);
    if (name == "hard_sigmoid") {
      // PyTorch's slope is a float's sixth; see support/hard_sigmoid.hpp.
      for (double& slope : c.dydz) {
        REQUIRE((slope == 0 || slope == test::pytorch_sixth));
        if (slope != 0) slope = 1.0 / 6;
      }
    }
    test::check_activation(f, c);
    ++count;
  });
  CHECK(count == test::activation_case_count());
}
