# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Embeds files in a library, so that the tool works without installed data.

# corolint_embed_files(<target> <symbol> <file>...)
# Adds to <target> a source that defines the function corolint::<symbol>, which Support/EmbeddedFiles.h declares. The bytes are written as arrays: string literals have length limits.
function(corolint_embed_files target symbol)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DSYMBOL=${symbol} "-DFILES=${ARGN}"
            -P ${PROJECT_SOURCE_DIR}/tools/cmake/EmbedFilesScript.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/tools/cmake/EmbedFilesScript.cmake
    COMMENT "Embedding ${symbol}" VERBATIM)
  target_sources(${target} PRIVATE ${output})
  set_source_files_properties(${output} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
