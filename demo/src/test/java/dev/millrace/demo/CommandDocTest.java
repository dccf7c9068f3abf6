package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.CliProcess;
import dev.millrace.cli.ExitCode;
import dev.millrace.cli.Main;
import dev.millrace.cli.Millrace;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.line.HelpText;
import dev.millrace.cli.output.Console;
import dev.millrace.demo.CommandLines.Line;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What README, docs and help say of the command line is what it takes, and what can run without a tool runs. */
class CommandDocTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `millrace ([a-z-]+)[^`]*` \\| (.+?) \\|$");
    private static final Pattern CODE = Pattern.compile("(?m)^\\| (\\d+) \\| (.+?) \\|$");
    /** What stands for a value in a sentence: N, WHEN, ID, ... */
    private static final Pattern PLACEHOLDER = Pattern.compile("'[A-Z][A-Z.]*'");
    /** These read the store and nothing else. */
    private static final Set<String> OFFLINE =
            Set.of("report", "show", "export", "status", "stream", "help", "completion");

    @TempDir
    private Path directory;

    private static CommandLine commands() {
        return Main.commands(new CliProcess(Console.silent(), Map.of(), Path.of(""), InstantSource.system()));
    }

    @Test
    void every_command_line_of_the_docs_is_one_that_millrace_takes() throws Exception {
        List<Line> lines = CommandLines.ofDocs();

        assertThat(lines).hasSizeGreaterThan(60);
        assertThat(mistakes(lines)).isEmpty();
    }

    @Test
    void every_example_of_the_help_is_one_that_millrace_takes() {
        List<Line> examples = examples().toList();

        assertThat(examples).hasSizeGreaterThan(40);
        assertThat(mistakes(examples)).isEmpty();
    }

    @Test
    void what_needs_no_tool_runs_over_a_store() throws Exception {
        Millrace millrace = Millrace.in(directory);
        millrace.run("bench", "--items", "40", "--only", "fill", "--store", "store.db");
        String keys = millrace.run("export", "--table", "items", "--format", "csv", "--store", "store.db")
                .out();
        String issue = found(keys, "\\b[A-Z][A-Z0-9]*-\\d+\\b");
        String pullRequest = "bench/service-1#1";
        Map<String, String> failed = new TreeMap<>();
        int tried = 0;
        for (Line line : Stream.concat(CommandLines.ofDocs().stream().filter(Line::whole), examples())
                .toList()) {
            List<String> arguments = new ArrayList<>(line.arguments());
            if (!OFFLINE.contains(command(arguments)) || arguments.contains("--config")) {
                continue;
            }
            arguments.replaceAll(argument -> argument.replaceAll("ABC-12[34]", issue)
                    .replaceAll("(owner/name|acme/shop)#12", pullRequest)
                    .replaceAll("^/usr/local/share/man", "man")
                    .replaceAll("^flow.db$", "store.db"));
            if (!arguments.contains("--store")) {
                arguments.addAll(List.of("--store", "store.db"));
            }
            if (arguments.contains("--project")) {
                continue; // an organisation that does not exist has no project of the examples
            }
            tried++;
            Run run = millrace.run(arguments.toArray(String[]::new));
            if (run.exitCode() != ExitCode.OK && run.exitCode() != ExitCode.INCOMPLETE) {
                failed.put(line.toString(), run.err());
            }
        }

        assertThat(failed).isEmpty();
        assertThat(tried).isGreaterThan(25);
    }

    @Test
    void table_of_commands_names_each_of_them_with_its_sentence() throws Exception {
        Map<String, String> told = new LinkedHashMap<>();
        Matcher row = ROW.matcher(CommandLines.page("docs/cli.md"));
        while (row.find()) {
            told.put(row.group(1), row.group(2));
        }
        Map<String, String> there = commands().getSubcommands().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        command -> HelpText.summary(command.getValue().getCommandSpec())));

        assertThat(told).containsExactlyInAnyOrderEntriesOf(there);
    }

    @Test
    void table_of_exit_codes_is_that_of_the_help() throws Exception {
        Map<String, String> told = new LinkedHashMap<>();
        Matcher row = CODE.matcher(CommandLines.page("docs/cli.md"));
        while (row.find()) {
            told.put(row.group(1), row.group(2));
        }
        Map<String, String> there = commands().getCommandSpec().usageMessage().exitCodeList();

        assertThat(told).containsExactlyInAnyOrderEntriesOf(there);
    }

    private static Stream<Line> examples() {
        return all(commands())
                .flatMap(command -> Arrays.stream(
                                command.getCommandSpec().usageMessage().footer())
                        .filter(line -> line.contains("millrace ") && line.startsWith("  "))
                        // what a line does stands behind three blanks
                        .map(line -> line.strip().replaceAll(" {2,}.*", ""))
                        .map(line -> new Line(command.getCommandSpec().qualifiedName() + " --help", line, true)));
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandDocTest::all));
    }

    private static Map<String, String> mistakes(List<Line> lines) {
        CommandLine commands = commands();
        Map<String, String> mistakes = new TreeMap<>();
        for (Line line : lines) {
            List<String> arguments = line.arguments();
            if (arguments.isEmpty() || arguments.stream().anyMatch(CommandDocTest::isPattern)) {
                continue;
            }
            try {
                commands.parseArgs(arguments.toArray(String[]::new));
            } catch (UnmatchedArgumentException e) {
                mistakes.put(line.toString(), String.valueOf(e.getMessage()));
            } catch (MissingParameterException e) {
                if (line.whole()) {
                    mistakes.put(line.toString(), String.valueOf(e.getMessage()));
                }
            } catch (ParameterException e) {
                if (line.whole()
                        || !PLACEHOLDER.matcher(String.valueOf(e.getMessage())).find()) {
                    mistakes.put(line.toString(), String.valueOf(e.getMessage()));
                }
            }
        }
        return mistakes;
    }

    /** Such as {@code confirm|reject} or {@code COMMAND}, which stands for several command lines. */
    private static boolean isPattern(String argument) {
        return argument.matches("[a-z]+(\\\\?\\|[a-z]+)+|COMMAND|\\.\\.\\.");
    }

    /** The first word that is no option; in the examples no option before a command but {@code --store} takes a value. */
    private static String command(List<String> arguments) {
        int at = arguments.indexOf("--store") == 0 ? 2 : 0;
        return at < arguments.size() ? arguments.get(at) : "";
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group();
    }
}
