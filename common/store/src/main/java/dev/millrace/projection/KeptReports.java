package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import dev.millrace.chain.ChainReader;
import dev.millrace.model.Knowledge;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.FactMark;
import dev.millrace.store.FlowStore;
import dev.millrace.store.Kept;
import dev.millrace.store.Projections;
import dev.millrace.store.StoreException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a report is made of: computed from all facts and kept in the store, or taken from what was kept, and computed only of the items
 * whose chains have changed since. Both give the same report. What was kept by another build of this program, of another definition
 * or for later windows is not used; if it is damaged everything is computed, as if nothing had been kept.
 */
public final class KeptReports {

    /** How what a report is made of was come by. */
    public enum How {
        /** Everything was computed, and none of it could be kept. */
        COMPUTED,
        /** Everything was computed and is kept now. */
        KEPT,
        /** What was kept was brought up to date. */
        REFRESHED
    }

    /**
     * An answer.
     *
     * @param parts took all of it
     * @param how how it was come by
     */
    public record Answer<P extends ReportParts>(P parts, How how) {}

    private static final Logger LOG = LoggerFactory.getLogger(KeptReports.class);
    /** With more changes than that it is hardly slower to compute everything. */
    private static final int MOST_CHANGES = 20_000;

    private final FlowStore store;
    private final Knowledge knowledge;
    private final ReportSubject subject;
    private final long least;

    /**
     * Of what the store knew by then.
     *
     * @param least with fewer events than that nothing is kept: it would take longer than to compute it
     */
    public KeptReports(FlowStore store, Knowledge knowledge, ReportSubject subject, long least) {
        this.least = least;
        this.store = store;
        this.knowledge = knowledge;
        this.subject = subject;
    }

    /** Gives all of it to new parts, and keeps nothing. */
    public <P extends ReportParts> Answer<P> compute(Supplier<P> parts) {
        P taker = parts.get();
        ReportComputation computation = new ReportComputation(store, knowledge, subject);
        computation.everything(new ChainReader(store, knowledge, subject.definition()), taker, Recording.NONE);
        return new Answer<>(taker, How.COMPUTED);
    }

    /**
     * Gives all of it to new parts: from what was kept if that is possible, else computed, and kept if that is possible.
     *
     * @param parts makes them; twice if what was kept turns out to be damaged
     */
    public <P extends ReportParts> Answer<P> get(Supplier<P> parts) {
        Optional<String> fingerprint = subject.fingerprint();
        if (fingerprint.isEmpty()) {
            return compute(parts);
        }
        try {
            Optional<P> refreshed = refresh(parts, fingerprint.get());
            if (refreshed.isPresent()) {
                return new Answer<>(refreshed.get(), How.REFRESHED);
            }
        } catch (RuntimeException e) {
            // whatever it is: without anything kept the report can still be made
            LOG.warn("what was kept of earlier reports cannot be used, so that everything is computed again", e);
        }
        // before anything is read: what is stored meanwhile counts as changed later
        Optional<FactMark> mark = store.projections().mark(knowledge).filter(facts -> events(facts) >= least);
        return mark.isPresent() ? keep(parts, fingerprint.get(), mark.get()) : compute(parts);
    }

    private <P extends ReportParts> Answer<P> keep(Supplier<P> parts, String fingerprint, FactMark mark) {
        P taker = parts.get();
        ReportComputation computation = new ReportComputation(store, knowledge, subject);
        try (Spool spool = new Spool()) {
            try (ReportFiles files =
                    new ReportFiles(spool, knowledge.asOf(), subject.earliest(), computation.algebra())) {
                computation.everything(
                        ChainReader.recording(
                                store, knowledge, subject.definition(), subject.earliest(), spool::checkedFile),
                        taker,
                        files);
            }
            try {
                store.projections().keep(subject.name(), fingerprint, mark, spool.files());
                return new Answer<>(taker, How.KEPT);
            } catch (StoreException e) {
                LOG.warn("what was computed for the report could not be kept for the next one: {}", e.getMessage());
                return new Answer<>(taker, How.COMPUTED);
            }
        }
    }

    private <P extends ReportParts> Optional<P> refresh(Supplier<P> parts, String fingerprint) {
        Projections projections = store.projections();
        Optional<Kept> found = projections.find(subject.name(), fingerprint);
        if (found.isEmpty() || subject.earliest().isBefore(ReportFiles.earliest(found.get()))) {
            return Optional.empty();
        }
        Kept kept = found.get();
        Optional<ChangedFacts> told = projections.changedSince(kept.mark(), knowledge, MOST_CHANGES);
        if (told.isEmpty() || told.get().states()) {
            return Optional.empty();
        }
        ChangedFacts changes = told.get();
        return ChainReader.refresh(
                        store,
                        knowledge,
                        subject.definition(),
                        part -> new BinaryInput(new CheckedInput(new BinaryInput(kept.part(part)))),
                        changes)
                .map(refreshed -> {
                    P taker = parts.get();
                    new ReportRefresh(store, knowledge, subject).run(kept, changes, refreshed, taker);
                    return taker;
                });
    }

    /** How many events there are, with those that read differently since. */
    private static long events(FactMark mark) {
        FactMark.Place newest = mark.places().get("event");
        return newest == null ? 0 : newest.id();
    }
}
