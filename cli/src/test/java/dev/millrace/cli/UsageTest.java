package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.line.Between;
import dev.millrace.cli.output.Console;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What a mistyped command line is told. */
class UsageTest {

    /** Any whole number is a seed. */
    private static final Set<String> ANY_NUMBER = Set.of("--seed");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                report --days abc              | --days: 'abc' is not a whole number; it accepts 1 to 36,500
                report --days 1.5              | --days: '1.5' is not a whole number; it accepts 1 to 36,500
                report --days 99999999999      | --days: '99999999999' is too large; it accepts 1 to 36,500
                report --days 36501            | --days must be 1 to 36,500, not 36501
                report --days -1               | --days must be 1 to 36,500, not -1
                report --forecast-weeks 3,x    | --forecast-weeks: 'x' is not a whole number; it accepts 1 to 520
                report --forecast-weeks 3,521  | --forecast-weeks must be 1 to 520, not 521
                token create a --scope views:read --days 0 | --days must be 1 to 36,500, not 0
                serve --port 65536             | --port must be 0 to 65,535, not 65536
                report --json=x                | --json accepts no value, but got 'x'
                report --days                  | --days needs a value: N, 1 to 36,500 (The N days before
                report --days --json           | --days needs a value: N, 1 to 36,500 (The N days before
                report --dayz 3                | millrace report has no option --dayz; did you mean --days?
                report --dayz=3                | millrace report has no option --dayz; did you mean --days?
                report x                       | "x" is one argument too many: millrace report accepts options only
                report --since 2024 --since 1  | --since is given twice; pass it once
                report --json --markdown       | --json, --markdown are mutually exclusive
                shwo ABC-1                     | there is no command "shwo" of millrace; did you mean show?
                token lisst                    | there is no command "lisst" of millrace token; did you mean list?
                show                           | millrace show needs KEY (The key of an issue
                show A-1 A-2                   | "A-2" is one argument too many: millrace show accepts KEY and options
                link confirm a                 | millrace link needs TO (The issue
                stream chek                    | there is no "chek" (did you mean check?); choose one of show, check, schema
                """)
    void mistake_is_told_with_what_would_be_right(String line, String message) {
        Run run = Millrace.in(directory).run(line.split(" "));

        assertThat(run.err()).startsWith("millrace: ").contains(message);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void every_number_of_a_command_line_has_bounds_that_messages_can_tell() {
        List<String> unbounded = new ArrayList<>();
        collect(
                Main.commands(new CliProcess(Console.silent(), Map.of(), directory, InstantSource.system())),
                unbounded);

        assertThat(unbounded).isEmpty();
    }

    private static void collect(CommandLine command, List<String> unbounded) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
            boolean number = Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class;
            if (number
                    && !ANY_NUMBER.contains(option.longestName())
                    && !((AnnotatedElement) option.userObject()).isAnnotationPresent(Between.class)) {
                unbounded.add(command.getCommandSpec().qualifiedName() + ' ' + option.longestName());
            }
        }
        command.getSubcommands().values().forEach(inner -> collect(inner, unbounded));
    }
}
