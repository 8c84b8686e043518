# agverify_embed(NAME FOLDER folder PATTERN glob HEADER header ACCESSOR function)
# A library NAME that holds the files of FOLDER (at any depth) that match PATTERN, with their paths relative to FOLDER, sorted.
# The header declares the accessor; the definition is written by cmake/WriteEmbedded.cmake whenever a file changes.
function(agverify_embed name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER;PATTERN;HEADER;ACCESSOR" "")
  set(folder ${PROJECT_SOURCE_DIR}/${arg_FOLDER})
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/${arg_PATTERN})
  list(SORT files)
  list(TRANSFORM files PREPEND ${folder}/ OUTPUT_VARIABLE paths)
  set(list_file ${CMAKE_BINARY_DIR}/${name}.txt)
  list(JOIN files "\n" lines)
  file(CONFIGURE OUTPUT ${list_file} CONTENT "${lines}" @ONLY)
  set(source ${CMAKE_BINARY_DIR}/${name}.cpp)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DLIST=${list_file} -DHEADER=${arg_HEADER} -DACCESSOR=${arg_ACCESSOR}
      -DOUTPUT=${source} -P ${PROJECT_SOURCE_DIR}/cmake/WriteEmbedded.cmake
    DEPENDS ${paths} ${list_file} ${PROJECT_SOURCE_DIR}/cmake/WriteEmbedded.cmake
    COMMENT "Embedding ${arg_FOLDER}" VERBATIM)
  add_library(${name} STATIC ${source})
  target_link_libraries(${name} PUBLIC agverify_flags)
  target_compile_options(${name} PRIVATE -Wno-overlength-strings)
endfunction()

# agverify_digest(NAME FILES glob... FURTHER word... HEADER header ACCESSOR function)
# A library NAME with one function, the SHA-256 of the files (relative to the root, globs at any depth) and of the words.
function(agverify_digest name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "HEADER;ACCESSOR" "FILES;FURTHER")
  list(TRANSFORM arg_FILES PREPEND ${PROJECT_SOURCE_DIR}/ OUTPUT_VARIABLE globs)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${globs})
  list(SORT files)
  list(TRANSFORM files PREPEND ${PROJECT_SOURCE_DIR}/ OUTPUT_VARIABLE paths)
  set(list_file ${CMAKE_BINARY_DIR}/${name}.txt)
  list(JOIN files "\n" lines)
  file(CONFIGURE OUTPUT ${list_file} CONTENT "${lines}" @ONLY)
  set(source ${CMAKE_BINARY_DIR}/${name}.cpp)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DLIST=${list_file} "-DFURTHER=${arg_FURTHER}" -DHEADER=${arg_HEADER}
      -DACCESSOR=${arg_ACCESSOR} -DOUTPUT=${source} -P ${PROJECT_SOURCE_DIR}/cmake/WriteDigest.cmake
    DEPENDS ${paths} ${list_file} ${PROJECT_SOURCE_DIR}/cmake/WriteDigest.cmake
    COMMENT "Digest of ${name}" VERBATIM)
  add_library(${name} STATIC ${source})
  target_link_libraries(${name} PUBLIC agverify_flags)
endfunction()
