# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""corolint for Bazel: summarises each C and C++ source in an action of its own, and links the summaries of a target and
of all it depends on.

    bazel build --aspects=@corolint//:defs.bzl%corolint_aspect //server

Output groups of the aspect:

    corolint_summaries  the summaries
    corolint_report     the report on them, TARGET.corolint.txt or whatever --@corolint//:format is
    _validation         fails if there are findings; Bazel builds it unasked
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

CorolintInfo = provider(
    doc = "What corolint knows of a target.",
    fields = {"summaries": "depset of the summaries of its sources, and of those of what it depends on"},
)

_SettingInfo = provider(fields = ["value"])

_C_EXTENSIONS = ["c"]
_CXX_EXTENSIONS = ["cc", "cpp", "cxx", "c++", "C"]
_SKIP_TAG = "no-corolint"

# Relative to it nothing is another path on another machine, and above it there is no configuration to be found.
_CURRENT_FOLDER = "/proc/self/cwd"

# Findings are no failure of this action, and neither are files that can't be analysed: the verdict is the exit status
# in the first line, then what was said on standard error.
_LINK = """
command=$1 format=$2 report=$3 verdict=$4 status=0
shift 4
messages=$("$command" link --format="$format" -o "$report" "$@" 2>&1) || status=$?
case $status in
  0 | 1 | 3) printf '%s\\n' "$status" "$messages" > "$verdict" ;;
  *) printf '%s\\n' "$messages" >&2; exit "$status" ;;
esac
"""

# Tells what is wrong, if anything is.
_JUDGE = """
{ read -r status; messages=$(cat); } < "$1"
if [ "$status" -ne 0 ]; then
  cat "$2" >&2
  [ -z "$messages" ] || printf '%s\\n' "$messages" >&2
fi
"""

_SETTINGS = {
    "_command": attr.label(default = "//:command", allow_single_file = True),
    "_format": attr.label(default = "//:format", providers = [_SettingInfo]),
}

def _setting_impl(ctx):
    return _SettingInfo(value = ctx.build_setting_value)

corolint_setting = rule(
    doc = "A string that the command line may set.",
    implementation = _setting_impl,
    build_setting = config.string(flag = True),
)

# --- flags

def _shell_words(text):
    """Splits text as Bazel does with copts: by the Bourne shell's rules."""
    words, word, quote, escaped = [], None, "", False
    for char in text.elems():
        if escaped:
            word, escaped = (word or "") + char, False
        elif char == "\\" and quote != "'":
            escaped = True
        elif quote:
            word, quote = (word, "") if char == quote else (word + char, quote)
        elif char in "'\"":
            word, quote = word or "", char
        elif char.isspace():
            words, word = words + ([] if word == None else [word]), None
        else:
            word = (word or "") + char
    return words + ([] if word == None else [word])

def _copts(ctx):
    words = []
    for text in getattr(ctx.rule.attr, "copts", []):
        words += _shell_words(ctx.expand_make_variables("copts", text, {}))
    return words

def _is_external(folder):
    return folder.startswith("external/") or "/external/" in folder

def _compile_flags(target, ctx, source):
    """The flags that Bazel compiles source with, but for its own folders, which Bazel calls a system's too."""
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    is_c = source.extension in _C_EXTENSIONS
    options = ctx.fragments.cpp
    context = target[CcInfo].compilation_context
    system_folders = context.system_includes.to_list()
    own_folders = [folder for folder in system_folders if not _is_external(folder)]
    return cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = ACTION_NAMES.c_compile if is_c else ACTION_NAMES.cpp_compile,
        variables = cc_common.create_compile_variables(
            feature_configuration = features,
            cc_toolchain = toolchain,
            user_compile_flags = options.copts + (options.conlyopts if is_c else options.cxxopts) + _copts(ctx),
            include_directories = depset(own_folders, transitive = [context.includes]),
            quote_include_directories = context.quote_includes,
            system_include_directories = depset([folder for folder in system_folders if _is_external(folder)]),
            framework_include_directories = context.framework_includes,
            preprocessor_defines = depset(transitive = [context.defines, context.local_defines]),
        ),
    )

# --- actions

def _summarize(target, ctx, source):
    summary = ctx.actions.declare_file("_corolint/{}/{}.summary".format(ctx.label.name, source.short_path))
    arguments = ctx.actions.args()
    arguments.add("summarize").add(source).add("-o", summary)
    checks = ctx.attr._checks[_SettingInfo].value
    if checks:
        arguments.add(checks, format = "--checks=%s")
    arguments.add("--").add_all(_compile_flags(target, ctx, source))
    ctx.actions.run(
        mnemonic = "CorolintSummarize",
        progress_message = "Summarising " + source.short_path,
        executable = ctx.file._command,
        arguments = [arguments],
        inputs = depset(
            [source] + ctx.files._config,
            transitive = [target[CcInfo].compilation_context.headers, find_cpp_toolchain(ctx).all_files],
        ),
        outputs = [summary],
        env = {"PWD": _CURRENT_FOLDER},
    )
    return summary

def _link(ctx, summaries):
    """The report on the summaries, and the verdict."""
    format = ctx.attr._format[_SettingInfo].value
    extension = "txt" if format == "text" else format
    report = ctx.actions.declare_file("{}.corolint.{}".format(ctx.label.name, extension))
    verdict = ctx.actions.declare_file(ctx.label.name + ".corolint.verdict")
    settings = ctx.actions.args()
    settings.add_all([ctx.file._command, format, report, verdict])
    files = ctx.actions.args()
    files.add_all(summaries)
    files.use_param_file("@%s")
    ctx.actions.run_shell(
        mnemonic = "CorolintLink",
        progress_message = "Linking summaries of " + str(ctx.label),
        command = _LINK,
        arguments = [settings, files],
        inputs = summaries,
        tools = [ctx.file._command],
        outputs = [report, verdict],
    )
    return struct(report = report, verdict = verdict)

def _validate(ctx, linked):
    stamp = ctx.actions.declare_file(ctx.label.name + ".corolint.valid")
    ctx.actions.run_shell(
        mnemonic = "CorolintValidate",
        progress_message = "Looking for findings in " + str(ctx.label),
        command = _JUDGE + "touch \"$3\"\nexit \"$status\"",
        arguments = [linked.verdict.path, linked.report.path, stamp.path],
        inputs = [linked.verdict, linked.report],
        outputs = [stamp],
    )
    return stamp

# --- the aspect

def _sources(target, ctx):
    """What is to be summarised: the project's own, not that of other repositories."""
    if target.label.workspace_name or CcInfo not in target or _SKIP_TAG in ctx.rule.attr.tags:
        return []
    files = getattr(ctx.rule.files, "srcs", [])
    return [file for file in files if file.extension in _C_EXTENSIONS + _CXX_EXTENSIONS]

def _summaries(target, ctx):
    """Those of a target and of what it depends on."""
    return depset(
        [_summarize(target, ctx, source) for source in _sources(target, ctx)],
        transitive = [
            dependency[CorolintInfo].summaries
            for dependency in getattr(ctx.rule.attr, "deps", [])
            if CorolintInfo in dependency
        ],
    )

def _summaries_aspect_impl(target, ctx):
    return CorolintInfo(summaries = _summaries(target, ctx))

def _aspect_impl(target, ctx):
    summaries = _summaries(target, ctx)
    groups = {"corolint_summaries": summaries}
    if summaries:
        linked = _link(ctx, summaries)
        groups["corolint_report"] = depset([linked.report])
        groups["_validation"] = depset([_validate(ctx, linked)])
    return [CorolintInfo(summaries = summaries), OutputGroupInfo(**groups)]

def _aspect(doc, implementation):
    return aspect(
        doc = doc,
        implementation = implementation,
        attr_aspects = ["deps"],
        attrs = dict(
            _SETTINGS,
            _cc_toolchain = attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
            _checks = attr.label(default = "//:checks", providers = [_SettingInfo]),
            _config = attr.label(default = "//:config", allow_files = True),
        ),
        fragments = ["cpp"],
        toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
        incompatible_use_toolchain_transition = True,
    )

corolint_aspect = _aspect(
    doc = "Summarises the sources of a target and of all it depends on, and reports on them together.",
    implementation = _aspect_impl,
)

# A rule may not see two _validation groups of one target, and those of C++ have one.
_summaries_aspect = _aspect(
    doc = "Summarises the sources of a target and of all it depends on, for a rule that links them.",
    implementation = _summaries_aspect_impl,
)

# --- the test

def _test_impl(ctx):
    linked = _link(ctx, depset(transitive = [target[CorolintInfo].summaries for target in ctx.attr.targets]))
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    paths = "set -- '{}' '{}'".format(linked.verdict.short_path, linked.report.short_path)
    ctx.actions.write(script, "#!/bin/sh\n" + paths + _JUDGE + "exit \"$status\"\n", is_executable = True)
    runfiles = ctx.runfiles([linked.verdict, linked.report])
    return DefaultInfo(executable = script, runfiles = runfiles)

corolint_test = rule(
    doc = "Passes if corolint finds nothing in the targets and in what they depend on.",
    implementation = _test_impl,
    attrs = dict(
        _SETTINGS,
        targets = attr.label_list(aspects = [_summaries_aspect], providers = [CcInfo]),
    ),
    test = True,
)
