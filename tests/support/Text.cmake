# Reading lines without lists: CMake's own would break at the semicolons and brackets of C++.

# next_line(<text variable> <line variable>): takes the first line off the text.
function(next_line next_text next_line)
  string(FIND "${${next_text}}" "\n" end)
  if(end EQUAL -1)
    set(${next_line} "${${next_text}}" PARENT_SCOPE)
    set(${next_text} "" PARENT_SCOPE)
  else()
    string(SUBSTRING "${${next_text}}" 0 ${end} first)
    math(EXPR end "${end} + 1")
    string(SUBSTRING "${${next_text}}" ${end} -1 rest)
    set(${next_line} "${first}" PARENT_SCOPE)
    set(${next_text} "${rest}" PARENT_SCOPE)
  endif()
endfunction()

# has_line(<text> <regex> <variable>): whether a line of the text matches.
function(has_line text regex variable)
  set(found FALSE)
  while(NOT text STREQUAL "" AND NOT found)
    next_line(text line)
    if("${line}" MATCHES "${regex}")
      set(found TRUE)
    endif()
  endwhile()
  set(${variable} ${found} PARENT_SCOPE)
endfunction()

# run_compiler(<argument>...): sets `status` to the compiler's and `output` to all that it printed.
# In English and without colours, whatever the terminal of the caller.
function(run_compiler)
  include(${COMPILER})
  set(ENV{LC_ALL} C)
  execute_process(COMMAND ${compile} ${ARGN} RESULT_VARIABLE status
                  OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(status "${status}" PARENT_SCOPE)
  set(output "${output}" PARENT_SCOPE)
endfunction()
