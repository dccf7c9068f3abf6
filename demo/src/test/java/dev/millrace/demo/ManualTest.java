package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.ExitCode;
import dev.millrace.cli.Millrace;
import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual pages and completions: what a package of Millrace brings along. */
class ManualTest {

    private static final List<String> SECTIONS =
            List.of("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "ENVIRONMENT", "SEE ALSO");

    @TempDir
    private Path directory;

    @Test
    void every_command_has_a_page_of_known_requests_only() throws Exception {
        List<Path> pages = pages();

        assertThat(pages)
                .extracting(page -> page.getFileName().toString())
                .contains("millrace.1", "millrace-report.1", "millrace-token-create.1", "millrace-help.1");
        for (Path page : pages) {
            List<String> lines = Files.readAllLines(page);
            assertThat(lines.get(0)).startsWith(".TH \"MILLRACE");
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(".") || line.startsWith("'"))
                    .allMatch(line -> line.matches("\\.(TH|SH|PP|TP|B|nf|fi)( .*)?"));
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(".SH "))
                    .extracting(line -> line.substring(4))
                    .containsSubsequence(SECTIONS);
            assertThat(String.join("\n", lines)).doesNotContain("${", "null");
        }
    }

    @Test
    void pages_format_without_a_warning_where_groff_is_installed() throws Exception {
        Path groff = Path.of("/usr/bin/groff");
        for (Path page : Files.isExecutable(groff) ? pages() : List.<Path>of()) {
            Process process = new ProcessBuilder(groff.toString(), "-man", "-ww", "-Tascii", page.toString())
                    .redirectOutput(directory.resolve("formatted").toFile())
                    .redirectError(directory.resolve("warnings").toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(directory.resolve("warnings")).as(page.toString()).isEmptyFile();
            assertThat(Files.readString(directory.resolve("formatted"))).contains("Millrace Manual");
        }
    }

    @Test
    void page_names_every_option_with_its_meaning() {
        Run run = Millrace.in(directory).run("help", "export", "--man");

        assertThat(run.out())
                .contains("millrace\\-export \\- Writes a table of the store for other programs")
                .contains("\\fB\\-\\-table\\fR \\fITABLE\\fR")
                .contains(".SH EXIT STATUS", "MILLRACE_DEBUG");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void bash_and_zsh_get_a_script_that_bash_accepts() throws Exception {
        String script = Millrace.in(directory).run("completion", "bash").out();
        assertThat(script).contains("complete -F", "step-summary", "--forecast-weeks", "bashcompinit");
        assertThat(Millrace.in(directory).run("completion", "zsh").out()).isEqualTo(script);

        Path file = Files.writeString(directory.resolve("completion.bash"), script);
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "compopt() { :; }; source \"$1\"; COMP_WORDS=(millrace rep); COMP_CWORD=1; _complete_millrace; echo \"${COMPREPLY[*]}\"",
                        "bash",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("completed").toFile())
                .start();
        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("completed")).content().isEqualToIgnoringNewLines("report");
    }

    @Test
    void fish_gets_commands_and_options_with_their_meaning() {
        String script = Millrace.in(directory).run("completion", "fish").out();

        assertThat(script.lines())
                .allMatch(line -> line.startsWith("#") || line.startsWith("complete -c millrace "))
                .contains("complete -c millrace -n '__fish_use_subcommand' -a report -d 'Reports the flow of many items"
                        + " in a window of time'")
                .anyMatch(line -> line.contains("-n '__fish_seen_subcommand_from export' -l output -r -F"))
                .anyMatch(line -> line.contains("-n '__fish_seen_subcommand_from token; and"
                        + " __fish_seen_subcommand_from create' -l scope -r"));
    }

    @Test
    void unknown_shell_is_told_which_there_are() {
        Run run = Millrace.in(directory).run("completion", "tcsh");

        assertThat(run.err()).contains("choose one of bash, zsh, fish");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private List<Path> pages() throws IOException {
        Run run = Millrace.in(directory).run("help", "--man-pages", "man1");
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (Stream<Path> files = Files.list(directory.resolve("man1"))) {
            return files.sorted().toList();
        }
    }
}
