# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Run by corolint_embed_files: OUTPUT, SYMBOL and FILES (a list) are given.
set(arrays "")
set(table "")
set(index 0)
foreach(file IN LISTS FILES)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  get_filename_component(name ${file} NAME)
  string(APPEND arrays "const unsigned char File${index}[] = {${bytes}0};\n")
  string(APPEND table "    {\"${name}\", {reinterpret_cast<const char *>(File${index}), sizeof(File${index}) - 1}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"Support/EmbeddedFiles.h\"
namespace {
${arrays}const corolint::EmbeddedFile Table[] = {
${table}};
} // namespace
llvm::ArrayRef<corolint::EmbeddedFile> corolint::${SYMBOL}() { return Table; }
")
