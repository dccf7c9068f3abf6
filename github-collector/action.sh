#!/usr/bin/env bash
# The one step of action.yml: collects what is new, and writes the step's summary.
#
#   MILLRACE_TOKEN         read GitHub with it, if there is no MILLRACE_CONFIG that says otherwise
#   MILLRACE_PULL_REQUEST  owner/name#12; empty for that of the event
#   MILLRACE_CONFIG        a millrace.yml; empty for one that reads this repository alone
#   MILLRACE_JAR           a millrace.jar; empty to build one
#   GITHUB_*               as the runner sets them: https://docs.github.com/actions/reference/variables-reference
set -euo pipefail

# What is printed from here on is text: a line of a tool that looks like a workflow command is none.
mark=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$mark"
trap 'echo "::$mark::"' EXIT

if [ -n "${MILLRACE_JAR:-}" ]; then
    millrace() { "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -jar "$MILLRACE_JAR" "$@"; }
else
    # runners name the JDKs that they have; the launcher builds with JAVA_HOME
    JAVA_HOME=${JAVA_HOME_17_X64:-${JAVA_HOME_17_arm64:-${JAVA_HOME:-}}}
    export JAVA_HOME
    [ -n "$JAVA_HOME" ] || unset JAVA_HOME
    millrace() { "$GITHUB_ACTION_PATH/../millrace" "$@"; }
fi

config=${MILLRACE_CONFIG:-}
if [ -z "$config" ]; then
    case $GITHUB_REPOSITORY in
        *[!A-Za-z0-9._/-]*) echo "millrace: GITHUB_REPOSITORY is no repository" >&2 && exit 2 ;;
    esac
    mkdir -p .millrace
    config=.millrace/millrace.yml
    cat >"$config" <<YAML
github:
  - url: ${GITHUB_API_URL:-https://api.github.com}
    repositories: [$GITHUB_REPOSITORY]
    token: {env: MILLRACE_TOKEN}
YAML
fi

# 1: something could not be read; 3: something is missing. Both were said, and what is there is worth showing.
status=0
millrace sync --config "$config" || status=$?
[ "$status" -ne 2 ] || exit 2

pull_request=()
[ -z "${MILLRACE_PULL_REQUEST:-}" ] || pull_request=("$MILLRACE_PULL_REQUEST")
millrace step-summary --config "$config" ${pull_request[@]+"${pull_request[@]}"}
[ "$status" -eq 3 ] || exit "$status"
