package dev.millrace.facts;

import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Link;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import java.util.ArrayList;
import java.util.List;

/**
 * What one page of a source says. Stored whole or not at all, together with the cursor that stands behind it.
 *
 * @param snapshots artifacts as the page shows them
 * @param events what happened to them
 * @param links what they are connected to
 * @param definitions what the tool says of its states
 * @param uses which states were seen in which project
 * @param ledger what was expected and what was captured
 * @param existence which artifacts are there whole, unread, or not any more
 * @param watches which artifacts are to be read again though nothing says that they changed, and which not any more
 */
public record FactBatch(
        List<ArtifactSnapshot> snapshots,
        List<FlowEvent> events,
        List<Link> links,
        List<StateDefinition> definitions,
        List<StateUse> uses,
        List<LedgerEntry> ledger,
        List<ExistenceFact> existence,
        List<Watch> watches) {

    /** Copies the lists. */
    public FactBatch {
        snapshots = List.copyOf(snapshots);
        events = List.copyOf(events);
        links = List.copyOf(links);
        definitions = List.copyOf(definitions);
        uses = List.copyOf(uses);
        ledger = List.copyOf(ledger);
        existence = List.copyOf(existence);
        watches = List.copyOf(watches);
    }

    /** A batch that only adds. */
    public FactBatch(
            List<ArtifactSnapshot> snapshots,
            List<FlowEvent> events,
            List<Link> links,
            List<StateDefinition> definitions,
            List<StateUse> uses,
            List<LedgerEntry> ledger) {
        this(snapshots, events, links, definitions, uses, ledger, List.of(), List.of());
    }

    /** A batch without any fact. */
    public static FactBatch empty() {
        return new FactBatch(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** This batch, which also says that. */
    public FactBatch with(ExistenceFact fact) {
        return new FactBatch(
                snapshots, events, links, definitions, uses, ledger, joined(existence, List.of(fact)), watches);
    }

    /** This batch, which also says that. */
    public FactBatch with(Watch watch) {
        return new FactBatch(
                snapshots, events, links, definitions, uses, ledger, existence, joined(watches, List.of(watch)));
    }

    /** A batch that only says this. */
    public static FactBatch of(LedgerEntry line) {
        return new FactBatch(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(line));
    }

    /** A batch that only says these. */
    public static FactBatch ofExistence(List<? extends ExistenceFact> existence) {
        return new FactBatch(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.copyOf(existence), List.of());
    }

    /** A batch that only says that. */
    public static FactBatch ofWatches(List<? extends Watch> watches) {
        return new FactBatch(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.copyOf(watches));
    }

    /** This batch and another as one. */
    public FactBatch plus(FactBatch other) {
        return new FactBatch(
                joined(snapshots, other.snapshots),
                joined(events, other.events),
                joined(links, other.links),
                joined(definitions, other.definitions),
                joined(uses, other.uses),
                joined(ledger, other.ledger),
                joined(existence, other.existence),
                joined(watches, other.watches));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }
}
