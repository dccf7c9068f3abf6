# What every launcher of millrace does: finds a Java, chooses its options, and starts the jars. It is read by `source`.
#
# The caller sets
#   jar, demo_jar    the two jars; the second brings the commands demo and bench
#   archives         the folder for the archive of parsed classes, which is made if that folder can be written to
#   own_java         a Java that belongs to this installation, or nothing
#
#   JAVA_HOME           the Java to use (17 or newer); otherwise the java on the PATH
#   MILLRACE_JAVA_OPTS  more options for the JVM, such as -Xmx4g
# shellcheck shell=bash disable=SC2154

say() { printf 'millrace: %s\n' "$*" >&2; }
die() {
    say "$@"
    exit 1
}

# Follows symbolic links by hand, because readlink -f is not everywhere.
resolve() {
    local path=$1 link
    while [ -L "$path" ]; do
        link=$(readlink "$path")
        case $link in
            /*) path=$link ;;
            *) path=${path%/*}/$link ;;
        esac
    done
    printf '%s/%s' "$(cd "${path%/*}" && pwd -P)" "${path##*/}"
}

# ---- Java ----------------------------------------------------------------------------------------------------------

# Sets java, java_home and java_version. Reads Java's `release` file, because asking java itself costs as much as
# the rest of the start.
find_java() {
    local line
    if [ -n "$own_java" ]; then
        java=$own_java
    elif [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -x "$java" ] || die "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it; let it point to a Java 17 or newer"
    else
        java=$(command -v java) || die "no java found: install a Java 17 or newer, or let JAVA_HOME point to one"
    fi
    java_home=$(resolve "$java")
    java_home=${java_home%/bin/java}
    java_version=
    if [ -r "$java_home/release" ]; then
        while IFS= read -r line; do
            case $line in JAVA_VERSION=*) java_version=${line#JAVA_VERSION=} ;; esac
        done <"$java_home/release"
        java_version=${java_version//\"/}
    fi
    if [ -z "$java_version" ]; then
        line=$("$java" -version 2>&1)
        line=${line#*\"}
        java_version=${line%%\"*}
    fi
    local major=${java_version%%[!0-9]*}
    [ "${major:-0}" -ge 17 ] || die "needs Java 17 or newer, but $java is version ${java_version:-unknown};" \
        "let JAVA_HOME point to a newer one"
}

# ---- the start -----------------------------------------------------------------------------------------------------

# Lists the classes that a first start of the usual commands loads and lets the JVM store them parsed (AppCDS). Not
# -XX:ArchiveClassesAtExit: such an archive leaves out picocli, whose classes are in an old format, and then saves
# nothing. A failure leaves an empty archive, which the JVM passes over, so that it is not tried at every start.
make_archive() {
    local temp=$archive.$$ n=0 command quick=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
    mkdir "$temp" || return
    # shellcheck disable=SC2086,SC2094
    (
        cd "$temp" && printf 'jira:\n  - url: https://jira.example.org\n' >millrace.yml &&
            "$java" "${quick[@]}" "${program[@]}" bench --items 20 --only fill --store small.db &&
            "$java" "${quick[@]}" "${program[@]}" bench --items 300 --only fill --store large.db || exit
        # the larger one is answered from derived rows; status ends with a code that tells that nothing was synced
        for command in --help 'report --all --store small.db' 'report --json --store small.db' 'show TA-1 --store small.db' \
            'show TA-1 --json --store small.db' 'status --store small.db' 'report --store large.db' 'show TA-1 --store large.db'; do
            n=$((n + 1))
            "$java" "${quick[@]}" -XX:DumpLoadedClassList=$n.list "${program[@]}" $command
        done
        # newer JDKs number the classes of each list, which only classes of other loaders need
        awk '{ sub(/ id: [0-9]+$/, "") } !/ source: / && !seen[$0]++' ./*.list >all.list &&
            "$java" -Xshare:dump -XX:SharedClassListFile=all.list -XX:SharedArchiveFile=archive "${program[@]}"
    ) >/dev/null 2>&1 || : >"$temp/archive"
    mv -f "$temp/archive" "$archive"
    rm -rf "$temp"
}

# The JVM's second compiler makes long work fast, and is most of what short work costs. Commands that answer from derived
# rows do without it, however large the store is; those that read every fact keep it.
# The third line lets the first compiler wait as well, until code has run 1,000 times and not 200.
choose_compilers() {
    local word first=(-XX:TieredStopAtLevel=1)
    local late=(-XX:Tier3InvocationThreshold=1000 -XX:Tier3MinInvocationThreshold=500 -XX:Tier3CompileThreshold=4000)
    for word in "$@"; do
        case $word in -h | --help | -V | --version) options+=("${first[@]}" "${late[@]}") && return ;; esac
    done
    case ${1:-} in
        '' | help | completion | token) options+=("${first[@]}" "${late[@]}") ;;
        show | status | stream | link) options+=("${first[@]}" "${late[@]}") ;;
        report | doctor | step-summary) options+=("${first[@]}") ;;
    esac
}

# Replaces this process by millrace with those arguments.
start() {
    class_path=$jar
    [ ! -f "$demo_jar" ] || class_path+=:$demo_jar
    program=(-cp "$class_path" dev.millrace.cli.Main)
    # SQLite is native, and from JDK 24 on the JVM warns about that; with -jar the manifest says that it is meant. Older ones
    # would only lose the modules that the archive holds.
    [ "${java_version%%[!0-9]*}" -lt 24 ] || program=(--enable-native-access=ALL-UNNAMED "${program[@]}")

    archive=$archives/millrace-$java_version.jsa
    if [ ! "$archive" -nt "$jar" ] && [ -w "$archives" ]; then make_archive; fi

    # docs/performance.md has what each of these saves. The archive is used where it was made to lie: to move it costs a
    # tenth of a short command.
    options=(-XX:SharedArchiveFile="$archive" '-Xlog:cds*=off' -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0)
    case ${MILLRACE_JAVA_OPTS:-} in
        *GC*) ;; # two collectors are an error, and the caller's choice wins
        *) options+=(-XX:+UseSerialGC) ;;
    esac
    choose_compilers "$@"
    # A hub whose memory is used up ends with exit code 3, so that what watches it starts it again.
    case " $* " in *' serve '*) options+=(-XX:+ExitOnOutOfMemoryError) ;; esac
    # MILLRACE_JAVA_OPTS is a list of words, hence no quotes.
    # shellcheck disable=SC2086
    exec "$java" "${options[@]}" ${MILLRACE_JAVA_OPTS:-} "${program[@]}" "$@"
}
