# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What the suites have in common. Run them with ctest, or one by hand:
#   python3 /usr/lib/llvm-19/build/utils/lit/lit.py -v build/dev/test/checks/unawaited
# lit.site.cfg.py, which CMake writes, names the tools and loads this.
import ctypes
import glob
import importlib.util
import os
import shutil
import sys

import lit.formats

config.name = "corolint"
config.test_format = lit.formats.ShTest(execute_external=False)
config.test_source_root = os.path.join(config.repo, "test")
config.suffixes = [".cpp", ".test", ".py"]
config.excludes = ["Inputs", "adapter", "service", "lit.cfg.py", "lint_test.py", "load.py", "lsp.py", "model_test.py", "sample.py",
                   "stalls.py"]

corolint = f"{config.bin_dir}/corolint"
plugin = f"{config.lib_dir}/corolint-tidy.so"
clang_tidy = f"{config.llvm_tools}/clang-tidy"
clang = f"{config.llvm_tools}/clang++"
inputs = f"{config.repo}/test/Inputs"

config.substitutions += [
    ("%lint", f"%python {config.repo}/test/lint_test.py --corolint {corolint} --plugin {plugin} "
              f"--clang-tidy {clang_tidy} --clang {clang} --repo {config.repo} --temp %t"),
    ("%check_model", f"%python {config.repo}/test/model_test.py --clang {clang} --data {config.repo}/lib/Model/data"),
    ("%clang_tidy_plugin", f"{clang_tidy} -load {plugin}"),
    ("%clang_tidy", clang_tidy),
    ("%clangd", f"{config.bin_dir}/corolint-clangd"),
    ("%clang", clang),
    ("%corolint", corolint),
    ("%print_analysis", f"{config.bin_dir}/print-analysis"),
    ("%plugin", plugin),
    ("%exits", f"%python {inputs}/exits.py"),
    ("%database", f"%python {inputs}/database.py"),
    ("%apply_replacements", f"{config.llvm_tools}/clang-apply-replacements"),
    ("%npm", f"{config.repo}/build/npm"),
    ("%build", os.path.dirname(config.bin_dir)),
    ("%inputs", inputs),
    ("%repo", config.repo),
    ("%python", sys.executable),
]
config.environment["PATH"] = os.pathsep.join([config.llvm_tools, os.environ["PATH"]])
config.environment["PYTHONPATH"] = f"{config.repo}/test"
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"


# What a test needs beyond the build: it says so with REQUIRES.
if os.path.exists(f"{config.bin_dir}/corolint-clangd"):
    config.available_features.add("clangd")
if os.geteuid() == 0:
    config.available_features.add("root")
for program in ("bazel", "debootstrap", "git", "ninja", "nvim"):
    if shutil.which(program):
        config.available_features.add(program)
if shutil.which("dpkg-shlibdeps") and shutil.which("cpack"):
    config.available_features.add("dpkg")
if importlib.util.find_spec("jsonschema"):
    config.available_features.add("jsonschema")
if os.path.exists(f"{config.repo}/build/npm/node_modules/@microsoft/sarif-multitool-linux"):
    config.available_features.add("sarif-multitool")
chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
if chromium and shutil.which("node") and os.path.exists(f"{config.repo}/build/npm/node_modules/playwright-core"):
    config.available_features.add("browser")
    config.substitutions.insert(0, ("%chromium", chromium))
for feature, header in [("asio", "asio.hpp"), ("boost-asio", "boost/asio.hpp"), ("sqlite", "sqlite3.h"),
                        ("curl", "*/curl/curl.h"), ("libuv", "uv.h"), ("liburing", "liburing.h"),
                        ("qcoro", "qcoro6/qcoro/qcorotask.h")]:
    if glob.glob(f"/usr/include/{header}"):
        config.available_features.add(feature)


def has_io_uring():
    """Containers often don't have it: io_uring_setup is what is forbidden then."""
    ring = ctypes.CDLL(None).syscall(425, 1, ctypes.create_string_buffer(120))
    if ring >= 0:
        os.close(ring)
    return ring >= 0


if has_io_uring():
    config.available_features.add("io_uring")

# Asio before 1.24 doesn't see by itself that Clang has coroutines.
config.substitutions.append(
    ("%asio", "-DASIO_STANDALONE -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE"))
qt = next(iter(glob.glob("/usr/include/*/qt6")), "")
config.substitutions.append(
    ("%qcoro", " ".join(["-fPIC"] + [f"-isystem {folder}" for folder in
                                     [qt, f"{qt}/QtCore", f"{qt}/QtNetwork", "/usr/include/qcoro6",
                                      "/usr/include/qcoro6/qcoro", "/usr/include/qcoro6/QCoro"]])))
