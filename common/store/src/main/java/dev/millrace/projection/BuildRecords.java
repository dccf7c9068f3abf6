package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.model.ArtifactId;
import dev.millrace.valuestream.Owner;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keeps the builds that later reports count. Until there is news of a build, it tells the same as of any later instant. */
public final class BuildRecords {

    private static final RecordKind[] KINDS = RecordKind.values();
    private static final BuildResult.End[] ENDS = BuildResult.End.values();

    /** Of the hash of Fowler, Noll and Vo. */
    private static final long FIRST = 0xcbf29ce484222325L;

    private static final long FACTOR = 0x100000001b3L;

    private BuildRecords() {}

    /** Writes builds. Not for concurrent use. */
    public static final class Writer implements AutoCloseable {

        private final BinaryOutput out;
        private final Instant earliest;
        private final Vocabulary vocabulary = new Vocabulary();
        private final IdOutput ids;
        private final TextOutput keys;
        private final TextOutput urls;

        /**
         * Begins with no build.
         *
         * @param out where they go; stays open
         * @param asOf the instant of the report that they were read for
         * @param earliest the windows that will be asked begin then or later: of what ended before only its number is kept
         */
        public Writer(BinaryOutput out, Instant asOf, Instant earliest) {
            this.out = new BinaryOutput(new CheckedOutput(out));
            this.earliest = earliest.truncatedTo(ChronoUnit.MILLIS); // as windows begin
            this.ids = new IdOutput(this.out, vocabulary);
            this.keys = new TextOutput(this.out);
            this.urls = new TextOutput(this.out);
            ItemRecords.writeFormat(this.out, asOf);
        }

        /** Keeps a build; only what stands for it, if no later window can hold it. */
        public void add(BuildResult build) {
            if (build.at().isBefore(earliest)) {
                out.number(Constants.number(RecordKind.BUILD_BEFORE));
                out.fixedLong(hash(build.artifact()));
                return;
            }
            ids.prepare(build.artifact());
            int pipeline = vocabulary.number(build.pipeline());
            int result = vocabulary.number(build.result());
            int owner = vocabulary.number(build.owner());
            vocabulary.define(out, RecordKind.WORD);
            out.number(Constants.number(RecordKind.BUILD));
            ids.write(build.artifact());
            keys.write(build.key());
            urls.write(build.url() == null ? null : build.url().toString());
            out.number(pipeline);
            out.number(result);
            out.number(owner);
            out.number(Constants.number(build.end()));
            Incidents.write(build.at(), out);
        }

        /** Writes the end, without which nothing of it can be read. */
        @Override
        public void close() {
            out.number(Constants.number(RecordKind.END));
            out.close();
        }
    }

    /**
     * Reads all builds, in their order.
     *
     * @param in what was written; is read up to its end, and stays open
     * @param changed the builds that are read again: what was kept of them is passed over
     * @param sink takes the others
     * @return how many of those others had ended before any window
     * @throws java.io.UncheckedIOException if what was written is damaged or ends too early
     */
    public static long read(BinaryInput in, Set<ArtifactId> changed, Consumer<BuildResult> sink) {
        Set<Long> changedBefore = changed.stream().map(BuildRecords::hash).collect(Collectors.toSet());
        long before = 0;
        CheckedInput checked = new CheckedInput(in);
        BinaryInput builds = new BinaryInput(checked);
        ItemRecords.readFormat(builds);
        Dictionary dictionary = new Dictionary();
        IdInput ids = new IdInput(builds, dictionary);
        TextInput keys = new TextInput(builds);
        TextInput urls = new TextInput(builds);
        while (true) {
            RecordKind kind = Constants.get(KINDS, builds.number());
            if (kind == RecordKind.END) {
                checked.end();
                return before;
            } else if (kind == RecordKind.WORD) {
                Decoding.run(() -> dictionary.define(builds));
            } else if (kind == RecordKind.BUILD_BEFORE) {
                before += changedBefore.contains(builds.fixedLong()) ? 0 : 1;
            } else if (kind == RecordKind.BUILD) {
                BuildResult build = Decoding.valid(() -> build(builds, dictionary, ids, keys, urls));
                if (!changed.contains(build.artifact())) {
                    sink.accept(build);
                }
            } else {
                throw BinaryInput.damaged(kind + " among builds");
            }
        }
    }

    private static long hash(ArtifactId build) {
        long hash = FIRST;
        String id = build.toString();
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FACTOR;
        }
        return hash;
    }

    private static BuildResult build(
            BinaryInput in, Dictionary dictionary, IdInput ids, TextInput keys, TextInput urls) {
        ArtifactId artifact = ids.read();
        String key = keys.read();
        String url = urls.readOrNull();
        String pipeline = dictionary.get(in.integer(), String.class);
        String result = dictionary.get(in.integer(), String.class);
        Owner owner = dictionary.get(in.integer(), Owner.class);
        BuildResult.End end = Constants.get(ENDS, in.number());
        return new BuildResult(
                artifact,
                key,
                url == null ? null : URI.create(url),
                pipeline,
                end,
                Incidents.instant(in),
                result,
                owner);
    }
}
