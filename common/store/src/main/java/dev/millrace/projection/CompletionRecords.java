package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.Completion;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.model.Workflow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what issues went through until they were done, by which later reports tell whether others were seen not to wait. */
final class CompletionRecords {

    private static final RecordKind[] KINDS = RecordKind.values();

    private CompletionRecords() {}

    /** Writes completed work. Not for concurrent use. */
    static final class Writer implements AutoCloseable {

        private final BinaryOutput out;
        private final Instant asOf;
        private final Instant earliest;
        private final FlowAlgebra algebra;
        private final Vocabulary vocabulary = new Vocabulary();
        private final IdOutput ids;

        /**
         * Begins with nothing.
         *
         * @param out where it goes; stays open
         * @param asOf the instant of the report
         * @param earliest the windows that will be asked begin then or later
         */
        Writer(BinaryOutput out, Instant asOf, Instant earliest, FlowAlgebra algebra) {
            this.out = new BinaryOutput(new CheckedOutput(out));
            this.asOf = asOf;
            this.earliest = earliest.truncatedTo(ChronoUnit.MILLIS); // as windows begin
            this.algebra = algebra;
            this.ids = new IdOutput(this.out, vocabulary);
            ItemRecords.writeFormat(this.out, asOf);
        }

        /** Keeps what one issue completed; each once. */
        void add(ArtifactHistory issue) {
            List<Completion> completions = completions(asOf, issue);
            if (!completions.equals(completions(asOf.plus(ItemRecordWriter.FAR), issue))) {
                begin(RecordKind.UNSETTLED, issue.artifact());
                return;
            }
            for (Completion completion : completions) {
                vocabulary.number(completion.workflow().project());
                vocabulary.number(completion.workflow().type());
                completion.through().forEach(vocabulary::number);
                begin(RecordKind.COMPLETION, issue.artifact());
                write(completion);
            }
        }

        private List<Completion> completions(Instant at, ArtifactHistory issue) {
            return algebra.completions(issue, at).stream()
                    .filter(completion -> CompletedWork.matters(completion, earliest))
                    .toList();
        }

        private void begin(RecordKind kind, ArtifactId issue) {
            ids.prepare(issue);
            vocabulary.define(out, RecordKind.WORD);
            out.number(Constants.number(kind));
            ids.write(issue);
        }

        private void write(Completion completion) {
            out.number(vocabulary.number(completion.workflow().project()));
            out.number(vocabulary.number(completion.workflow().type()));
            Incidents.write(completion.since(), out);
            Instant until = completion.until();
            out.flag(until != null);
            if (until != null) {
                Incidents.write(until, out);
            }
            out.number(completion.through().size());
            completion.through().forEach(state -> out.number(vocabulary.number(state)));
        }

        /** Writes the end, without which nothing of it can be read. */
        @Override
        public void close() {
            out.number(Constants.number(RecordKind.END));
            out.close();
        }
    }

    /**
     * Reads all.
     *
     * @param in what was written; is read up to its end, and stays open
     * @param changed issues that are read again: what was kept of them is passed over
     * @param sink takes the others
     * @return the issues of which nothing could be kept, because it changes with the instant of the report
     * @throws java.io.UncheckedIOException if what was written is damaged or ends too early
     */
    static Set<ArtifactId> read(BinaryInput in, Set<ArtifactId> changed, Consumer<Completion> sink) {
        CheckedInput checked = new CheckedInput(in);
        BinaryInput records = new BinaryInput(checked);
        ItemRecords.readFormat(records);
        Dictionary dictionary = new Dictionary();
        IdInput ids = new IdInput(records, dictionary);
        Set<ArtifactId> unsettled = new LinkedHashSet<>();
        while (true) {
            RecordKind kind = Constants.get(KINDS, records.number());
            if (kind == RecordKind.END) {
                checked.end();
                return unsettled;
            } else if (kind == RecordKind.WORD) {
                Decoding.run(() -> dictionary.define(records));
            } else if (kind == RecordKind.UNSETTLED) {
                unsettled.add(Decoding.valid(ids::read));
            } else if (kind == RecordKind.COMPLETION) {
                ArtifactId issue = Decoding.valid(ids::read);
                Completion completion = Decoding.valid(() -> completion(issue.tool(), records, dictionary));
                if (!changed.contains(issue)) {
                    sink.accept(completion);
                }
            } else {
                throw BinaryInput.damaged(kind + " among completed work");
            }
        }
    }

    private static Completion completion(ToolInstance tool, BinaryInput in, Dictionary dictionary) {
        String project = dictionary.get(in.integer(), String.class);
        String type = dictionary.getOrNull(in.integer(), String.class);
        Instant since = Incidents.instant(in);
        @Nullable Instant until = in.flag() ? Incidents.instant(in) : null;
        Set<NativeState> through = new LinkedHashSet<>();
        for (int i = Dictionary.count(in); i > 0; i--) {
            through.add(dictionary.get(in.integer(), NativeState.class));
        }
        return new Completion(new Workflow(tool, project, type), since, until, through);
    }
}
