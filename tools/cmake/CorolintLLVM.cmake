# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Finds the one LLVM that corolint is built for. Debian may have several side by side, and find_package(Clang) alone
# would take the oldest: Clang is pinned to the prefix that LLVM was found in.
find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19)
find_package(Clang REQUIRED CONFIG PATHS ${LLVM_INSTALL_PREFIX} NO_DEFAULT_PATH)
if(NOT LLVM_VERSION_MAJOR EQUAL 19 OR NOT TARGET clangTidy)
  message(FATAL_ERROR "corolint needs LLVM and clang-tidy 19.1 (libclang-19-dev); found LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_INSTALL_PREFIX}")
endif()

# The builtin headers (stddef.h ...) that this very Clang parses with; the tool looks for them beside itself first.
execute_process(
  COMMAND ${LLVM_TOOLS_BINARY_DIR}/clang -print-resource-dir
  OUTPUT_VARIABLE COROLINT_CLANG_RESOURCE_DIR OUTPUT_STRIP_TRAILING_WHITESPACE
  COMMAND_ERROR_IS_FATAL ANY)

# What every file that includes an LLVM header is compiled with.
add_library(corolint_llvm_headers INTERFACE)
target_include_directories(corolint_llvm_headers SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
separate_arguments(llvm_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_options(corolint_llvm_headers INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti -fno-exceptions> -Wall -Wextra -Wno-unused-parameter)
target_compile_definitions(corolint_llvm_headers INTERFACE ${llvm_definitions})

# What programs are linked from: the archives of Clang, clang-tidy, clangd and LLVM. With the shared libraries a program would
# take six times as long to start, and a tenth longer to parse. A plugin uses those of its host. The archives are named by their
# files: as targets, clang-tidy's would bring the shared libraries along.
file(GLOB archives ${LLVM_LIBRARY_DIRS}/libclang*.a ${LLVM_LIBRARY_DIRS}/libLLVM*.a)
list(JOIN archives "," archives)
add_library(corolint_clang INTERFACE)
target_link_libraries(corolint_clang INTERFACE $<LINK_GROUP:RESCAN,${archives}> LLVMSupport)
target_link_options(corolint_clang INTERFACE -no-pie -Wl,--gc-sections,--as-needed)
