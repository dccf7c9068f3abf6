package dev.millrace.derive;

import dev.millrace.derive.codec.Bodies;
import dev.millrace.derive.codec.DamagedRowException;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.DerivedChanges;
import dev.millrace.store.DerivedState;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.FactMark;
import dev.millrace.store.FlowStore;
import dev.millrace.store.StoreException;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings derived rows up to date and answers from them. Rows follow from one definition and from what is known now: a question about
 * another definition, or about what was known earlier, is answered from the facts. What cannot be written is derived in memory.
 */
public final class Derivation {

    /** A store with fewer events is answered from the facts in an instant. */
    public static final long LEAST_EVENTS = 5_000;

    /** Everything that a report of fewer events is made of fits in memory. */
    private static final long FEW_EVENTS = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Derivation.class);
    /** With more changes it is hardly slower to derive everything again. */
    private static final int MOST_CHANGES = 50_000;

    private static final int ATTEMPTS = 3;

    private final FlowStore store;
    private final Definition definition;
    private final long least;

    /** Of a store; the definition is taken as it was at the as-of of each question. */
    public Derivation(FlowStore store, Definition definition) {
        this(store, definition, LEAST_EVENTS);
    }

    /**
     * The same.
     *
     * @param least in a store with fewer events rows are neither derived nor used
     */
    public Derivation(FlowStore store, Definition definition, long least) {
        this.store = store;
        this.definition = definition;
        this.least = least;
    }

    /**
     * Brings rows up to date, so that the next question finds them so. Does nothing in a small store, or in one that cannot be written;
     * what fails is left to the next question.
     *
     * @param now the current time
     */
    public void bringUpToDate(Instant now) {
        view(new Knowledge(now, Instant.MAX));
    }

    /** Answers from rows that hold for that knowledge; empty if only the facts can answer. */
    public Optional<DerivedView> view(Knowledge knowledge) {
        Definition then = definition.asOf(knowledge.asOf());
        Optional<String> fingerprint = Fingerprint.of(then);
        Optional<Instant> last = store.lastRecordedAt();
        if (fingerprint.isEmpty() || last.isEmpty() || last.get().isAfter(knowledge.knownAt()) || !keepsRows()) {
            return Optional.empty();
        }
        try {
            Written written = Written.NOTHING;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Answer answer = attempt(knowledge, newest(knowledge, last.get()), then, fingerprint.get(), written);
                if (answer.written() == null) {
                    return Optional.ofNullable(answer.view());
                }
                written = answer.written();
            }
        } catch (DamagedRowException damaged) {
            LOG.warn(
                    "{}: it is answered from the facts, and rows are derived again with the next question",
                    damaged.getMessage());
            forget();
        }
        return Optional.empty();
    }

    /** Whether the store has so many events that rows are derived and used. */
    public boolean keepsRows() {
        return store.derived().events() >= least;
    }

    /** Whether the store has so few events that everything that a report is made of can be held in memory. */
    public boolean isSmall() {
        return store.derived().events() < FEW_EVENTS;
    }

    /**
     * Gives what a report is made of, computed from the facts alone.
     *
     * @param stream the stream that it is about
     * @param earliest the begin of its earliest window
     * @return when the first item of any stream was created, or the first build or deployment ended; empty if there was nothing
     */
    public Optional<Instant> compute(Knowledge knowledge, ValueStream stream, Instant earliest, ReportParts parts) {
        FactsReport report = new FactsReport(store, knowledge, definition.asOf(knowledge.asOf()), stream, earliest);
        report.give(parts);
        return report.first();
    }

    /** Forgets all rows. */
    private void forget() {
        if (store.derived().writable()) {
            store.derived().begin();
        }
    }

    /** What was written for a question. What is recorded at the very instant of the newest fact seems to change each time. */
    private enum Written {
        NOTHING,
        CHANGES,
        EVERYTHING
    }

    /** What one attempt came to: a view or none; or what was written, so that it is asked again. */
    private record Answer(
            @Nullable DerivedView view, @Nullable Written written) {
        static final Answer NONE = new Answer(null, null);

        static Answer of(DerivedView view) {
            return new Answer(view, null);
        }

        static Answer after(Written written) {
            return new Answer(null, written);
        }
    }

    /** The same as it is known for good: what is recorded later is dated later. */
    private static Knowledge newest(Knowledge knowledge, Instant last) {
        return new Knowledge(knowledge.asOf(), last);
    }

    /** What rows and changes come to, read from one state of the store. */
    private sealed interface Found {
        /** The answer is known. */
        record Answered(Answer answer) implements Found {}

        /** Everything must be derived again. */
        record Everything() implements Found {}

        /** Rows are to be replaced; the view answers if they cannot be. */
        record Changed(
                DerivedView view, DerivedState state, DerivedChanges rows, FactMark mark, DerivedStore.Words words)
                implements Found {}
    }

    private Answer attempt(
            Knowledge knowledge, Knowledge newest, Definition then, String fingerprint, Written written) {
        DerivedStore rows = store.derived();
        boolean writable = rows.writable();
        Found found = rows.read(() -> find(knowledge, newest, then, fingerprint, written, writable));
        if (found instanceof Found.Answered known) {
            return known.answer();
        } else if (found instanceof Found.Changed changed) {
            try {
                rows.update(changed.state(), changed.rows(), changed.mark(), changed.words());
                return Answer.after(Written.CHANGES);
            } catch (StoreException e) {
                LOG.warn("derived rows could not be brought up to date: {}", e.getMessage());
                return Answer.of(changed.view());
            }
        }
        return everything(newest, then, fingerprint);
    }

    private Found find(
            Knowledge knowledge,
            Knowledge newest,
            Definition then,
            String fingerprint,
            Written written,
            boolean writable) {
        DerivedStore rows = store.derived();
        Optional<DerivedState> stored =
                rows.state().filter(state -> state.fingerprint().equals(fingerprint));
        if (stored.isEmpty()) {
            return new Found.Everything();
        }
        DerivedState state = stored.get();
        Instant asOf = knowledge.asOf();
        Instant derived = state.mark().knowledge().asOf();
        boolean forward = !asOf.isBefore(derived);
        // for an earlier question not everything is derived again: it is answered from the facts
        Found otherwise = forward ? new Found.Everything() : new Found.Answered(Answer.NONE);
        if (!forward && asOf.isBefore(derived.minus(Recency.RECENT))) {
            return otherwise;
        }
        Optional<ChangedFacts> told = store.changes()
                .changedSince(state.mark(), new Knowledge(forward ? asOf : derived, newest.knownAt()), MOST_CHANGES);
        if (told.isEmpty() || (told.get().states() && written != Written.EVERYTHING)) {
            return otherwise;
        }
        ChangedFacts changes = told.get();
        Set<ArtifactId> artifacts = new HashSet<>(changes.artifacts());
        if (!forward) {
            artifacts.addAll(rows.items().changedAfter(asOf));
        }
        Set<ArtifactId> invalid = rows.items().invalidAt(asOf);
        boolean changed = !artifacts.isEmpty() || !changes.linkSources().isEmpty() || !invalid.isEmpty();
        invalid.addAll(rows.items().neverValid());
        if (!changed && invalid.isEmpty()) {
            return answered(knowledge, then, null, state);
        }
        Refresh refresh = new Refresh(store, knowledge, then, artifacts, changes.linkSources(), invalid);
        if (refresh.everything()) {
            return otherwise;
        }
        if (!changed
                || written != Written.NOTHING
                || !forward
                || !writable
                || changes.mark().isEmpty()) {
            return answered(knowledge, then, refresh, state);
        }
        Bodies bodies = new Bodies(rows.words(), rows.groups());
        DerivedChanges again = refresh.rows(bodies);
        return new Found.Changed(
                new DerivedView(store, knowledge, then, refresh, state.revision()),
                state,
                again,
                changes.mark().get(),
                bodies.takeNew());
    }

    private Found answered(Knowledge knowledge, Definition then, @Nullable Refresh refresh, DerivedState state) {
        return new Found.Answered(Answer.of(new DerivedView(store, knowledge, then, refresh, state.revision())));
    }

    private Answer everything(Knowledge newest, Definition then, String fingerprint) {
        DerivedStore rows = store.derived();
        if (!rows.writable()) {
            return Answer.NONE;
        }
        // before anything is read: what is stored meanwhile counts as changed later
        Optional<FactMark> mark = store.changes().mark(newest);
        if (mark.isEmpty()) {
            return Answer.NONE;
        }
        try {
            return new FullDerivation(store, newest, then).run(fingerprint, mark.get())
                    ? Answer.after(Written.EVERYTHING)
                    : Answer.NONE;
        } catch (StoreException e) {
            LOG.warn("rows could not be derived: {}", e.getMessage());
            return Answer.NONE;
        }
    }
}
