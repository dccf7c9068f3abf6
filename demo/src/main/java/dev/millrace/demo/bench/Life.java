package dev.millrace.demo.bench;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that ever happens to one artifact. What a collector sees of it depends on when it looks. */
final class Life {

    private record Attribute(Instant since, String name, List<String> values) {}

    private record Found(Instant since, Link link) {}

    final ArtifactId id;
    final String key;
    private final String title;
    private final String project;
    private final URI url;
    private final Instant createdAt;
    private final List<FlowEvent> events = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Found> links = new ArrayList<>();
    private @Nullable NativeType type;
    private @Nullable ArtifactId parent;
    private Level level = Level.STANDARD;
    private long sequence;

    Life(ArtifactId id, String key, String title, String project, URI url, Instant createdAt) {
        this.id = id;
        this.key = key;
        this.title = title;
        this.project = project;
        this.url = url;
        this.createdAt = createdAt;
    }

    /** What its tool calls it. */
    Life ofType(NativeType named) {
        type = named;
        return this;
    }

    /** Makes it a part of another issue. */
    Life within(ArtifactId whole) {
        parent = whole;
        level = Level.SUB_TASK;
        return this;
    }

    /** Its events are numbered from here on, as Jira numbers its histories. */
    Life numberedFrom(long first) {
        sequence = first;
        return this;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** What every event begins with; the local id must differ from those of its other events. */
    EventHeader header(String local, Instant at, @Nullable Actor actor) {
        return new EventHeader(EventId.of(id, local), id, at, 0, actor);
    }

    /** The same for the next entry of a numbered history. */
    EventHeader entry(Instant at, Actor actor, String field) {
        sequence++;
        return new EventHeader(EventId.of(id, sequence + "." + field), id, at, sequence, actor);
    }

    void add(FlowEvent event) {
        events.add(event);
    }

    /** It has that attribute from then on. */
    void attribute(Instant since, String name, List<String> values) {
        attributes.add(new Attribute(since, name, List.copyOf(values)));
    }

    /** It is seen to be connected from then on. */
    void link(Instant since, ArtifactId to, String relation, Link.Rule rule) {
        links.add(new Found(since, new Link(id, to, relation, rule)));
    }

    /** Gives the instants after {@code after} at which something happens. */
    void addInstants(Instant after, List<Instant> to) {
        for (FlowEvent event : events) {
            Instant seen = event.occurredAt().isAfter(createdAt) ? event.occurredAt() : createdAt;
            if (seen.isAfter(after)) {
                to.add(seen);
            }
        }
    }

    /** Adds what a look at {@code until} shows that one at {@code after} did not. */
    void addTo(Facts facts, Instant after, Instant until) {
        if (createdAt.isAfter(until)) {
            return;
        }
        // a pull request shows commits that are older than itself
        boolean unseen = createdAt.isAfter(after);
        boolean news = false;
        for (FlowEvent event : events) {
            if ((unseen || event.occurredAt().isAfter(after))
                    && !event.occurredAt().isAfter(until)) {
                facts.add(event);
                news = true;
            }
        }
        if (news) {
            facts.add(snapshot(until));
        }
        for (Found found : links) {
            if (found.since().isAfter(after) && !found.since().isAfter(until)) {
                facts.add(found.link());
            }
        }
    }

    private ArtifactSnapshot snapshot(Instant until) {
        Instant updated = createdAt;
        NativeState state = null;
        String resolution = null;
        for (FlowEvent event : events) {
            if (event.occurredAt().isAfter(until)) {
                continue;
            }
            updated = event.occurredAt().isAfter(updated) ? event.occurredAt() : updated;
            if (event instanceof FlowEvent.Created created) {
                state = created.state();
            } else if (event instanceof FlowEvent.StateChanged change) {
                state = change.to();
            } else if (event instanceof FlowEvent.ResolutionChanged change) {
                resolution = change.to();
            }
        }
        SortedMap<String, List<String>> named = new TreeMap<>();
        for (Attribute attribute : attributes) {
            if (!attribute.since().isAfter(until)) {
                named.put(attribute.name(), attribute.values());
            }
        }
        return new ArtifactSnapshot(
                id, key, title, project, type, level, parent, state, resolution, url, createdAt, updated, named);
    }
}
