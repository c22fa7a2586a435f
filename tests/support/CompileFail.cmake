# cmake -D COMPILER=... -D SOURCE=... -D OUTPUT=... -P CompileFail.cmake
#
# A file of compile_fail/ compiles as it is. With CTNN_MUST_FAIL defined it does not, in at most 25
# lines of output, in which a line matches the regex of each line `// EXPECT: regex` of the file.
# The regexes are CMake's (no \d, no {n}). Compilers echo the source, so a regex should ask for what
# only the compiler knows: `expected.*18.*got.*64`. The output is kept in the file OUTPUT.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/Text.cmake)
set(longest_output 25)

run_compiler(${SOURCE})
if(NOT status EQUAL 0)
  message(NOTICE "${output}")
  message(FATAL_ERROR "${SOURCE} must compile without CTNN_MUST_FAIL")
endif()

run_compiler(-DCTNN_MUST_FAIL ${SOURCE})
file(WRITE ${OUTPUT} "${output}")
if(status EQUAL 0)
  message(FATAL_ERROR "${SOURCE} compiles with CTNN_MUST_FAIL; it must not")
endif()

file(READ ${SOURCE} text)
set(expectations 0)
set(complaints "")
while(NOT text STREQUAL "")
  next_line(text line)
  if("${line}" MATCHES "^// EXPECT: (.+)$")
    set(regex "${CMAKE_MATCH_1}")
    math(EXPR expectations "${expectations} + 1")
    has_line("${output}" "${regex}" found)
    if(NOT found)
      string(APPEND complaints "no line of the output matches: ${regex}\n")
    endif()
  endif()
endwhile()
if(expectations EQUAL 0)
  string(APPEND complaints "the file has no line `// EXPECT: regex`\n")
endif()

string(REGEX REPLACE "[^\n]" "" newlines "${output}")
string(LENGTH "${newlines}" lines)
if(lines GREATER longest_output)
  string(APPEND complaints "the output has ${lines} lines, more than ${longest_output}\n")
endif()

if(NOT complaints STREQUAL "")
  message(NOTICE "${complaints}The output:\n${output}")
  message(FATAL_ERROR "${SOURCE} fails with CTNN_MUST_FAIL, but not as expected")
endif()
