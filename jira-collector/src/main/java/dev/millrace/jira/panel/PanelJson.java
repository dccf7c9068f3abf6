package dev.millrace.jira.panel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.document.Formats;
import dev.millrace.flow.Chain;
import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.model.Figure;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Reason;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.ServiceLevel;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.WaitingReason;
import dev.millrace.view.item.ItemView;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the panel shows as JSON: instants and durations in milliseconds, which the panel puts into words. Durations of what is
 * open end where the open part begins; the panel adds the rest.
 */
final class PanelJson {

    static final int HALF = 50;
    static final int MOST = 85;

    private static final int GAPS_NAMED = 5;

    private final ItemView item;
    private final ItemFlow current;
    private final PanelContext context;

    PanelJson(ItemView item, PanelContext context) {
        this.item = item;
        this.current = item.current();
        this.context = context;
    }

    ObjectNode write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", Formats.shorten(current.item().key(), Formats.NAME));
        json.put("title", Formats.shorten(current.item().title(), Formats.TITLE));
        json.put("zone", item.zone().getId());
        json.put("stream", Formats.shorten(item.stream().name(), Formats.NAME));
        json.put("status", word(current.status()));
        if (current.item().state() != null) {
            json.put("state", Formats.shorten(current.item().state().name(), Formats.NAME));
        }
        put(json, "created", current.createdAt());
        put(json, "started", current.start());
        put(json, "stopped", current.knownStop());
        Segment open = open();
        if (open != null) {
            now(json.putObject("now"), open);
        }
        totals(json.putObject("totals"), open);
        reason(json, "flowTime", current.flowTime());
        reason(json, "leadTime", current.leadTime());
        reason(json, "efficiency", current.efficiency());
        usual(json, open);
        rework(json.putObject("rework"));
        handOffs(json.putObject("handOffs"));
        capture(json.putObject("capture"));
        if (context.page() != null) {
            json.put("page", context.page().toString());
        }
        index(json.putObject("index"), open);
        ArrayNode cycles = json.putArray("cycles");
        item.cycles().forEach(cycle -> cycle(cycles.addObject(), cycle));
        return json;
    }

    /** The part of the timeline that has not ended; null once the item stopped. */
    private @Nullable Segment open() {
        List<Segment> segments = current.segments();
        if (current.stop() != null || segments.isEmpty()) {
            return null;
        }
        return segments.get(segments.size() - 1);
    }

    private Instant since(Segment open) {
        return since(current, open);
    }

    /** Since when it is where it is: parts that another artifact decided, with the same stage, are one stay. */
    static Instant since(ItemFlow flow, Segment open) {
        Instant since = open.start();
        List<Segment> segments = flow.segments();
        for (int i = segments.size() - 1; i >= 0 && same(segments.get(i), open); i--) {
            since = segments.get(i).start();
        }
        return since;
    }

    private static boolean same(Segment one, Segment other) {
        return one.kind() == other.kind() && Objects.equals(one.stage(), other.stage());
    }

    private void now(ObjectNode json, Segment open) {
        json.put("kind", open.kind().text());
        put(json, "since", since(open));
        Stage stage = open.stage();
        if (stage != null) {
            json.put("stage", Formats.shorten(stage.name(), Formats.NAME));
            WaitingReason reason = stage.waitingFor();
            if (reason != null) {
                json.put("for", reason.text());
            }
            json.put("visit", stays(stage));
        }
    }

    /** How often it has come to the stage. */
    private int stays(Stage stage) {
        int stays = 0;
        boolean inside = false;
        for (Segment segment : current.segments()) {
            boolean here = stage.equals(segment.stage());
            stays += here && !inside ? 1 : 0;
            inside = here;
        }
        return stays;
    }

    private void totals(ObjectNode json, @Nullable Segment open) {
        Map<SegmentKind, Duration> totals = new EnumMap<>(SegmentKind.class);
        Instant until = open == null ? Instant.MAX : since(open);
        for (Segment segment : current.segments()) {
            boolean counts = segment.kind().counted() && segment.start().isBefore(until);
            if (counts && (current.stop() == null || segment.start().isBefore(current.stop()))) {
                totals.merge(segment.kind(), segment.length(), Duration::plus);
            }
        }
        totals.forEach((kind, length) -> json.put(kind.text(), length.toMillis()));
    }

    private static void reason(ObjectNode json, String figure, Figure<?> value) {
        value.reason()
                .map(Reason::detail)
                .ifPresent(detail ->
                        json.withObject("/unknown").put(figure, Formats.shorten(detail, 3 * Formats.TITLE)));
    }

    private void usual(ObjectNode json, @Nullable Segment open) {
        UsualTimes usual = context.usual();
        if (usual != null && usual.flowTime() != null) {
            spread(json.putObject("usual"), usual.flowTime()).put("days", usual.days());
        }
        Stage stage = open == null ? null : open.stage();
        if (usual != null && stage != null && usual.stages().get(stage.id()) != null) {
            spread(json.putObject("usualHere"), usual.stages().get(stage.id()));
        }
        ServiceLevel expectation = item.stream().expectation();
        if (expectation != null) {
            json.putObject("expectation")
                    .put("within", expectation.within().toMillis())
                    .put("percent", expectation.percent());
        }
    }

    private static ObjectNode spread(ObjectNode json, UsualTimes.Spread spread) {
        return json.put("p50", spread.p50().toMillis()).put("p85", spread.p85().toMillis());
    }

    private void rework(ObjectNode json) {
        Chain.Rework again = current.chain().rework();
        count(json, "sentBack", current.backwardMoves());
        count(json, "reopened", current.reopenings() + item.cycles().size() - 1);
        count(json, "reviewRounds", again.reviewRounds());
        count(json, "draftReturns", again.draftReturns());
        count(json, "reruns", again.reruns());
        count(json, "reverts", again.reverts());
    }

    private void handOffs(ObjectNode json) {
        Duration waiting = Duration.ZERO;
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (HandOff handOff : current.handOffs()) {
            counts.merge(handOff.kind().text(), 1, Integer::sum);
            waiting = waiting.plus(handOff.waiting());
        }
        counts.forEach(json::put);
        if (current.stop() != null && !waiting.isZero()) {
            json.put("waiting", waiting.toMillis()); // of an open item it may still grow
        }
    }

    private static void count(ObjectNode json, String name, int count) {
        if (count > 0) {
            json.put(name, count);
        }
    }

    private void capture(ObjectNode json) {
        Set<String> gaps = new LinkedHashSet<>();
        current.gaps().forEach(gap -> gaps.add(gap(gap)));
        item.capture().gaps().forEach(gap -> gaps.add(gap(gap)));
        json.put("complete", gaps.isEmpty() && item.capture().whole());
        if (!gaps.isEmpty()) {
            ArrayNode named = json.putArray("gaps");
            gaps.stream().limit(GAPS_NAMED).forEach(named::add);
            count(json, "moreGaps", gaps.size() - named.size());
        }
        long behind = item.capture().behind().size() + item.capture().others();
        if (behind > 0) {
            json.put("sourcesBehind", behind);
        }
    }

    private static String gap(LedgerEntry gap) {
        String expected = gap.expected() == null ? "an unknown number" : String.valueOf(gap.expected());
        return Formats.shorten(
                gap.captured() + " of " + expected + ' ' + gap.measure()
                        + (gap.note() == null ? "" : ": " + gap.note()),
                Formats.TITLE);
    }

    /** What Jira's search finds issues by; the manifest of the app names these fields. */
    private void index(ObjectNode json, @Nullable Segment open) {
        put(json, "started", current.start());
        if (open != null) {
            json.put("kind", open.kind().text());
            if (open.stage() != null) {
                json.put("stage", Formats.shorten(open.stage().name(), Formats.NAME));
            }
            if (open.kind() == SegmentKind.WAITING) {
                put(json, "waitingSince", since(open));
            }
        }
        percentile(current, context.usual()).ifPresent(percentile -> json.put("percentile", percentile));
    }

    /** How many of a hundred items done were younger at least, as far as that decides something; empty if nothing is usual. */
    static OptionalInt percentile(ItemFlow flow, @Nullable UsualTimes usual) {
        Duration age = flow.stop() == null && flow.start() != null
                ? Duration.between(flow.start(), flow.asOf())
                : flow.flowTime().measured().orElse(null);
        if (usual == null || usual.flowTime() == null || age == null) {
            return OptionalInt.empty();
        }
        boolean most = age.compareTo(usual.flowTime().p85()) > 0;
        return OptionalInt.of(most ? MOST : age.compareTo(usual.flowTime().p50()) > 0 ? HALF : 0);
    }

    private void cycle(ObjectNode json, ItemFlow cycle) {
        json.put("cycle", cycle.cycle());
        put(json, "created", cycle.createdAt());
        put(json, "started", cycle.start());
        put(json, "stopped", cycle.knownStop());
        ArrayNode flow = json.putArray("flow");
        for (Segment segment : cycle.segments()) {
            ObjectNode part = flow.addObject();
            put(part, "from", segment.start());
            part.put("kind", segment.kind().text());
            if (segment.stage() != null) {
                part.put("stage", Formats.shorten(segment.stage().name(), Formats.NAME));
            }
        }
        List<Segment> segments = cycle.segments();
        if (!segments.isEmpty() && !segments.get(segments.size() - 1).end().equals(cycle.asOf())) {
            put(json, "ended", segments.get(segments.size() - 1).end());
        }
        ArrayNode chain = json.putArray("chain");
        for (Chain.Part part : cycle.chain().parts()) {
            ObjectNode linked = chain.addObject();
            linked.put("kind", part.artifact().kind().text());
            linked.put("key", Formats.shorten(part.key(), Formats.NAME));
            linked.put("state", Formats.shorten(part.state(), Formats.NAME));
            put(linked, "began", part.begunAt());
            put(linked, "ended", part.endedAt());
            URI link = context.links().get(part.artifact());
            if (link != null) {
                linked.put("url", link.toString());
            }
        }
    }

    private static String word(ItemFlow.Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void put(ObjectNode json, String name, @Nullable Instant at) {
        if (at != null) {
            json.put(name, at.toString());
        }
    }
}
