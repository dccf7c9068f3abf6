package dev.millrace.cli;

import dev.millrace.config.MillraceConfig;
import dev.millrace.exchange.FactFormatException;
import dev.millrace.exchange.FactLines;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code millrace import}. */
@Command(
        name = "import",
        description = {
            "Takes facts from NDJSON files of the form in docs/events.md, such as those the Jenkins plugin offers",
            "at /job/NAME/NUMBER/millrace/events.ndjson. Importing a file again adds nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace import builds.ndjson",
            "  curl -s https://jenkins.example.org/job/shop/12/millrace/events.ndjson | millrace import /dev/stdin"
        })
final class ImportCommand implements Callable<Integer> {

    private static final Cursor CURSOR = new Cursor("import", "");

    private final Session session;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files to read.")
    private List<String> files = List.of();

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        MillraceConfig config = session.config();
        for (String file : files) {
            if (!Files.isReadable(path(file))) {
                throw CommandFailure.usage(file + " cannot be read; nothing was imported");
            }
        }
        try (FlowStore store = session.storeToWrite(config)) {
            for (String file : files) {
                read(store, file);
            }
            Links.make(store, session.console());
        }
        return ExitCode.OK;
    }

    private void read(FlowStore store, String file) throws IOException {
        CommitResult[] total = {CommitResult.NOTHING};
        try (Reader in = Files.newBufferedReader(path(file))) {
            long facts = FactLines.read(in, file, batch -> total[0] = total[0].plus(store.commit(batch, CURSOR)));
            session.console()
                    .say(file + ": " + facts + " facts read; " + total[0].newEvents() + " new events, "
                            + total[0].revisedEvents() + " revised, " + total[0].newSnapshots()
                            + " new or changed artifacts");
        } catch (FactFormatException e) {
            throw CommandFailure.failed(
                    e.getMessage() + ". What stood before it is kept; correct the line and import the file again");
        }
    }

    private Path path(String file) {
        return session.surroundings().resolve(Path.of(file));
    }
}
