package dev.millrace.app.report;

import dev.millrace.app.UserError;
import dev.millrace.derive.Derivation;
import dev.millrace.derive.DerivedView;
import dev.millrace.derive.ItemParts;
import dev.millrace.derive.Questions;
import dev.millrace.derive.ReportParts;
import dev.millrace.document.Formats;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.delivery.DeploymentList;
import dev.millrace.metrics.load.InProgress;
import dev.millrace.metrics.load.InProgressAccumulator;
import dev.millrace.metrics.outlook.Breakdown.By;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.outlook.Forecasts;
import dev.millrace.metrics.report.ItemList;
import dev.millrace.metrics.report.ListedItem;
import dev.millrace.metrics.report.Listing;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Coverage;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Reason;
import dev.millrace.store.FlowStore;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a report of a store: from what earlier reports computed and what changed since, or item by item. */
public final class ReportService {

    /** More names than this would take longer to look up than the report. */
    private static final int MOST_NAMES = 10_000;

    private final FlowStore store;
    private final ZoneId zone;
    private final Knowledge asked;
    private final Knowledge knowledge;
    private final @Nullable Coverage coverage;
    private final List<Coverage.Behind> aside;
    private final ItemFilter filter;
    private final StreamChoice chosen;
    private final long least;
    private boolean events;
    private boolean listed;
    private boolean names = true;
    private int cores = 1;
    private @Nullable How how;

    /** A report as of that knowledge, of what was chosen and passes the filter; days begin in the zone. */
    public ReportService(FlowStore store, ZoneId zone, Knowledge knowledge, StreamChoice chosen, ItemFilter filter) {
        this(store, zone, knowledge, chosen, filter, Derivation.LEAST_EVENTS);
    }

    /** A report for somebody who may not know the names of all sources. */
    public static ReportService withoutSourceNames(
            FlowStore store, ZoneId zone, Knowledge knowledge, StreamChoice chosen, ItemFilter filter) {
        return new ReportService(
                store,
                zone,
                knowledge,
                chosen,
                filter,
                Derivation.LEAST_EVENTS,
                bound(store, knowledge, chosen, filter).unnamed());
    }

    /** The same in a store of at least so many events, where reports are kept. */
    ReportService(
            FlowStore store, ZoneId zone, Knowledge knowledge, StreamChoice chosen, ItemFilter filter, long least) {
        this(store, zone, knowledge, chosen, filter, least, bound(store, knowledge, chosen, filter));
    }

    /** Lets several cores add items; a server leaves it at one, because it has other work for the others. */
    public ReportService onCores(int count) {
        cores = count;
        return this;
    }

    /** An explanation has the events behind each item as well, which only programs read. */
    public ReportService withEvents(boolean wanted) {
        events = wanted;
        return this;
    }

    /** The answer lists the items and deployments behind its figures as well, which a page needs. */
    public ReportService withItems(boolean wanted) {
        listed = wanted;
        return this;
    }

    /** Names what the timelines of listed items are made of, as usual; a page that shows no timeline does without. */
    public ReportService withNames(boolean wanted) {
        names = wanted;
        return this;
    }

    private static FeedingSources.Bound bound(
            FlowStore store, Knowledge knowledge, StreamChoice chosen, ItemFilter filter) {
        return store.coverage(knowledge)
                .map(whole -> FeedingSources.bound(whole, store, knowledge, chosen, filter))
                .orElse(FeedingSources.Bound.NONE);
    }

    private ReportService(
            FlowStore store,
            ZoneId zone,
            Knowledge knowledge,
            StreamChoice chosen,
            ItemFilter filter,
            long least,
            FeedingSources.Bound bound) {
        this.least = least;
        this.filter = filter;
        this.store = store;
        this.zone = zone;
        this.asked = knowledge;
        this.coverage = bound.by();
        this.aside = bound.aside();
        // what happened since the sources were read is not known: everything is as it was then
        this.knowledge = Optional.ofNullable(coverage)
                .flatMap(Coverage::knownUntil)
                .filter(until -> until.isBefore(knowledge.asOf()))
                .map(until -> new Knowledge(until, knowledge.knownAt()))
                .orElse(knowledge);
        this.chosen = chosen.asOf(this.knowledge.asOf());
    }

    /** The report, from one state of the store. */
    public ReportAnswer run(ReportWindow options, Outlook outlook, @Nullable Metric why) {
        return new Questions(store, chosen.definition(), knowledge, least)
                .ask(rows -> run(rows, options, outlook, why));
    }

    private ReportAnswer run(Optional<DerivedView> rows, ReportWindow options, Outlook outlook, @Nullable Metric why) {
        Instant end = options.end(asked.asOf(), zone);
        how = rows.isPresent() ? How.FROM_ROWS : How.COMPUTED;
        GatheredParts gathered = new GatheredParts();
        Instant start = options.start(end, zone).or(() -> first(rows, gathered)).orElseThrow(this::nothingThere);
        Instant horizon = store.retention().horizon().orElse(Instant.MIN);
        if (start.isBefore(horizon)) {
            throw UserError.failed("the report would begin at " + start + ", but what was finished before " + horizon
                    + " has been pruned: pass --since " + horizon + " or later");
        }
        Window window = new Window(start, end);
        // a stretch that reaches back before the horizon would be compared with less than there was
        Optional<Window> earlier = outlook.before(window, options.all(), zone)
                .filter(other -> !other.start().isBefore(horizon));
        Instant earliest = earlier.map(Window::start).filter(start::isAfter).orElse(start);
        Instant doneSince = later(
                horizon,
                end.atZone(zone)
                        .minusWeeks(Forecasts.weeksBack(outlook.weeks()) + 1L)
                        .toInstant());
        Instant longest = doneSince.isBefore(earliest) ? doneSince : earliest;
        Optional<Instant> firstItem = store.firstItem(knowledge, longest);
        Optional<Instant> first = firstItem.filter(earliest::isBefore);
        // before the first item nothing can be mistaken: a window without any item has no figures
        ReportRequest request = request(
                window, first.filter(at -> start.isBefore(at) && at.isBefore(end) && at.isBefore(knowledge.asOf())));
        ReportRequest ofDeliveries = request(window, Optional.empty());
        ReportRequest ofThroughput = request(
                new Window(doneSince, end),
                firstItem.filter(at -> doneSince.isBefore(at) && at.isBefore(end) && at.isBefore(knowledge.asOf())));
        Optional<ReportRequest> before = earlier.map(this::requestAsAsked);
        Optional<Reason> notBefore = earlier.flatMap(other -> notKnown(other, first));
        Optional<By> by = outlook.groups();
        ReportFigures figures = new ReportFigures(
                request,
                ofDeliveries,
                ofThroughput,
                before,
                notBefore,
                chosen,
                store.states(knowledge),
                by,
                listed,
                why,
                events,
                cores);
        // what a metric says of every item, those that ended before the window included, their groups do not know
        boolean ofAll = why instanceof FlowMetric<?> metric && metric.evidence().selection() == ItemSelection.ALL;
        Instant seen = ofAll ? Instant.MIN : why == Forecast.METRIC ? longest : earliest;
        if (rows.isPresent()) {
            rows.get().report(chosen.stream(), seen, longest, figures);
        } else if (!gathered.isEmpty()) {
            gathered.giveTo(figures);
        } else {
            derivation().compute(knowledge, chosen.stream(), earliest, figures);
        }
        return named(figures.toMade(outlook));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What the few items that are shown wait for is called by name, and linked, only here: a row has no chain. */
    private ReportAnswer named(ReportAnswer made) {
        InProgress now = made.flow().of(InProgressAccumulator.METRIC);
        Map<ArtifactId, ArtifactSnapshot> shown = new HashMap<>();
        store.histories(now.sources(), knowledge).forEach(history -> shown.put(history.artifact(), history.snapshot()));
        return new ReportAnswer(
                made.flow().with(InProgressAccumulator.METRIC, now.named(shown)),
                made.throughput(),
                made.extras(),
                made.listing() == null
                        ? null
                        : new Listing(
                                names
                                        ? named(made.listing().items())
                                        : made.listing().items(),
                                addressed(made.listing().deployments()),
                                made.listing().failedBuilds()),
                made.explanation());
    }

    /** Names what the timelines of the first items are made of; of the others only the kind is shown. */
    private ItemList named(ItemList items) {
        Set<ArtifactId> wanted = new LinkedHashSet<>();
        for (ListedItem item : items.items()) {
            if (wanted.size() >= MOST_NAMES) {
                break;
            }
            item.steps().stream()
                    .map(ListedItem.Step::source)
                    .filter(source -> !source.equals(item.item().artifact()))
                    .forEach(wanted::add);
        }
        Map<ArtifactId, ItemList.Named> names = new HashMap<>();
        store.histories(wanted, knowledge)
                .forEach(history -> names.put(
                        history.artifact(),
                        new ItemList.Named(
                                history.snapshot().key(), history.snapshot().url())));
        return items.named(names);
    }

    private DeploymentList addressed(DeploymentList list) {
        Map<ArtifactId, URI> addresses = new HashMap<>();
        store.histories(
                        list.deployments().stream()
                                .map(one -> one.ref().artifact())
                                .toList(),
                        knowledge)
                .forEach(history -> {
                    URI url = history.snapshot().url();
                    if (url != null) {
                        addresses.put(history.artifact(), url);
                    }
                });
        return list.at(addresses);
    }

    private Derivation derivation() {
        return new Derivation(store, chosen.definition(), least);
    }

    /** Where a report came from. */
    enum How {
        /** From derived rows. */
        FROM_ROWS,
        /** From the facts. */
        COMPUTED
    }

    /** Why no item is in a report although the store holds some; empty if some are, or if it holds none. */
    public Optional<String> nothingMatched(ReportAnswer made, ItemFilter filter) {
        Population items = made.flow().population();
        long ofPeople = items.offered() - items.leftOut(LeftOut.AUTOMATION);
        return items.leftOut(LeftOut.FILTERED) == ofPeople
                ? new NothingMatched(chosen, filter).in(store, knowledge)
                : Optional.empty();
    }

    /** How the last report was come by. */
    @Nullable How how() {
        return how;
    }

    /**
     * A request for what is known of the window.
     *
     * @param first when the first item was created, if that was after the window begins
     */
    private ReportRequest request(Window window, Optional<Instant> first) {
        return made(() -> ReportRequest.of(
                zone, asked, named(), new Freshness(window, asked.asOf(), coverage, first.orElse(null), aside)));
    }

    private ReportRequest requestAsAsked(Window window) {
        return made(() ->
                new ReportRequest(window, zone, knowledge, named(), Freshness.notNoted(window, knowledge.asOf())));
    }

    private ItemFilter named() {
        return filter.among(chosen.team(), chosen.service());
    }

    private static ReportRequest made(Supplier<ReportRequest> request) {
        try {
            return request.get();
        } catch (IllegalArgumentException e) {
            throw UserError.usage(String.valueOf(e.getMessage()));
        }
    }

    /** Why a window cannot be compared with; empty if all of it is known. */
    private Optional<Reason> notKnown(Window window, Optional<Instant> first) {
        Optional<Instant> late =
                Optional.ofNullable(coverage).flatMap(Coverage::knownFrom).filter(window.start()::isBefore);
        return late.map(from -> "the window begins before " + Formats.minute(from, zone)
                        + ", and one source has no earlier data")
                .or(() -> first.filter(window.start()::isBefore)
                        .map(from -> "the window begins before " + Formats.minute(from, zone)
                                + ", when the first item was created"))
                .map(detail -> new Reason(Reason.Code.TOO_LITTLE_HISTORY, detail));
    }

    /**
     * The first instant of anything that a figure counts: an item, a build that ended, a deployment to production. In a small store what
     * is computed for it is the report itself, and gathered.
     */
    private Optional<Instant> first(Optional<DerivedView> rows, GatheredParts gathered) {
        if (rows.isPresent()) {
            return rows.get().first();
        }
        ItemParts nothing = (flow, of, history) -> {};
        ReportParts parts = derivation().isSmall() ? gathered : nothing;
        return derivation().compute(knowledge, chosen.stream(), Instant.MIN, parts);
    }

    private UserError nothingThere() {
        return UserError.failed("the store holds no item that existed as of " + knowledge.asOf()
                + ". Run millrace sync or millrace import first, or let tools post to millrace serve.");
    }
}
