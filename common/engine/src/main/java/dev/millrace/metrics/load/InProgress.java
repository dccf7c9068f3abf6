package dev.millrace.metrics.load;

import dev.millrace.flow.Chain;
import dev.millrace.flow.FlowRule;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.ItemRef;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Figure;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.ServiceLevel;
import dev.millrace.valuestream.Stage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is in progress and where it waits, worst first; see {@link InProgressAccumulator#METRIC}.
 *
 * @param at when
 * @param expectation the service level expectation of the stream, or null if it has none
 * @param met the share of the items done in the window that were within it, from 0 to 1; unknown without an expectation
 * @param limit an item is late if it is older: the time of the expectation, else the 85th percentile of the flow time of the items
 *     done in the window; unknown if neither is known
 * @param done how many done items have a flow time
 * @param items how many items are in progress
 * @param late how many of them are late; unknown without a limit
 * @param waiting how many of them wait
 * @param worst the worst of them: late ones first, the oldest first; then those that wait, then the others, each the longest in their
 *     stage first
 */
public record InProgress(
        Instant at,
        @Nullable ServiceLevel expectation,
        Figure<Double> met,
        Figure<Duration> limit,
        long done,
        long items,
        Figure<Long> late,
        long waiting,
        List<Entry> worst) {

    /** How many of the worst are named. */
    public static final int NAMED = 20;

    /**
     * One item.
     *
     * @param item which one
     * @param title its title; hostile text
     * @param type its type
     * @param start when it started
     * @param age since then
     * @param place where it is
     * @param late whether it is older than the limit
     * @param olderThan its age against what was done: the share of the done items with a shorter flow time; unknown if none has one
     */
    public record Entry(
            ItemRef item,
            String title,
            ItemType type,
            Instant start,
            Duration age,
            Place place,
            boolean late,
            Figure<Double> olderThan) {
        /** Validates. */
        public Entry {
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(olderThan, "olderThan");
        }

        private Entry at(Place other) {
            return new Entry(item, title, type, start, age, other, late, olderThan);
        }

        private Entry untitled() {
            return new Entry(item, "", type, start, age, place.unlinked(), late, olderThan);
        }
    }

    /**
     * Where an item is, and what decides that.
     *
     * @param stage the stage; null in a state the definition does not know, or under a flag or link
     * @param kind what time in it counts as
     * @param since since when without a break
     * @param stay how long that is
     * @param rule the rule of the flow algebra that decides
     * @param source what is decisive: the item itself, a pull request, a build, a blocking issue
     * @param key what people call that, if it is part of the item's chain; null for the item itself, and for what is outside
     * @param url where people look at that; null for the item itself, and where it is not known
     * @param state its state in its tool's words; hostile text
     */
    public record Place(
            @Nullable Stage stage,
            SegmentKind kind,
            Instant since,
            Duration stay,
            FlowRule rule,
            ArtifactId source,
            @Nullable String key,
            @Nullable URI url,
            String state) {
        /** Validates. */
        public Place {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(state, "state");
        }

        /** Where the item of a flow is at an instant; empty if it began in that instant. */
        public static Optional<Place> of(ItemFlow flow, Instant at) {
            List<Segment> segments = flow.segments();
            int i = segments.size() - 1;
            while (i > 0 && segments.get(i).start().isAfter(at)) {
                i--;
            }
            if (i < 0) {
                return Optional.empty();
            }
            Segment now = segments.get(i);
            int first = i;
            while (first > 0 && samePlace(segments.get(first - 1), now)) {
                first--;
            }
            Instant since = segments.get(first).start();
            return Optional.of(new Place(
                    now.stage(),
                    now.kind(),
                    since,
                    Duration.between(since, at),
                    now.rule(),
                    now.source(),
                    flow.chain().parts().stream()
                            .filter(part -> part.artifact().equals(now.source()))
                            .map(Chain.Part::key)
                            .findFirst()
                            .orElse(null),
                    null,
                    now.state().name()));
        }

        private static boolean samePlace(Segment one, Segment other) {
            return one.kind() == other.kind() && Objects.equals(one.stage(), other.stage());
        }

        private Place unlinked() {
            return new Place(stage, kind, since, stay, rule, source, key, null, state);
        }

        private Place as(ArtifactSnapshot shown) {
            return new Place(stage, kind, since, stay, rule, source, shown.key(), shown.url(), state);
        }

        /** Whether the item waits there. */
        public boolean waits() {
            return kind == SegmentKind.WAITING;
        }
    }

    /** What is decisive for the named items, besides issues: a flow does not know what people call it, or where they look at it. */
    public Set<ArtifactId> sources() {
        return worst.stream()
                .map(entry -> entry.place().source())
                .filter(source -> source.kind() != ArtifactKind.ISSUE)
                .collect(Collectors.toSet());
    }

    /** The same without titles and links of items that may not be shown in full. */
    public InProgress titled(Predicate<? super ItemRef> shown) {
        List<Entry> entries = worst.stream()
                .map(entry -> shown.test(entry.item()) ? entry : entry.untitled())
                .toList();
        return new InProgress(at, expectation, met, limit, done, items, late, waiting, entries);
    }

    /** The same with what people call that, and where they look at it. */
    public InProgress named(Map<ArtifactId, ArtifactSnapshot> shown) {
        List<Entry> named = worst.stream()
                .map(entry -> Optional.ofNullable(shown.get(entry.place().source()))
                        .map(source -> entry.at(entry.place().as(source)))
                        .orElse(entry))
                .toList();
        return new InProgress(at, expectation, met, limit, done, items, late, waiting, named);
    }

    /** Copies the list. */
    public InProgress {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(met, "met");
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(late, "late");
        worst = List.copyOf(worst);
    }
}
