# Compiler settings shared by all targets.

# Compile once, remember: ccache makes the second build a matter of seconds.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
  add_compile_options(-fpch-preprocess)
endif()

add_library(glassbox_flags INTERFACE)
target_include_directories(glassbox_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(glassbox_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees an overlap in "text" + std::string that is not there (its bug 105651).
  target_compile_options(glassbox_flags INTERFACE -Wno-restrict)
endif()
if(GLASSBOX_WERROR)
  target_compile_options(glassbox_flags INTERFACE -Werror)
endif()

set(GLASSBOX_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address,undefined or thread")
if(GLASSBOX_SANITIZE)
  add_compile_options(-fsanitize=${GLASSBOX_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${GLASSBOX_SANITIZE})
endif()

# Every image must agree on how Eigen aligns memory, whatever level it is compiled for.
add_compile_definitions(EIGEN_MAX_ALIGN_BYTES=64 EIGEN_DONT_PARALLELIZE EIGEN_MPL2_ONLY)
add_compile_definitions(QT_NO_CAST_FROM_BYTEARRAY QT_NO_KEYWORDS)

# Only the engine gains from more than -O2; the rest compiles quicker.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

# The processor level of the engine's library. Generic tuning beats -march=native, which tunes for the wrong core on some machines.
set(GLASSBOX_ARCH auto CACHE STRING "auto, x86-64-v4, x86-64-v3, x86-64-v2 or baseline")
set(GLASSBOX_ENGINE_ARCH ${GLASSBOX_ARCH})
if(GLASSBOX_ARCH STREQUAL "auto")
  set(GLASSBOX_ENGINE_ARCH baseline)
  if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64" AND NOT CMAKE_CROSSCOMPILING)
    try_run(GLASSBOX_LEVEL_RAN GLASSBOX_LEVEL_BUILT ${CMAKE_BINARY_DIR}/level ${CMAKE_SOURCE_DIR}/cmake/processor_level.cpp
            RUN_OUTPUT_VARIABLE GLASSBOX_LEVEL)
    if(GLASSBOX_LEVEL_BUILT AND GLASSBOX_LEVEL_RAN EQUAL 0)
      set(GLASSBOX_ENGINE_ARCH ${GLASSBOX_LEVEL})
    endif()
  endif()
endif()
message(STATUS "Engine compiled for: ${GLASSBOX_ENGINE_ARCH}")
# -fno-semantic-interposition: the library calls its own functions directly, so that they can be inlined.
set(GLASSBOX_ENGINE_FLAGS -fno-trapping-math -fno-math-errno -fno-semantic-interposition -fvisibility=hidden -fvisibility-inlines-hidden)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  list(APPEND GLASSBOX_ENGINE_FLAGS -O3)
endif()
if(NOT GLASSBOX_ENGINE_ARCH STREQUAL "baseline")
  list(APPEND GLASSBOX_ENGINE_FLAGS -march=${GLASSBOX_ENGINE_ARCH} -mtune=generic)
  if(GLASSBOX_ENGINE_ARCH STREQUAL "x86-64-v4")
    list(APPEND GLASSBOX_ENGINE_FLAGS -mprefer-vector-width=512)
  endif()
endif()
