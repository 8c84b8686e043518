# cmake -DFOLDER -DLIST -DHEADER -DACCESSOR -DOUTPUT -P WriteEmbedded.cmake: the files named in LIST, as a C++ source.
# Bytes are written as hexadecimal escapes, so that no character of a file can mean anything to CMake or to C++.
function(write_escaped path out)
  file(READ ${path} bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" escaped "${bytes}")
  set(${out} "${escaped}" PARENT_SCOPE)
endfunction()

# The namespace is that of the header's folder.
cmake_path(GET HEADER PARENT_PATH namespace)
string(REPLACE / :: namespace agverify/${namespace})

file(STRINGS ${LIST} files)
list(LENGTH files count)
set(text "#include \"${HEADER}\"\n\n#include <array>\n\nnamespace ${namespace} {\n\nnamespace {\n\n")
string(APPEND text "constexpr std::array<EmbeddedFile, ${count}> files{")
foreach(file IN LISTS files)
  file(SHA256 ${FOLDER}/${file} digest)
  file(SIZE ${FOLDER}/${file} size)
  write_escaped(${FOLDER}/${file} escaped)
  string(APPEND text "\n    EmbeddedFile{\"${file}\", std::string_view{\"${escaped}\", ${size}}, \"${digest}\"},")
endforeach()
string(APPEND text "\n};\n\n}  // namespace\n\nstd::span<const EmbeddedFile> ${ACCESSOR}() { return files; }\n\n}  // namespace ${namespace}\n")
file(WRITE ${OUTPUT} "${text}")
