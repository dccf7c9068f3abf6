package dev.millrace.app.importing;

import dev.millrace.app.UserError;
import dev.millrace.app.Workspace;
import dev.millrace.codec.FactFormatException;
import dev.millrace.codec.FactLines;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactSink;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.TreeMap;

/** Checks files of facts to their end, and then stores them. */
public final class FactImport {

    private static final Cursor CURSOR = new Cursor("import", "");
    private static final long TELL_EVERY = 100_000;

    /**
     * What came of one file.
     *
     * @param source its name
     * @param facts how many facts it holds that this version knows
     * @param stored what of it was new
     * @param unknown how many facts of kinds that this version does not know were left out, by kind
     */
    public record Imported(String source, long facts, CommitResult stored, Map<String, Long> unknown) {}

    private final Workspace workspace;

    FactImport(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Reads the file to its end without storing anything. */
    public void check(FactSource source) throws IOException {
        try (Reader in = source.open()) {
            FactLines.read(in, source.name(), batch -> {}, (kind, line) -> {});
        } catch (FactFormatException e) {
            throw UserError.failed(
                    e.getMessage() + ". Nothing was imported; correct the line and import the file again.");
        } catch (CharacterCodingException e) {
            throw UserError.failed(
                    source.name() + ": is not UTF-8. Nothing was imported; docs/events.md describes the format.");
        }
    }

    /** Stores a file that was checked. */
    public Imported store(FactSource source, FactSink store) throws IOException {
        CommitResult[] total = {CommitResult.NOTHING};
        long[] read = {0};
        Map<String, Long> unknown = new TreeMap<>();
        try (Reader in = source.open()) {
            long facts = FactLines.read(
                    in,
                    source.name(),
                    batch -> {
                        total[0] = total[0].plus(store.commit(batch, CURSOR));
                        long before = read[0];
                        read[0] += batch.snapshots().size() + batch.events().size();
                        if (before / TELL_EVERY < read[0] / TELL_EVERY) {
                            workspace.say(source.name() + ": " + read[0] + " facts stored so far");
                        }
                    },
                    (kind, line) -> unknown.merge(kind, 1L, Long::sum));
            return new Imported(source.name(), facts, total[0], unknown);
        } catch (FactFormatException e) {
            throw UserError.failed(e.getMessage() + ". The file changed during the import; import it again.");
        }
    }
}
