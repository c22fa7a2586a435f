# cmake -D DIGITS=... -P Digits.cmake
#
# Handwritten digits to the accuracy that PyTorch reaches with the same networks, less a margin for
# the seed: 0.955 on MNIST's 10,000 test images (8,000 to train, 2,000 to test), 0.945 on optdigits.
# The data is read from the folder data/ of the one that CTNN_REFERENCE names.
cmake_minimum_required(VERSION 3.25)

if(NOT DEFINED ENV{CTNN_REFERENCE})
  message(STATUS "skipped: CTNN_REFERENCE is not set, so there are no digits to learn")
  return()
endif()
execute_process(COMMAND ${DIGITS} --data $ENV{CTNN_REFERENCE}/data
                OUTPUT_VARIABLE output RESULT_VARIABLE status)
message(STATUS "${output}")
if(NOT status EQUAL 0)
  message(FATAL_ERROR "expected exit status 0, found ${status}")
endif()

string(REGEX MATCHALL "test accuracy 0\\.[0-9]+" accuracies "${output}")
set(wanted 0.955 0.945)
list(LENGTH accuracies found)
if(NOT found EQUAL 2)
  message(FATAL_ERROR "expected two test accuracies, MNIST's and optdigits', found ${found}")
endif()
foreach(accuracy least IN ZIP_LISTS accuracies wanted)
  string(REGEX REPLACE "test accuracy " "" accuracy "${accuracy}")
  if(accuracy LESS least)
    message(FATAL_ERROR "expected a test accuracy of at least ${least}, found ${accuracy}")
  endif()
endforeach()
