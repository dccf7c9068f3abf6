package dev.millrace.metrics;

import dev.millrace.metrics.Explanation.Event;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.NativeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The events of an item and of everything in its chain, in words. */
public final class ItemEvents {

    private static final String NOTHING = "none";

    private ItemEvents() {}

    /** The events up to that instant, in order; each once, whatever belongs to the item more than once. */
    public static List<Event> of(ItemHistory item, Instant asOf) {
        List<ArtifactHistory> histories = new ArrayList<>();
        histories.add(item.item());
        histories.addAll(item.subTasks());
        item.changes().forEach(change -> {
            histories.add(change.source());
            histories.addAll(change.attempts());
        });
        return histories.stream()
                .flatMap(history -> history.events().stream())
                .filter(event -> !event.occurredAt().isAfter(asOf))
                .distinct()
                .map(event -> new Event(
                        event.id().value(),
                        event.occurredAt(),
                        event.artifact(),
                        event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        text(event)))
                .sorted(Comparator.comparing(Event::at))
                .toList();
    }

    private static String text(FlowEvent event) {
        if (event instanceof FlowEvent.Created created) {
            return "in " + created.state().name();
        } else if (event instanceof FlowEvent.StateChanged change) {
            return arrow(name(change.from()), name(change.to()));
        } else if (event instanceof FlowEvent.ResolutionChanged change) {
            return arrow(change.from(), change.to());
        } else if (event instanceof FlowEvent.TypeChanged change) {
            return arrow(change.from().name(), change.to().name());
        } else if (event instanceof FlowEvent.Moved moved) {
            return arrow(moved.fromKey(), moved.toKey());
        } else if (event instanceof FlowEvent.FlagChanged flag) {
            return flag.raised() ? "raised" : "taken down";
        } else if (event instanceof FlowEvent.BlockerChanged blocker) {
            return (blocker.added() ? "blocked by " : "no longer blocked by ") + blocker.blockerKey();
        } else if (event instanceof FlowEvent.AssigneeChanged change) {
            return arrow(
                    change.from() == null ? null : change.from().pseudonym(),
                    change.to() == null ? null : change.to().pseudonym());
        } else if (event instanceof FlowEvent.CommitAdded commit) {
            return commit.sha() + ", authored " + commit.authoredAt();
        } else if (event instanceof FlowEvent.Reviewed review) {
            return review.verdict();
        } else if (event instanceof FlowEvent.StageRan ran) {
            return ran.run().name() + ": " + ran.run().result();
        }
        return "";
    }

    private static String name(NativeState state) {
        return state.name();
    }

    private static String arrow(@Nullable String from, @Nullable String to) {
        return (from == null ? NOTHING : from) + " -> " + (to == null ? NOTHING : to);
    }
}
