package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.CliProcess;
import dev.millrace.cli.ExitCode;
import dev.millrace.cli.Main;
import dev.millrace.cli.Millrace;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.output.Console;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The help of every command on a terminal of 80 columns. */
class HelpTest {

    private static final int WIDTH = 80;

    @TempDir
    private Path directory;

    static Stream<CommandLine> commands() {
        return all(Main.commands(new CliProcess(Console.silent(), Map.of(), Path.of(""), InstantSource.system())));
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void list_of_commands_shows_one_whole_sentence_on_one_line_each(CommandLine command) {
        List<String> lines = command.getUsageMessage().lines().toList();

        for (Map.Entry<String, CommandLine> inner : command.getSubcommands().entrySet()) {
            String line = lines.stream()
                    .filter(one -> one.startsWith("  " + inner.getKey() + " "))
                    .findFirst()
                    .orElseThrow();
            assertThat(line).endsWith(".").hasSizeLessThanOrEqualTo(WIDTH);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void descriptions_are_whole_sentences(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();

        assertThat(spec.usageMessage().description()).isNotEmpty().allMatch(HelpTest::isSentence);
        for (ArgSpec argument : arguments(spec)) {
            assertThat(argument.description())
                    .as(argument.toString())
                    .isNotEmpty()
                    .allMatch(HelpTest::isSentence);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examples_stand_in_every_help_and_on_one_line_each(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();

        assertThat(spec.usageMessage().footerHeading()).contains("Examples:");
        assertThat(spec.usageMessage().footer())
                .as(spec.qualifiedName())
                .isNotEmpty()
                .allMatch(line -> line.length() <= WIDTH, "at most 80 characters")
                .anyMatch(line -> line.contains(spec.qualifiedName()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void usage_fits_the_width_and_names_no_placeholder(CommandLine command) {
        assertThat(command.getUsageMessage().lines())
                .allMatch(line -> line.length() <= WIDTH)
                .noneMatch(line -> line.contains("${"));
    }

    @Test
    void commands_that_are_found_on_the_class_path_stand_where_their_providers_say() {
        CommandLine all = commands().findFirst().orElseThrow();

        assertThat(all.getSubcommands().keySet())
                .startsWith("demo", "init", "sync")
                .containsSubsequence("publish", "bench", "prune");
        assertThat(all.getCommandSpec().usageMessage().footer()[0]).startsWith("  millrace demo ");
    }

    @Test
    void help_shows_what_the_option_shows() {
        Millrace millrace = Millrace.in(directory);

        assertThat(millrace.run("help").out())
                .isEqualTo(millrace.run("--help").out())
                .contains("Commands:");
        assertThat(millrace.run("help", "report").out())
                .isEqualTo(millrace.run("report", "--help").out())
                .startsWith("Usage: millrace report");
        assertThat(millrace.run("help", "token", "create").out())
                .isEqualTo(millrace.run("token", "create", "--help").out());
    }

    @Test
    void help_of_a_command_that_is_not_there_suggests_one() {
        Run run = Millrace.in(directory).run("help", "reprot");

        assertThat(run.err()).contains("there is no command \"reprot\" of millrace; did you mean report?");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private static List<ArgSpec> arguments(CommandSpec spec) {
        List<ArgSpec> arguments = new ArrayList<>(spec.options());
        arguments.addAll(spec.positionalParameters());
        return arguments;
    }

    private static boolean isSentence(String text) {
        return text.endsWith(".") && !text.startsWith(" ");
    }
}
