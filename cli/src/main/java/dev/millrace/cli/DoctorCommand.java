package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.app.doctor.Doctor;
import dev.millrace.app.doctor.DoctorDocument;
import dev.millrace.app.doctor.DoctorJson;
import dev.millrace.app.doctor.Examination;
import dev.millrace.cli.output.Questioner;
import dev.millrace.collect.DoctorFinding.StateRule;
import dev.millrace.config.DefinitionEdit;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.files.OutputFile;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace doctor}. */
@Command(
        name = "doctor",
        description = {
            "Finds what makes figures wrong or unknown, and how to fix it.",
            "It checks the configuration, tokens and their permissions, hosts, clocks, the "
                    + "store, guessed mappings, whether a production environment is known, and which figures of "
                    + "the last 90 days are unknown. Without --fix it writes nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no errors and no warnings; there may be notes",
            "1:the checks themselves failed",
            "2:the command line is wrong",
            "3:there are errors or warnings"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace doctor",
            "  millrace doctor --offline          call no tool",
            "  millrace doctor --offline --fix    show what to add to the YAML, and add it",
            "  millrace doctor --json | jq '.findings[] | select(.severity == \"error\")'"
        })
final class DoctorCommand implements Callable<Integer> {

    /** A person waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CliContext context;

    @Option(names = "--offline", description = "Call no tool; check only the configuration, the store and Java.")
    private boolean offline;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--fix",
            description = "Show which lines to add to the definition, ask, and add them. It changes the "
                    + "configuration and nothing else.")
    private boolean fix;

    @Option(names = "--yes", description = "With --fix: add them without asking.")
    private boolean yes;

    DoctorCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (json && fix) {
            throw UserError.usage("--fix is for people: --json has the rules of each finding");
        }
        if (yes && !fix) {
            throw UserError.usage("--yes needs --fix");
        }
        Examination examination = examine();
        if (json) {
            context.console().print(DoctorJson.of(examination));
        } else {
            context.console()
                    .print(new TerminalRenderer(TerminalLook.of(context.process()))
                            .render(DoctorDocument.of(examination)));
            definition(examination.rules());
        }
        return examination.needsAttention() ? ExitCode.INCOMPLETE : ExitCode.OK;
    }

    /** What to paste, or with the option the change itself. */
    private void definition(List<StateRule> rules) {
        Path file = context.workspace().fileIfAny();
        if (rules.isEmpty()) {
            if (fix) {
                context.console().say("no finding has rules that --fix could add");
            }
        } else if (!fix || file == null) {
            context.console()
                    .show("\nAdd to millrace.yml" + (file == null ? "" : ", or let millrace doctor --fix do it")
                            + ":\n\n" + DefinitionEdit.snippet(rules));
        } else {
            DefinitionEdit edit = DefinitionEdit.of(file, rules);
            context.console().show("\n" + edit.file() + "\n" + edit.difference());
            if (yes || new Questioner(context.console(), context.process().input()).agrees("Add these lines?")) {
                OutputFile.write(edit.file(), out -> out.write(edit.text().getBytes(StandardCharsets.UTF_8)));
                context.console().say("added; millrace report shows what changed");
            } else {
                context.console().say("nothing was written" + (yes ? "" : "; --yes adds them without asking"));
            }
        }
    }

    private Examination examine() {
        if (offline) {
            return examine(null);
        }
        try (OkHttpTransport wire = new OkHttpTransport(context.workspace()
                .transport(context.workspace().networkIfAny())
                .withTimeouts(PATIENCE))) {
            return examine(wire);
        }
    }

    private Examination examine(@Nullable HttpTransport wire) {
        return new Doctor(
                        context.process().environment(),
                        context.process().clock(),
                        wire,
                        context.workspace()::openAsItIs)
                .examine(context.workspace().fileIfAny(), context.workspace().namedStore());
    }
}
