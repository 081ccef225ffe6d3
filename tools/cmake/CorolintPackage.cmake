# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The Debian package: cpack in the build folder makes it. Everything that is installed, below /usr.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "corolint <corolint@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "linter for C++20 coroutines")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"corolint finds calls that block the thread all coroutines share, tasks that nobody
awaits or that are awaited twice, locks held while a coroutine is suspended, and
tasks that outlive what they refer to. It runs as a command, in clang-tidy and in
clangd. A header-only library runs blocking calls elsewhere.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
# The libraries that the programs are linked with, at least in the versions of this build.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Clang's builtin headers, which no program is linked with.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${LLVM_VERSION_MAJOR}-dev")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "clang-tidy-${LLVM_VERSION_MAJOR}")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "git, bash-completion")
include(CPack)
