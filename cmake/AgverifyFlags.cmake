# Language, warnings, sanitizers and ccache, on the interface target agverify_flags that every target of ours links.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

option(AGVERIFY_WARNINGS_AS_ERRORS "A warning fails the build" OFF)
set(AGVERIFY_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")

add_library(agverify_flags INTERFACE)
target_include_directories(agverify_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(agverify_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow)
if(AGVERIFY_WARNINGS_AS_ERRORS)
  target_compile_options(agverify_flags INTERFACE -Werror)
endif()
if(AGVERIFY_SANITIZE)
  # With sanitizers g++ 12 calls members of std::variant and std::optional perhaps uninitialized that are not.
  target_compile_options(agverify_flags INTERFACE
    -fsanitize=${AGVERIFY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -Wno-maybe-uninitialized)
  target_link_options(agverify_flags INTERFACE -fsanitize=${AGVERIFY_SANITIZE})
endif()

# ccache needs -fpch-preprocess to see what a precompiled header holds, and the source tree as its base folder so that two
# checkouts share results.
find_program(AGVERIFY_CCACHE ccache)
if(AGVERIFY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${AGVERIFY_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
  target_compile_options(agverify_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
endif()
target_compile_options(agverify_flags INTERFACE -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)

# Two precompiled headers: the standard library with fmt and expected, and what tests add. A target takes one by
# `target_precompile_headers(... REUSE_FROM ...)`, which holds only between targets with the same flags.
function(agverify_precompile name)
  set(source ${CMAKE_BINARY_DIR}/${name}.cpp)
  if(NOT EXISTS ${source})
    file(WRITE ${source} "")
  endif()
  add_library(${name} OBJECT ${source})
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;LINK")
  target_link_libraries(${name} PRIVATE agverify_flags ${arg_LINK})
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()
