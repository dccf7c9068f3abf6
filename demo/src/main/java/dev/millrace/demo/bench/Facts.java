package dev.millrace.demo.bench;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import java.util.ArrayList;
import java.util.List;

/** A batch in the making. */
final class Facts {

    private final List<ArtifactSnapshot> snapshots = new ArrayList<>();
    private final List<FlowEvent> events = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<StateDefinition> definitions = new ArrayList<>();
    private final List<StateUse> uses = new ArrayList<>();

    void add(ArtifactSnapshot snapshot) {
        snapshots.add(snapshot);
    }

    void add(FlowEvent event) {
        events.add(event);
    }

    void add(Link link) {
        links.add(link);
    }

    void add(StateDefinition definition) {
        definitions.add(definition);
    }

    void add(StateUse use) {
        uses.add(use);
    }

    public FactBatch batch() {
        return new FactBatch(snapshots, events, links, definitions, uses, List.of());
    }
}
