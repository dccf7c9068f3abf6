package dev.millrace.cli;

import dev.millrace.app.doctor.Doctor;
import dev.millrace.app.doctor.DoctorDocument;
import dev.millrace.app.doctor.DoctorJson;
import dev.millrace.app.doctor.Examination;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import java.time.Duration;
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
                    + "store, guessed mappings, and whether a production environment is known. It only "
                    + "reads; it writes nothing."
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

    DoctorCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Examination examination = examine();
        if (json) {
            context.console().print(DoctorJson.of(examination));
        } else {
            context.console()
                    .print(new TerminalRenderer(TerminalLook.of(context.process()))
                            .render(DoctorDocument.of(examination)));
        }
        return examination.needsAttention() ? ExitCode.INCOMPLETE : ExitCode.OK;
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
