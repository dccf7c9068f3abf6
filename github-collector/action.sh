#!/usr/bin/env bash
# The step of action.yml: gets the released jar, collects what is new, and writes the step's summary. Compiles nothing.
# Runs in the bash of Linux, macOS (3.2) and Windows (Git).
#
#   MILLRACE_TOKEN         read GitHub with it, if there is no MILLRACE_CONFIG that says otherwise
#   MILLRACE_PULL_REQUEST  owner/name#12; empty for that of the event
#   MILLRACE_CONFIG        a millrace.yml; empty for one that reads this repository alone
#   MILLRACE_MAX_REQUESTS  how many requests may be sent; empty for what suits the event
#   MILLRACE_COMMENT       true: also a comment at the pull request
#   MILLRACE_CHECK         true: also a check run at its newest commit
#   MILLRACE_FAIL          true: the step fails if something could not be read; else it warns
#   MILLRACE_JAR           a millrace.jar; empty to download MILLRACE_VERSION, whose hash is MILLRACE_SHA256
#   MILLRACE_RELEASES      where releases are; empty for those of MILLRACE_REPOSITORY
#   GITHUB_*, RUNNER_*     as the runner sets them: https://docs.github.com/actions/reference/variables-reference
set -euo pipefail

# What is printed from here on is text: a line of a tool that looks like a workflow command is none.
mark=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$mark"
trap 'echo "::$mark::"' EXIT

# A message of ours at the step; it holds no text of anybody else.
announce() {
    echo "::$mark::"
    echo "::$1 title=Millrace::$2"
    echo "::stop-commands::$mark"
}

give_up() {
    announce error "$1"
    exit 2
}

hash_of() {
    if command -v sha256sum >/dev/null; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi | cut -d' ' -f1
}

download() {
    case ${MILLRACE_VERSION:-} in
        '' | *[!A-Za-z0-9.+-]*) give_up 'This copy of the action names no release: pass version and sha256, or jar.' ;;
    esac
    case ${MILLRACE_SHA256:-} in
        *[!0-9a-fA-F]* | '') give_up 'The SHA-256 of the release is missing: pass sha256, or jar.' ;;
    esac
    local from=${MILLRACE_RELEASES:-${GITHUB_SERVER_URL:-https://github.com}/${MILLRACE_REPOSITORY:-}/releases/download}
    jar=${RUNNER_TEMP:-${TMPDIR:-/tmp}}/millrace-$MILLRACE_VERSION.jar
    curl --fail --silent --show-error --location --retry 3 --max-time 300 --max-filesize 200000000 --output "$jar" \
        "$from/v$MILLRACE_VERSION/millrace-$MILLRACE_VERSION.jar" || give_up 'The release could not be downloaded; the log has the reason.'
    if [ "$(hash_of "$jar")" != "$(printf %s "$MILLRACE_SHA256" | tr A-F a-f)" ]; then
        rm -f "$jar"
        give_up 'The downloaded millrace.jar has another SHA-256 than the action names, and is not started.'
    fi
}

# The newest JDK that runners name, or the one on the path; 17 or newer.
find_java() {
    local home
    for home in "${JAVA_HOME_17_X64:-}" "${JAVA_HOME_17_arm64:-}" "${JAVA_HOME_21_X64:-}" "${JAVA_HOME_21_arm64:-}" \
        "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_arm64:-}" "${JAVA_HOME:-}"; do
        if [ -n "$home" ] && [ -x "$home/bin/java" ]; then
            java=$home/bin/java
            return
        fi
    done
    java=$(command -v java) || give_up 'There is no Java on this runner: add actions/setup-java with java-version 17 before this step.'
}

find_java
jar=${MILLRACE_JAR:-}
[ -n "$jar" ] || download
millrace() { "$java" -XX:+UseSerialGC -jar "$jar" "$@"; }

config=${MILLRACE_CONFIG:-}
mkdir -p .millrace
if [ -z "$config" ]; then
    case $GITHUB_REPOSITORY in
        *[!A-Za-z0-9._/-]*) give_up 'GITHUB_REPOSITORY is no repository.' ;;
    esac
    config=.millrace/millrace.yml
    cat >"$config" <<YAML
github:
  - url: ${GITHUB_API_URL:-https://api.github.com}
    repositories: [$GITHUB_REPOSITORY]
    token: {env: MILLRACE_TOKEN}
YAML
fi

case ${GITHUB_EVENT_NAME:-} in
    schedule | workflow_dispatch) requests=800 ;;
    *) requests=300 ;;
esac

# 1: something could not be read, or the run stopped early; 3: something is missing. What is there is worth showing.
status=0
millrace sync --config "$config" --first "${MILLRACE_PULL_REQUEST:-event}" --max-wait 60 \
    --max-requests "${MILLRACE_MAX_REQUESTS:-$requests}" || status=$?
[ "$status" -ne 2 ] || give_up 'The action is not set up correctly; the log has the reason.'

pull_request=()
[ -z "${MILLRACE_PULL_REQUEST:-}" ] || pull_request=("$MILLRACE_PULL_REQUEST")
notes=()
[ "${MILLRACE_COMMENT:-}" != true ] || notes+=(--comment)
[ "${MILLRACE_CHECK:-}" != true ] || notes+=(--check)
shown=0
millrace step-summary --config "$config" --baseline .millrace/baseline.json ${notes[@]+"${notes[@]}"} \
    ${pull_request[@]+"${pull_request[@]}"} || shown=$?

if [ "$status" -eq 1 ] || [ "$shown" -ne 0 ]; then
    if [ "${MILLRACE_FAIL:-}" = true ]; then
        announce error 'Not everything could be read; the log has the reason.'
        exit 1
    fi
    announce warning 'Not everything could be read; the log has the reason. The next run continues there.'
fi
