package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.output.Console;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A process knows only the commands that it needs, and nobody can tell. */
class CommandsTest {

    private static final CliProcess PROCESS =
            new CliProcess(Console.silent(), Map.of(), Path.of(""), InstantSource.system());

    private final CommandLine complete = Main.commands(PROCESS);

    @Test
    void overview_says_the_same_as_if_all_were_known() {
        for (String[] arguments : new String[][] {{}, {"--help"}, {"-h"}, {"--version"}, {"-V"}}) {
            assertThat(alone(arguments).getUsageMessage()).isEqualTo(complete.getUsageMessage());
        }
    }

    @Test
    void each_command_says_the_same_alone_as_among_the_others() {
        assertThat(complete.getSubcommands()).hasSizeGreaterThan(15);
        complete.getSubcommands().forEach((name, command) -> {
            CommandLine alone = alone(name, "--help").getSubcommands().get(name);
            assertThat(texts(alone)).as(name).isEqualTo(texts(command));
        });
    }

    @Test
    void command_that_stands_alone_is_the_only_one() {
        assertThat(alone("show", "ABC-1").getSubcommands()).containsOnlyKeys("show");
    }

    /** Help and suggestions speak of all. */
    @Test
    void whoever_does_not_begin_with_a_command_gets_all() {
        for (String first : List.of("shwo", "help", "completion", "--debug")) {
            assertThat(alone(first, "show").getSubcommands().keySet())
                    .isEqualTo(complete.getSubcommands().keySet());
        }
    }

    private static CommandLine alone(String... arguments) {
        return new Commands(new Main(), new CliContext(PROCESS, () -> null, () -> null)).of(arguments);
    }

    private static List<String> texts(CommandLine command) {
        List<String> texts = new ArrayList<>(List.of(command.getUsageMessage()));
        command.getSubcommands().values().forEach(inner -> texts.addAll(texts(inner)));
        return texts;
    }
}
