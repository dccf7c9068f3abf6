package dev.millrace.view.page;

import dev.millrace.document.Formats;
import dev.millrace.flow.FlowRule;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.quality.Finding;
import dev.millrace.metrics.report.ItemList;
import dev.millrace.metrics.report.ItemList.Named;
import dev.millrace.metrics.report.ListedItem;
import dev.millrace.metrics.report.ListedItem.Step;
import dev.millrace.metrics.report.ListedItem.Use;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.view.Labels;
import dev.millrace.view.page.ItemsData.MetricText;
import dev.millrace.view.page.ItemsData.Part;
import dev.millrace.view.page.ItemsData.Sets;
import dev.millrace.view.page.ItemsData.Words;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns the items of a report into what a page reads. */
final class ItemsWriter {

    /** About so many characters of timelines are embedded; the items first in the list have one. */
    static final int MOST_STEPS = 900_000;

    private static final int PART = 45;
    private static final double THOUSAND = 1_000;

    private final Dictionary<String> urls = new Dictionary<>();
    private final Dictionary<List<String>> places = new Dictionary<>();
    private final Dictionary<ArtifactId> parts = new Dictionary<>();
    private final ItemList list;
    private final Function<ItemRef, @Nullable URI> pages;
    private int room;

    private ItemsWriter(ItemList list, Function<ItemRef, @Nullable URI> pages, int room) {
        this.list = list;
        this.pages = pages;
        this.room = room;
    }

    /** The items as a file holds them: with their timelines, and addresses in their tools. */
    static ItemsData ofFile(ItemList list, ReportRequest request) {
        return new ItemsWriter(list, ItemRef::url, MOST_STEPS).data(request);
    }

    /** The items of a page of a site, which has a page for each. */
    static ItemsData ofSite(ItemList list, ReportRequest request, Function<ItemRef, @Nullable URI> pages) {
        return new ItemsWriter(list, pages, 0).data(request);
    }

    private ItemsData data(ReportRequest request) {
        List<ListedItem> items = list.items();
        List<@Nullable String> steps = new ArrayList<>();
        List<@Nullable String> spent = new ArrayList<>();
        for (ListedItem item : items) {
            String timeline = steps(item);
            steps.add(timeline);
            spent.add(timeline == null ? spent(item) : null);
        }
        Dictionary<List<String>> services = new Dictionary<>();
        items.forEach(item -> services.add(item.services()));
        Dictionary<List<String>> findings = new Dictionary<>();
        items.forEach(item -> findings.add(
                item.findings().stream().sorted().map(Finding::label).toList()));
        Dictionary<List<String>> handOffs = new Dictionary<>();
        items.forEach(item ->
                handOffs.add(item.handOffs().stream().sorted().map(Labels::of).toList()));
        items.forEach(item -> urls.add(template(item.item().key(), pages.apply(item.item()))));
        List<Part> named = parts.values().stream().map(this::part).toList();
        return new ItemsData(
                request.zone().getId(),
                seconds(request.knowledge().asOf()),
                list.left(),
                metrics(),
                items.stream().map(item -> shorten(item.item().key())).toList(),
                items.stream()
                        .map(item -> Formats.shorten(item.title(), Formats.TITLE / 2))
                        .toList(),
                new Words(urls.values(), urls.at()),
                items.stream().map(item -> item.item().cycle()).toList(),
                words(ListedItem::project),
                words(item -> Labels.of(item.type())),
                words(ListedItem::team),
                new Sets(services.values(), services.at()),
                words(item -> Labels.of(item.status())),
                words(item -> item.stop() != null || item.steps().isEmpty() ? null : place(item.last())),
                words(ListedItem::state),
                words(ListedItem::week),
                items.stream().map(ItemsWriter::uses).toList(),
                new Sets(findings.values(), findings.at()),
                words(item -> item.origin().label()),
                new Sets(handOffs.values(), handOffs.at()),
                items.stream().map(item -> seconds(item.createdAt())).toList(),
                column(item -> between(item.createdAt(), item.start())),
                column(item -> between(item.createdAt(), item.stop())),
                column(item -> less(item.flowTime(), item.start(), item.stop())),
                column(item -> less(item.leadTime(), item.createdAt(), item.stop())),
                column(item -> item.efficiency()
                        .measured()
                        .map(share -> Math.round(share * THOUSAND))
                        .orElse(null)),
                words(ItemsWriter::why),
                items.stream().map(item -> item.active().toSeconds()).toList(),
                items.stream().map(item -> item.waiting().toSeconds()).toList(),
                places.values(),
                named,
                steps,
                spent);
    }

    private static List<MetricText> metrics() {
        return List.of(
                text(TimeAccumulator.FLOW_TIME, Use.STOPPED, "flow"),
                text(EfficiencyAccumulator.METRIC, Use.STOPPED, "efficiency"),
                text(VelocityAccumulator.METRIC, Use.DONE, null),
                text(LoadAccumulator.METRIC, Use.IN_PROGRESS, null),
                text(TimeAccumulator.LEAD_TIME, Use.STOPPED, "lead"));
    }

    private static MetricText text(FlowMetric<?> metric, Use use, @Nullable String of) {
        return new MetricText(metric.id(), metric.label(), metric.formula(), metric.definition(), bit(use), of);
    }

    private static int uses(ListedItem item) {
        return item.uses().stream().mapToInt(ItemsWriter::bit).sum();
    }

    private static int bit(Use use) {
        return switch (use) {
            case STOPPED -> 1;
            case DONE -> 2;
            case IN_PROGRESS -> 4;
        };
    }

    private interface Field<T> {
        @Nullable T of(ListedItem item);
    }

    private Words words(Field<String> field) {
        Dictionary<String> dictionary = new Dictionary<>();
        list.items().forEach(item -> {
            String value = field.of(item);
            dictionary.add(value == null ? null : shorten(value));
        });
        return new Words(dictionary.values(), dictionary.at());
    }

    private List<@Nullable Long> column(Field<Long> field) {
        List<@Nullable Long> values = new ArrayList<>();
        list.items().forEach(item -> values.add(field.of(item)));
        return values;
    }

    private @Nullable String steps(ListedItem item) {
        if (room <= 0) {
            return null;
        }
        int[] flat = new int[3 * item.steps().size()];
        int i = 0;
        for (Step step : item.steps()) {
            boolean own = step.source().equals(item.item().artifact());
            flat[i++] = places.of(List.of(place(step), step.kind().text(), rule(step.rule())));
            flat[i++] = length(step);
            flat[i++] = own ? Dictionary.NONE : parts.of(step.source());
        }
        String timeline = text(Arrays.stream(flat));
        room -= timeline.length();
        room -= PART * (int) item.steps().stream().map(Step::source).distinct().count();
        return timeline;
    }

    private static String text(IntStream numbers) {
        return numbers.mapToObj(number -> Integer.toString(number, Character.MAX_RADIX))
                .collect(Collectors.joining(" "));
    }

    private String spent(ListedItem item) {
        Map<Integer, Integer> times = new TreeMap<>();
        item.steps()
                .forEach(step -> times.merge(
                        places.of(List.of(place(step), step.kind().text(), "")), length(step), Integer::sum));
        return text(times.entrySet().stream().flatMapToInt(entry -> IntStream.of(entry.getKey(), entry.getValue())));
    }

    private static int length(Step step) {
        return (int) (seconds(step.end()) - seconds(step.start()));
    }

    private static String place(Step step) {
        return shorten(Labels.place(step.stage(), step.rule().cause()));
    }

    private static String rule(FlowRule rule) {
        return rule.title() + " (" + rule.id() + ')';
    }

    private Part part(ArtifactId id) {
        Named name = list.names().get(id);
        if (name == null) {
            return new Part(id.kind().text(), null, Dictionary.NONE);
        }
        String key = shorten(name.key());
        String url = template(key, name.url());
        return new Part(id.kind().text(), key, url == null ? Dictionary.NONE : urls.of(url));
    }

    /** Addresses of one tool differ in the key or its number only. */
    private static @Nullable String template(String key, @Nullable URI url) {
        if (url == null) {
            return null;
        }
        String text = url.toASCIIString();
        String number = key.substring(key.lastIndexOf('#') + 1);
        String end = number.equals(key) ? "" : '/' + number + '/';
        if (!end.isEmpty() && text.endsWith(end)) {
            return text.substring(0, text.length() - end.length()) + "/{n}/";
        } else if (text.endsWith('/' + key)) {
            return text.substring(0, text.length() - key.length()) + "{k}";
        } else if (!number.equals(key) && text.endsWith('/' + number)) {
            return text.substring(0, text.length() - number.length()) + "{n}";
        }
        return text;
    }

    private static @Nullable String why(ListedItem item) {
        return item.flowTime()
                .reason()
                .or(() -> item.efficiency().reason())
                .map(Reason::code)
                .map(Reason.Code::label)
                .orElse(null);
    }

    private static String shorten(String text) {
        return Formats.shorten(text, Formats.NAME);
    }

    private static @Nullable Long between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? null : seconds(to) - seconds(from);
    }

    /** By how much a figure is less than what the page computes from whole seconds; null where there is none. */
    private static @Nullable Long less(Figure<Duration> figure, @Nullable Instant from, @Nullable Instant to) {
        Optional<Duration> measured = figure.measured();
        Long between = between(from, to);
        return measured.isEmpty() || between == null
                ? null
                : between - measured.get().toSeconds();
    }

    private static long seconds(Instant instant) {
        return instant.getEpochSecond();
    }
}
