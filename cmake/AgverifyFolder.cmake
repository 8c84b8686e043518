# Declares the folders of the repository. Each is one library target, named agverify_<folder with _ for />, made of the *.cpp
# that lie in it (not below it). What a folder may include is declared here and nowhere else; the ctest `layering`
# (cmake/CheckLayering.cmake) holds the #include lines to it.

# Header prefixes and libraries that every folder may use.
function(agverify_everywhere)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "HEADERS;LINK")
  set_property(GLOBAL PROPERTY agverify_everywhere ${arg_HEADERS})
  target_link_libraries(agverify_flags INTERFACE ${arg_LINK})
  agverify_precompile(agverify_precompiled HEADERS
    <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <tuple>
    <unordered_map> <unordered_set> <utility> <variant> <vector> <fmt/format.h> <fmt/ranges.h> <tl/expected.hpp>)
endfunction()

# Standard headers that only WORLD folders and main files may include.
function(agverify_world_headers)
  set_property(GLOBAL PROPERTY agverify_world ${ARGN})
endfunction()

# agverify_apart(NAME [USES folder...] [FILES header...]): NAME and all folders below it share with the rest of the repository
# no more than this; a declaration that says otherwise is refused.
function(agverify_apart name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;FILES")
  set_property(GLOBAL APPEND PROPERTY agverify_apart ${name})
  set_property(GLOBAL PROPERTY agverify_shared_${name} ${arg_USES} ${arg_FILES})
endfunction()

# agverify_folder(NAME [WORLD] [USES folder...] [FILES header...] [HEADERS prefix...] [SHARES prefix...] [LINK library...] [PROGRAM name])
#   USES     folders of ours that it may include; each must be declared before, so there is no circle
#   FILES    single headers of ours that it may include though their folder is not in USES; they include nothing of ours
#   HEADERS  third-party headers, by prefix, that this folder alone may include
#   SHARES   headers that another folder declared with HEADERS, which this one may include too
#   LINK     libraries that come with HEADERS, SHARES or FILES
#   WORLD    may read files, look at the clock, print
#   PROGRAM  main.cpp of the folder becomes this executable, linked with the rest of the folder
# A folder without a directory is declared but not built.
function(agverify_folder name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "WORLD" "PROGRAM" "USES;FILES;HEADERS;SHARES;LINK")
  agverify_record_folder(${name} "${arg_WORLD}" "${arg_USES}" "${arg_FILES}" "${arg_HEADERS}" "${arg_SHARES}")
  set(directory ${PROJECT_SOURCE_DIR}/${name})
  if(NOT EXISTS ${directory})
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${directory}/*.cpp)
  list(REMOVE_ITEM sources ${directory}/main.cpp)
  agverify_folder_target(${name} library)
  agverify_folder_targets(used ${arg_USES})
  if(sources)
    add_library(${library} STATIC ${sources})
    target_link_libraries(${library} PUBLIC agverify_flags ${used} ${arg_LINK})
    target_precompile_headers(${library} REUSE_FROM agverify_precompiled)
  else()
    add_library(${library} INTERFACE)
    target_link_libraries(${library} INTERFACE agverify_flags ${used} ${arg_LINK})
  endif()
  if(arg_PROGRAM AND EXISTS ${directory}/main.cpp)
    add_executable(${arg_PROGRAM} ${directory}/main.cpp)
    set_source_files_properties(${directory}/main.cpp PROPERTIES
      COMPILE_DEFINITIONS AGVERIFY_VERSION="${PROJECT_VERSION}")
    target_link_libraries(${arg_PROGRAM} PRIVATE ${library})
    target_precompile_headers(${arg_PROGRAM} REUSE_FROM agverify_precompiled)
  endif()
endfunction()

function(agverify_folder_target name out)
  string(REPLACE / _ suffix ${name})
  set(${out} agverify_${suffix} PARENT_SCOPE)
endfunction()

# The library targets that exist among the given folders.
function(agverify_folder_targets out)
  set(found)
  foreach(each IN LISTS ARGN)
    agverify_folder_target(${each} target)
    if(TARGET ${target})
      list(APPEND found ${target})
    endif()
  endforeach()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# Refuses a folder apart from the rest, or below one, that takes more from the rest than was said.
function(agverify_keep_apart name)
  get_property(roots GLOBAL PROPERTY agverify_apart)
  foreach(root IN LISTS roots)
    get_property(shared GLOBAL PROPERTY agverify_shared_${root})
    foreach(each IN LISTS ARGN)
      if("${name}/" MATCHES "^${root}/" AND NOT "${each}/" MATCHES "^${root}/" AND NOT each IN_LIST shared)
        message(FATAL_ERROR "folder ${name} takes ${each}, but ${root} is kept apart from it")
      endif()
    endforeach()
  endforeach()
endfunction()

# Keeps a declaration for the layering test; refuses an arrow to a folder not declared yet and a header with two owners.
function(agverify_record_folder name world uses files headers shares)
  get_property(folders GLOBAL PROPERTY agverify_folders)
  foreach(each IN LISTS uses)
    if(NOT each IN_LIST folders)
      message(FATAL_ERROR "folder ${name} uses ${each}, which is not declared before it")
    endif()
  endforeach()
  agverify_keep_apart(${name} ${uses} ${files})
  get_property(owned GLOBAL PROPERTY agverify_owned_headers)
  foreach(each IN LISTS headers)
    if(each IN_LIST owned)
      message(FATAL_ERROR "header ${each} of folder ${name} has another owner already")
    endif()
  endforeach()
  foreach(each IN LISTS shares)
    if(NOT each IN_LIST owned)
      message(FATAL_ERROR "folder ${name} shares header ${each}, which no folder before it owns")
    endif()
  endforeach()
  set(allowed ${headers} ${shares})
  set_property(GLOBAL APPEND PROPERTY agverify_folders ${name})
  set_property(GLOBAL APPEND PROPERTY agverify_owned_headers ${headers})
  set_property(GLOBAL APPEND_STRING PROPERTY agverify_declarations
    "list(APPEND folders ${name})\nset(uses_${name} \"${uses}\")\nset(files_${name} \"${files}\")\nset(headers_${name} \"${allowed}\")\nset(world_${name} ${world})\n")
endfunction()

# Writes what was declared to build/<preset>/layering.cmake, which cmake/CheckLayering.cmake reads.
function(agverify_finish_folders)
  get_property(everywhere GLOBAL PROPERTY agverify_everywhere)
  get_property(world GLOBAL PROPERTY agverify_world)
  get_property(declarations GLOBAL PROPERTY agverify_declarations)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/layering.cmake @ONLY CONTENT
    "set(everywhere \"${everywhere}\")\nset(world_headers \"${world}\")\n${declarations}")
endfunction()

# One program a file of bench/, linked with every folder; built only where Google Benchmark is found.
function(agverify_benchmarks)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/bench/*.cpp)
  if(NOT sources)
    return()
  endif()
  find_package(benchmark CONFIG REQUIRED)
  get_property(folders GLOBAL PROPERTY agverify_folders)
  agverify_folder_targets(libraries ${folders})
  foreach(source IN LISTS sources)
    cmake_path(GET source STEM name)
    add_executable(bench_${name} EXCLUDE_FROM_ALL ${source})
    target_link_libraries(bench_${name} PRIVATE ${libraries} agverify_stubs benchmark::benchmark benchmark::benchmark_main)
    target_precompile_headers(bench_${name} REUSE_FROM agverify_precompiled)
    list(APPEND programs bench_${name})
  endforeach()
  add_custom_target(benchmarks DEPENDS ${programs})
endfunction()
