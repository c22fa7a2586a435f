# Every dependency is taken from this machine where it is installed, and fetched in a pinned
# release where it is not. FETCHCONTENT_TRY_FIND_PACKAGE_MODE=NEVER always fetches.
include(FetchContent)

# Headers only: their own build files are left alone, so nothing of theirs is installed with ctnn.
# Of Boost only Hana is used, which stands alone.
FetchContent_Declare(Boost
  URL https://github.com/boostorg/hana/archive/boost-1.73.0.tar.gz
  URL_HASH SHA256=760bd700a8fddd7ed3eefeb4d11e1afc239cfc2043ff26ef46225aabe801521f
  DOWNLOAD_EXTRACT_TIMESTAMP FALSE SOURCE_SUBDIR headers-only
  FIND_PACKAGE_ARGS 1.70 CONFIG QUIET)

FetchContent_Declare(nlohmann_json
  URL https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz
  URL_HASH SHA256=d6c65aca6b1ed68e7a182f4757257b107ae403032760ed6ef121c9d55e81757d
  DOWNLOAD_EXTRACT_TIMESTAMP FALSE SOURCE_SUBDIR headers-only
  FIND_PACKAGE_ARGS 3.7 CONFIG QUIET)

FetchContent_Declare(CLI11
  URL https://github.com/CLIUtils/CLI11/archive/v2.4.2.tar.gz
  URL_HASH SHA256=f2d893a65c3b1324c50d4e682c0cdc021dd0477ae2c048544f39eed6654b699a
  DOWNLOAD_EXTRACT_TIMESTAMP FALSE SOURCE_SUBDIR headers-only
  FIND_PACKAGE_ARGS 2.1 CONFIG QUIET)

# Libraries: these build themselves.
FetchContent_Declare(Catch2
  URL https://github.com/catchorg/Catch2/archive/v3.6.0.tar.gz
  URL_HASH SHA256=485932259a75c7c6b72d4b874242c489ea5155d17efa345eb8cc72159f49f356
  DOWNLOAD_EXTRACT_TIMESTAMP FALSE SYSTEM
  FIND_PACKAGE_ARGS CONFIG QUIET)

FetchContent_Declare(benchmark
  URL https://github.com/google/benchmark/archive/refs/tags/v1.8.2.tar.gz
  URL_HASH SHA256=2aab2980d0376137f969d92848fbb68216abb07633034534fc8c65cc4e7a0e93
  DOWNLOAD_EXTRACT_TIMESTAMP FALSE SYSTEM
  FIND_PACKAGE_ARGS CONFIG QUIET)

FetchContent_Declare(ZLIB
  URL https://github.com/madler/zlib/releases/download/v1.3.1/zlib-1.3.1.tar.gz
  URL_HASH SHA256=9a93b2b7dfdac77ceba5a558a580e74667dd6fede4585b91eefb60f03b72df23
  DOWNLOAD_EXTRACT_TIMESTAMP FALSE SYSTEM
  FIND_PACKAGE_ARGS QUIET)

# ctnn_require(<dependency>...): makes the targets of each visible to this folder and those below.
# A macro, because the variables and imported targets of a package belong to the caller.
macro(ctnn_require)
  foreach(ctnn_dependency IN ITEMS ${ARGN})
    set(BENCHMARK_ENABLE_TESTING OFF)
    set(BENCHMARK_ENABLE_INSTALL OFF)
    set(BENCHMARK_ENABLE_WERROR OFF)
    set(CATCH_INSTALL_DOCS OFF)
    set(CATCH_INSTALL_EXTRAS OFF)
    set(SKIP_INSTALL_ALL ON)  # zlib's
    FetchContent_MakeAvailable(${ctnn_dependency})
    string(TOLOWER ${ctnn_dependency} ctnn_lower)
    if(${ctnn_dependency}_FOUND)
      string(STRIP "${${ctnn_dependency}_VERSION} ${${ctnn_dependency}_DIR}" ctnn_where)
      message(STATUS "${ctnn_dependency} found ${ctnn_where}")
    else()
      message(STATUS "${ctnn_dependency} fetched ${${ctnn_lower}_SOURCE_DIR}")
      ctnn_fetched_target(${ctnn_dependency} ${${ctnn_lower}_SOURCE_DIR} ${${ctnn_lower}_BINARY_DIR})
    endif()
  endforeach()
endmacro()

# Gives a fetched dependency the target that its installed package would have.
function(ctnn_fetched_target dependency source binary)
  set(headers.Boost Boost::headers)
  set(headers.nlohmann_json nlohmann_json::nlohmann_json)
  set(headers.CLI11 CLI11::CLI11)
  if(DEFINED headers.${dependency} AND NOT TARGET ${headers.${dependency}})
    add_library(${headers.${dependency}} INTERFACE IMPORTED GLOBAL)
    target_include_directories(${headers.${dependency}} INTERFACE ${source}/include)
  elseif(dependency STREQUAL "ZLIB" AND NOT TARGET ZLIB::ZLIB)
    add_library(ZLIB::ZLIB INTERFACE IMPORTED GLOBAL)
    target_include_directories(ZLIB::ZLIB INTERFACE ${source} ${binary})
    target_link_libraries(ZLIB::ZLIB INTERFACE zlibstatic)
  endif()
endfunction()

# ctnn_include_directories_of(<target>... OUT <variable>): only where their headers are. Linking the
# targets would bring along what else they ask for.
function(ctnn_include_directories_of)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUT" "")
  set(all "")
  foreach(target IN LISTS arg_UNPARSED_ARGUMENTS)
    get_target_property(directories ${target} INTERFACE_INCLUDE_DIRECTORIES)
    list(APPEND all ${directories})
  endforeach()
  list(REMOVE_DUPLICATES all)
  set(${arg_OUT} "${all}" PARENT_SCOPE)
endfunction()
