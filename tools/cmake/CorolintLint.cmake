# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Lint targets: corolint on what a project's targets compile, as part of the build.
#
#   corolint_add_lint_target(<name> TARGETS <target>... [CHECKS <globs>] [FORMAT <format>] [OUTPUT <file>] [ALL])
#
# Building <name> prints what corolint finds in the C and C++ sources of the targets, and fails if that is anything.
# Call it when the targets have their sources and flags, and where what they link is known. Needs Ninja.
#
#   CHECKS  globs that add to .clang-tidy's Checks
#   FORMAT  of OUTPUT; without one, of what is printed
#   OUTPUT  a file for the report
#   ALL     makes it a part of the default build
#
# For each target there is an object library with its sources and its flags, and with corolint in the compiler's place:
# an object is a summary. So flags, depfiles and the order behind generated headers are those of the compiler.
cmake_policy(VERSION 3.23...3.25)

# What decides how a target's files are compiled, beside what can be asked of it in a generator expression.
set_property(GLOBAL PROPERTY COROLINT_TARGET_PROPERTIES
  C_EXTENSIONS C_STANDARD C_STANDARD_REQUIRED CXX_EXTENSIONS CXX_STANDARD CXX_STANDARD_REQUIRED
  COMPILE_FEATURES COMPILE_FLAGS NO_SYSTEM_FROM_IMPORTED POSITION_INDEPENDENT_CODE)
set_property(GLOBAL PROPERTY COROLINT_SOURCE_PROPERTIES
  COMPILE_DEFINITIONS COMPILE_FLAGS COMPILE_OPTIONS GENERATED INCLUDE_DIRECTORIES LANGUAGE)

function(corolint_add_lint_target name)
  cmake_parse_arguments(PARSE_ARGV 1 arg ALL "CHECKS;FORMAT;OUTPUT" TARGETS)
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_TARGETS)
    message(FATAL_ERROR "usage: corolint_add_lint_target(<name> TARGETS <target>... [CHECKS <globs>] "
      "[FORMAT <format>] [OUTPUT <file>] [ALL])")
  endif()
  if(NOT CMAKE_GENERATOR MATCHES "Ninja")
    message(FATAL_ERROR "corolint_add_lint_target needs Ninja: cmake -G Ninja")
  endif()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${name}.dir)
  set(libraries "")
  set(sources "")
  foreach(target IN LISTS arg_TARGETS)
    _corolint_add_summaries(${name} ${target} "${arg_CHECKS}" ${folder}/configuration.txt libraries sources)
  endforeach()
  if(NOT libraries)
    message(FATAL_ERROR "corolint_add_lint_target: no target has a C or C++ source")
  endif()
  _corolint_list_configuration("${sources}" ${folder}/configuration.txt)
  _corolint_add_link(${folder} "${libraries}" "${arg_FORMAT}" "${arg_OUTPUT}" stamp)
  if(arg_ALL)
    set(all ALL)
  endif()
  add_custom_target(${name} ${all} DEPENDS ${stamp})
endfunction()

# --- summaries

# Adds the object library for a target, and appends it and its sources to the lists that are named last.
function(_corolint_add_summaries name target checks configuration libraries_list sources_list)
  if(NOT TARGET ${target})
    message(FATAL_ERROR "corolint_add_lint_target: there is no target ${target}")
  endif()
  get_target_property(aliased ${target} ALIASED_TARGET)
  if(aliased)
    set(target ${aliased})
  endif()
  _corolint_sources(${target} sources generated)
  if(NOT sources)
    return()
  endif()
  set(library ${name}.${target})
  add_library(${library} OBJECT EXCLUDE_FROM_ALL ${sources})
  _corolint_copy_flags(${target} ${library})
  _corolint_copy_order(${target} ${library} "${generated}")
  _corolint_set_compiler(${library} "${checks}" ${configuration})
  set(${libraries_list} ${${libraries_list}} ${library} PARENT_SCOPE)
  set(${sources_list} ${${sources_list}} ${sources} PARENT_SCOPE)
endfunction()

# The paths of the C and C++ sources of a target, and of all its generated files.
function(_corolint_sources target sources_result generated_result)
  get_target_property(names ${target} SOURCES)
  set(sources "")
  set(generated "")
  foreach(name IN LISTS names)
    if(name MATCHES "^\\$<TARGET_OBJECTS:")
      continue()
    elseif(name MATCHES "\\$<")
      message(WARNING "corolint_add_lint_target: '${name}' of ${target} is left out: name it without a generator "
        "expression")
      continue()
    endif()
    _corolint_path(${target} ${name} path)
    foreach(property GENERATED HEADER_FILE_ONLY LANGUAGE)
      get_source_file_property(${property} ${path} TARGET_DIRECTORY ${target} ${property})
    endforeach()
    if(GENERATED)
      list(APPEND generated ${path})
    endif()
    if(LANGUAGE MATCHES "^(C|CXX)$" AND NOT HEADER_FILE_ONLY)
      list(APPEND sources ${path})
      _corolint_copy_source_properties(${target} ${path})
    endif()
  endforeach()
  set(${sources_result} ${sources} PARENT_SCOPE)
  set(${generated_result} ${generated} PARENT_SCOPE)
endfunction()

# A target names its sources relative to where it was made, be it in the sources or in the build.
function(_corolint_path target name result)
  get_target_property(source_folder ${target} SOURCE_DIR)
  get_target_property(binary_folder ${target} BINARY_DIR)
  cmake_path(ABSOLUTE_PATH name BASE_DIRECTORY ${source_folder} NORMALIZE OUTPUT_VARIABLE path)
  if(NOT EXISTS ${path})
    cmake_path(ABSOLUTE_PATH name BASE_DIRECTORY ${binary_folder} NORMALIZE OUTPUT_VARIABLE path)
  endif()
  set(${result} ${path} PARENT_SCOPE)
endfunction()

# The properties of a source hold in one folder; has those of the target's folder hold in this one.
function(_corolint_copy_source_properties target path)
  get_target_property(folder ${target} SOURCE_DIR)
  if(folder STREQUAL CMAKE_CURRENT_SOURCE_DIR)
    return()
  endif()
  get_property(properties GLOBAL PROPERTY COROLINT_SOURCE_PROPERTIES)
  foreach(property IN LISTS properties)
    get_source_file_property(value ${path} TARGET_DIRECTORY ${target} ${property})
    if(value)
      set_property(SOURCE ${path} PROPERTY ${property} "${value}")
    endif()
  endforeach()
endfunction()

# Has a library compile as a target does, but file by file and without precompiled headers.
function(_corolint_copy_flags target library)
  get_property(properties GLOBAL PROPERTY COROLINT_TARGET_PROPERTIES)
  foreach(property IN LISTS properties)
    get_target_property(value ${target} ${property})
    if(value MATCHES "-NOTFOUND$")
      set(value "")
    endif()
    set_property(TARGET ${library} PROPERTY ${property} ${value})
  endforeach()
  foreach(property COMPILE_DEFINITIONS COMPILE_OPTIONS INCLUDE_DIRECTORIES)
    set_property(TARGET ${library} PROPERTY ${property} $<TARGET_PROPERTY:${target},${property}>)
  endforeach()
  _corolint_copy_links(${target} ${library})
  target_include_directories(${library} SYSTEM PRIVATE $<TARGET_PROPERTY:${target},SYSTEM_INCLUDE_DIRECTORIES>)
  get_target_property(type ${target} TYPE)
  if(type MATCHES "^(SHARED|MODULE)_LIBRARY$")
    _corolint_copy_shared_library_flags(${target} ${library})
  endif()
  _corolint_include_precompiled_headers(${target} ${library})
  set_target_properties(${library} PROPERTIES
    UNITY_BUILD OFF DISABLE_PRECOMPILE_HEADERS ON AUTOMOC OFF AUTOUIC OFF AUTORCC OFF CXX_SCAN_FOR_MODULES OFF)
endfunction()

# Which include folders are a system's depends on what is linked, and so does what is generated first.
function(_corolint_copy_links target library)
  get_target_property(names ${target} LINK_LIBRARIES)
  foreach(name IN LISTS names)
    if(name MATCHES "^[^$]*::" AND NOT TARGET ${name})
      message(WARNING "corolint_add_lint_target: ${name}, which ${target} links, is not known in this folder. Its "
        "headers count as the project's own unless it is found with find_package(... GLOBAL)")
    elseif(name)
      set_property(TARGET ${library} APPEND PROPERTY LINK_LIBRARIES ${name})
    endif()
  endforeach()
endfunction()

function(_corolint_copy_shared_library_flags target library)
  get_target_property(symbol ${target} DEFINE_SYMBOL)
  if(NOT symbol)
    string(MAKE_C_IDENTIFIER ${target}_EXPORTS symbol)
  endif()
  target_compile_definitions(${library} PRIVATE ${symbol})
  get_target_property(independent ${target} POSITION_INDEPENDENT_CODE)
  if(independent MATCHES "-NOTFOUND$")
    set_target_properties(${library} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  endif()
endfunction()

# What is precompiled is the compiler's own; the header that it is made of does as well.
function(_corolint_include_precompiled_headers target library)
  get_target_property(disabled ${target} DISABLE_PRECOMPILE_HEADERS)
  get_target_property(owner ${target} PRECOMPILE_HEADERS_REUSE_FROM)
  if(NOT owner)
    set(owner ${target})
  endif()
  get_target_property(headers ${owner} PRECOMPILE_HEADERS)
  if(disabled OR NOT headers)
    return()
  endif()
  get_target_property(folder ${owner} BINARY_DIR)
  get_property(is_multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  string(APPEND folder /CMakeFiles/${owner}.dir/$<${is_multi_config}:$<CONFIG>/>)
  set(header ${folder}cmake_pch.h$<$<COMPILE_LANGUAGE:CXX>:xx>)
  # In one language there may be none.
  set(some $<BOOL:$<TARGET_PROPERTY:${owner},PRECOMPILE_HEADERS>>)
  target_compile_options(${library} BEFORE PRIVATE "$<${some}:SHELL:-include \"${header}\">")
endfunction()

# Has a library wait for what a target waits for, beside what it links.
function(_corolint_copy_order target library generated)
  get_target_property(dependencies ${target} MANUALLY_ADDED_DEPENDENCIES)
  if(dependencies)
    add_dependencies(${library} ${dependencies})
  endif()
  if(generated)
    add_custom_target(${library}.sources DEPENDS ${generated})
    add_dependencies(${library} ${library}.sources)
  endif()
  foreach(property AUTOMOC AUTOUIC)
    get_target_property(value ${target} ${property})
    if(value)
      add_dependencies(${library} ${target}_autogen)
    endif()
  endforeach()
endfunction()

function(_corolint_set_compiler library checks configuration)
  get_property(command GLOBAL PROPERTY COROLINT_COMMAND)
  set(launcher sh ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/corolint-summarize.sh ${command} ${configuration})
  if(checks)
    list(APPEND launcher --checks=${checks})
  endif()
  list(APPEND launcher --)
  foreach(language C CXX)
    set_target_properties(${library} PROPERTIES
      ${language}_COMPILER_LAUNCHER "${launcher}"
      ${language}_CLANG_TIDY "" ${language}_CPPCHECK "" ${language}_CPPLINT "" ${language}_INCLUDE_WHAT_YOU_USE "")
  endforeach()
  set_target_properties(${library} PROPERTIES EXPORT_COMPILE_COMMANDS OFF)
endfunction()

# Writes a file that changes when a configuration for the sources comes or goes: depfiles name those that are there.
function(_corolint_list_configuration sources list)
  set(places "")
  foreach(folder IN LISTS sources)
    while(NOT folder IN_LIST places)
      list(APPEND places ${folder})
      cmake_path(GET folder PARENT_PATH folder)
    endwhile()
  endforeach()
  list(REMOVE_ITEM places ${sources})
  list(TRANSFORM places APPEND /.clang-tidy OUTPUT_VARIABLE names)
  list(TRANSFORM places APPEND /.corolint.yaml)
  file(GLOB files CONFIGURE_DEPENDS ${names} ${places})
  list(JOIN files "\n" text)
  file(GENERATE OUTPUT ${list} CONTENT "${text}\n")
endfunction()

# --- the report

# Adds the command that links what the libraries are made of; the stamp says that nothing was found.
function(_corolint_add_link folder libraries format output stamp_result)
  get_property(command GLOBAL PROPERTY COROLINT_COMMAND)
  get_property(is_multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(is_multi_config)
    string(APPEND folder /$<CONFIG>)
  endif()
  list(TRANSFORM libraries REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE summaries)
  list(JOIN summaries ";" summaries)
  file(GENERATE OUTPUT ${folder}/summaries.txt CONTENT "\"$<JOIN:${summaries},\"\n\">\"\n")
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/corolint-link.sh)
  set(stamp ${folder}/no-findings)
  if(output)
    cmake_path(ABSOLUTE_PATH output BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
    set(byproducts BYPRODUCTS ${output})
  endif()
  add_custom_command(
    OUTPUT ${stamp} ${byproducts}
    COMMAND sh ${script} ${command} ${folder}/summaries.txt ${stamp} "${format}" "${output}"
    DEPENDS ${summaries} ${folder}/summaries.txt ${script} ${command}
    WORKING_DIRECTORY ${CMAKE_BINARY_DIR}
    COMMENT "Linking summaries" VERBATIM)
  set(${stamp_result} ${stamp} PARENT_SCOPE)
endfunction()
