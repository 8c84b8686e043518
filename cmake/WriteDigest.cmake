# cmake -DROOT -DLIST -DFURTHER -DHEADER -DACCESSOR -DOUTPUT -P WriteDigest.cmake: the SHA-256 of the files named in LIST and of
# the words FURTHER, as a C++ source. The namespace is that of the header's folder.
cmake_path(GET HEADER PARENT_PATH namespace)
string(REPLACE / :: namespace agverify/${namespace})

file(STRINGS ${LIST} files)
set(lines "${FURTHER}\n")
foreach(file IN LISTS files)
  file(SHA256 ${ROOT}/${file} digest)
  string(APPEND lines "${file} ${digest}\n")
endforeach()
string(SHA256 digest "${lines}")
file(WRITE ${OUTPUT} "#include \"${HEADER}\"\n\nnamespace ${namespace} {\n\nstd::string_view ${ACCESSOR}() { return \"${digest}\"; }\n\n}  // namespace ${namespace}\n")
