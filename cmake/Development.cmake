# ctnn_dev: what the tests, examples and benchmarks link instead of ctnn.
include(CheckCXXCompilerFlag)

add_library(ctnn_dev INTERFACE)
target_link_libraries(ctnn_dev INTERFACE ctnn)
target_compile_options(ctnn_dev INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror)
set(CMAKE_CXX_EXTENSIONS OFF)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # At -O3 it takes "text" + std::string for an overlapping copy: GCC's bug 105651.
  target_compile_options(ctnn_dev INTERFACE -Wno-restrict)
endif()

if(CTNN_MARCH)
  string(MAKE_C_IDENTIFIER "CTNN_HAS_MARCH_${CTNN_MARCH}" has_march)
  check_cxx_compiler_flag(-march=${CTNN_MARCH} ${has_march})
  if(${has_march})
    target_compile_options(ctnn_dev INTERFACE -march=${CTNN_MARCH})
    # Clang 19 warns of a set of features that it read off the processor itself, on one that hides
    # its model and has AVX10.1.
    check_cxx_compiler_flag(-Winvalid-feature-combination CTNN_HAS_WARNING_OF_FEATURES)
    if(CTNN_HAS_WARNING_OF_FEATURES)
      target_compile_options(ctnn_dev INTERFACE -Wno-invalid-feature-combination)
    endif()
  else()
    message(WARNING "${CMAKE_CXX_COMPILER} does not know -march=${CTNN_MARCH}; building without it")
  endif()
endif()
