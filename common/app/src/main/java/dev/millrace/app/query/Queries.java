package dev.millrace.app.query;

import dev.millrace.app.EnumOption;
import dev.millrace.app.TimeParser;
import dev.millrace.app.UserError;
import dev.millrace.app.doctor.Doctor;
import dev.millrace.app.doctor.Examination;
import dev.millrace.app.item.BuildName;
import dev.millrace.app.item.ItemService;
import dev.millrace.app.item.Seeing;
import dev.millrace.app.item.Visibility;
import dev.millrace.app.report.Outlook;
import dev.millrace.app.report.ReportAnswer;
import dev.millrace.app.report.ReportQuestion;
import dev.millrace.app.report.ReportService;
import dev.millrace.app.report.ReportWindow;
import dev.millrace.app.report.StreamChoice;
import dev.millrace.app.status.StatusReader;
import dev.millrace.app.status.StoreStatus;
import dev.millrace.app.sync.RepositoryNames;
import dev.millrace.buildcard.BuildHistory;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.config.MillraceConfig;
import dev.millrace.derive.Derivation;
import dev.millrace.document.Document;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.report.Listing;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.view.ExplanationView;
import dev.millrace.view.ReportView;
import dev.millrace.view.item.BuildView;
import dev.millrace.view.item.DeployedView;
import dev.millrace.view.item.ItemView;
import dev.millrace.view.item.WhereView;
import dev.millrace.view.page.ReportPage;
import dev.millrace.view.stream.DefinitionDocument;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The questions about one item, one build or many items, over one configuration: the hub calls this for every request. Called by
 * several threads, each with a store of its own.
 */
public final class Queries {

    /** All clients of a hub share its memory, so the window of a report is limited. */
    private static final Duration WIDEST = Duration.ofDays(3_660);

    private static final int SHORT_SHA = 10;
    private static final int MAX_NAMESAKES = 20;
    private static final int MAX_ITEMS = 20; // further items of a build are listed by key only

    private final MillraceConfig config;
    private final Definition definition;
    private final ZoneId zone;
    private final InstantSource clock;

    /** Queries over a configuration; {@code clock} is the current time, which is the as-of of a question that names none. */
    public Queries(MillraceConfig config, InstantSource clock) {
        this.config = config;
        this.definition = config.definition();
        this.zone = config.zone();
        this.clock = clock;
    }

    /**
     * Queries over a store that nothing is collected into.
     *
     * @param definition how work flows
     * @param zone where days and weeks begin
     * @param clock the current time, which is the as-of of a question that names none
     */
    public Queries(Definition definition, ZoneId zone, InstantSource clock) {
        this(MillraceConfig.of(definition, zone), clock);
    }

    /**
     * An item.
     *
     * @param kind issue or pull request
     * @param key what people call it
     * @param visibility what the reader may see
     * @return empty if no such item is captured, it did not exist by then, or the reader may not see it
     */
    public Optional<ItemView> item(
            FlowStore store, ArtifactKind kind, String key, Knowledge knowledge, Visibility visibility) {
        return RepositoryNames.find(store, key, knowledge)
                .filter(artifact -> artifact.kind() == kind)
                .filter(artifact ->
                        new Seeing(definition.asOf(knowledge.asOf()), visibility).sees(store, artifact, knowledge))
                .map(artifact ->
                        new ItemService(store, knowledge, message -> {}, definition).view(artifact, key, zone, false));
    }

    /**
     * A build, with the items that it carries.
     *
     * @param key the job's full name, a blank, {@code #} and the build's number; followed by {@code @} and the milliseconds when it was
     *     scheduled it means that build and none that had the same name before or after
     * @param visibility what the reader may see; of the items only those are returned
     * @return empty if no such build is captured, it did not exist by then, or the reader may not see it
     */
    public Optional<BuildView> build(FlowStore store, String key, Knowledge knowledge, Visibility visibility) {
        Seeing seeing = new Seeing(definition.asOf(knowledge.asOf()), visibility);
        BuildName name = BuildName.of(key);
        Map<BuildRecord, Optional<Instant>> builds = new LinkedHashMap<>();
        store.findAll(name.key(), knowledge).stream()
                .filter(artifact -> artifact.kind() == ArtifactKind.BUILD)
                .filter(artifact -> seeing.sees(store, artifact, knowledge))
                .limit(MAX_NAMESAKES)
                .flatMap(artifact -> store.histories(List.of(artifact), knowledge).stream())
                .forEach(history -> BuildHistory.record(history, knowledge.asOf(), sha -> commit(store, sha, knowledge))
                        .ifPresent(build -> builds.put(build, BuildHistory.deletedAt(history, knowledge.asOf()))));
        return builds.entrySet().stream()
                .filter(entry -> name.means(entry.getKey()))
                .findFirst()
                .map(entry -> new BuildView(
                        entry.getKey(),
                        knowledge,
                        items(store, entry.getKey(), knowledge, seeing),
                        entry.getValue().orElse(null),
                        others(builds.keySet(), entry.getKey())));
    }

    /**
     * What people call by that name: the key of an issue, {@code owner/name#12}, {@code job #7}, a job, or the SHA of a commit (10 to 40
     * digits), which stands for the pull request that was merged as it, else for an issue that it names.
     *
     * @param visibility what the reader may see
     * @return empty if nothing is captured under that name, or the reader may not see it
     */
    public Optional<FoundArtifact> search(FlowStore store, String text, Knowledge knowledge, Visibility visibility) {
        return new Search(store, definition, knowledge, visibility).find(text);
    }

    /**
     * Where something is.
     *
     * @param text as for {@link #search}
     * @param visibility what the reader may see
     * @throws UserError if there is none, it did not exist yet, or the reader may not see it
     */
    public WhereView where(FlowStore store, String text, Knowledge knowledge, Visibility visibility) {
        return new WhereService(store, knowledge, definition, message -> {}).where(text, zone, visibility);
    }

    /**
     * What came to an environment.
     *
     * @param since from when on deployments are named: a date or an instant; empty for {@link DeployedService#USUAL}
     * @throws UserError if no change was deployed to it, or {@code since} is no time
     */
    public DeployedView deployed(FlowStore store, String environment, Optional<String> since, Knowledge knowledge) {
        Optional<Instant> start = since.map(text -> new TimeParser(zone).first("since", text));
        return new DeployedService(store, knowledge, definition).deployed(environment, start, zone);
    }

    private static List<Instant> others(Collection<BuildRecord> builds, BuildRecord shown) {
        return builds.stream()
                .filter(build -> !build.equals(shown))
                .map(BuildRecord::scheduledAt)
                .sorted()
                .toList();
    }

    /** Commits are called by the beginning of their SHA. */
    private static Optional<ArtifactSnapshot> commit(KnownFacts store, String sha, Knowledge knowledge) {
        String key = sha.substring(0, Math.min(SHORT_SHA, sha.length()));
        return store.find(key, knowledge)
                .filter(artifact -> artifact.kind() == ArtifactKind.COMMIT
                        && artifact.nativeId().equalsIgnoreCase(sha))
                .flatMap(artifact ->
                        store.histories(List.of(artifact), knowledge).stream().findFirst())
                .map(ArtifactHistory::snapshot);
    }

    private List<ItemView> items(FlowStore store, BuildRecord build, Knowledge knowledge, Seeing seeing) {
        ItemService lookup = new ItemService(store, knowledge, message -> {}, definition);
        return build.issueKeys().stream()
                .limit(MAX_ITEMS)
                .flatMap(key -> store.find(key, knowledge).stream())
                .filter(artifact -> artifact.kind() == ArtifactKind.ISSUE)
                .filter(artifact -> seeing.sees(store, artifact, knowledge))
                .distinct()
                .flatMap(artifact -> lookup.viewOf(artifact, zone).stream())
                .toList();
    }

    /** Derives rows after facts were added, so that the next question does not have to. */
    public void derive(FlowStore store) {
        new Derivation(store, definition).bringUpToDate(clock.instant());
    }

    /** How its sources and the hub's jobs are doing. */
    public StoreStatus status(FlowStore store) {
        return new StatusReader(config, store, clock).read();
    }

    /** What in the store weakens figures, such as guesses of the definition. Reads the whole store. */
    public Examination examination(KnownFacts store) {
        return Doctor.ofStore(definition, store);
    }

    /** The definition in words, with the stage of each state that was seen. */
    public Document definition(KnownFacts store) {
        Instant now = clock.instant();
        return DefinitionDocument.of(definition, store.states(new Knowledge(now, now)));
    }

    /** How work flows. A report needs to name a value stream if there are several. */
    public Definition definition() {
        return definition;
    }

    /** Where people reach the hub, without a slash at the end; empty if that is not configured. */
    public Optional<URI> hubUrl() {
        return config.serve().url();
    }

    /** Where days and weeks begin. */
    public ZoneId zone() {
        return zone;
    }

    /**
     * A report.
     *
     * @throws UserError if a parameter has an invalid value, or there are several value streams and none is named
     */
    public ReportView report(FlowStore store, ReportQuestion question, Knowledge knowledge) {
        return report(store, question, knowledge, Listed.NOTHING).view();
    }

    /**
     * Why a number of a report is what it is.
     *
     * @param metric which number
     * @throws UserError as for {@link #report}
     */
    public ExplanationView why(FlowStore store, ReportQuestion question, Knowledge knowledge, Metric metric) {
        ReportAnswer made =
                run(store, question, knowledge, Listed.NOTHING, metric).made();
        return ExplanationView.of(
                made.flow(), made.extras(), Objects.requireNonNull(made.explanation(), "explanation"));
    }

    /**
     * A report and the items behind its figures.
     *
     * @param view the report
     * @param listing what it is counted from; null if that was not requested
     */
    private record Answered(ReportView view, @Nullable Listing listing) {}

    /**
     * A report with the items behind its figures as a page of a site; otherwise as {@link #report}.
     *
     * @param view the report
     * @param page its page
     * @param services the names of the services that were deployed
     */
    public record ReportOfSite(ReportView view, ReportPage.OfSite page, SortedSet<String> services) {}

    /**
     * A report as a page of a site; otherwise as {@link #report}.
     *
     * @param site where the site has what the page needs
     * @param pages where the page of an item is, from the root of the site
     */
    public ReportOfSite reportOfSite(
            FlowStore store,
            ReportQuestion question,
            Knowledge knowledge,
            ReportPage.Site site,
            Function<ItemRef, @Nullable URI> pages) {
        Answered answered = report(store, question, knowledge, Listed.OF_SITE);
        Listing listing = Objects.requireNonNull(answered.listing(), "listing");
        return new ReportOfSite(
                answered.view(), ReportPage.ofSite(answered.view(), listing, site, pages), listing.services());
    }

    /** A report as one file of HTML, with the items behind its figures; otherwise as {@link #report}. */
    public String reportPage(FlowStore store, ReportQuestion question, Knowledge knowledge) {
        Answered answered = report(store, question, knowledge, Listed.OF_FILE);
        return ReportPage.html(answered.view(), Objects.requireNonNull(answered.listing(), "listing"));
    }

    /** What is listed besides the figures. */
    private enum Listed {
        NOTHING,
        OF_SITE,
        OF_FILE
    }

    private Answered report(FlowStore store, ReportQuestion question, Knowledge knowledge, Listed listed) {
        Ran ran = run(store, question, knowledge, listed, null);
        return new Answered(
                ReportView.of(ran.made().flow(), ran.made().extras()).noted(ran.nothing()),
                ran.made().listing());
    }

    /**
     * A report that ran.
     *
     * @param nothing why no item is in it; null if some are
     */
    private record Ran(ReportAnswer made, @Nullable String nothing) {}

    private Ran run(
            FlowStore store, ReportQuestion question, Knowledge knowledge, Listed listed, @Nullable Metric why) {
        Set<ItemType> types = question.types().stream()
                .map(type -> EnumOption.of("type", type, ItemType.values(), ItemType::text))
                .collect(Collectors.toSet());
        ReportWindow window = new ReportWindow(
                question.since(), question.until(), question.days().map(Queries::days), false);
        Instant end = window.end(knowledge.asOf(), zone);
        window.start(end, zone)
                .filter(start -> start.isBefore(end.minus(WIDEST)))
                .ifPresent(start -> {
                    throw UserError.usage("a report of this hub covers at most " + WIDEST.toDays()
                            + " days: request fewer days, or a later since");
                });
        Outlook outlook = new Outlook(question.by(), question.compare(), Outlook.DEFAULT_WEEKS, List.of());
        question.compare()
                .flatMap(text -> outlook.before(new Window(end.minusMillis(1), end), false, zone))
                .filter(other -> other.start().isBefore(end.minus(WIDEST)))
                .ifPresent(other -> {
                    throw UserError.usage("a report of this hub is compared with days of the last " + WIDEST.toDays()
                            + " only: request later ones");
                });
        Set<Origin> origins = question.origins().stream()
                .map(origin -> EnumOption.of("origin", origin, Origin.values(), Origin::text))
                .collect(Collectors.toSet());
        ItemFilter filter = new ItemFilter(new TreeSet<>(question.projects()), types, origins);
        // a token may be restricted to the requested part, and must not see the names of anything else
        boolean narrowed = !question.projects().isEmpty()
                || question.team().isPresent()
                || question.service().isPresent();
        StreamChoice chosen =
                StreamChoice.ofParameters(definition, question.stream(), question.team(), question.service());
        ReportService run = narrowed
                ? ReportService.withoutSourceNames(store, zone, knowledge, chosen, filter)
                : new ReportService(store, zone, knowledge, chosen, filter);
        ReportAnswer made = run.withItems(listed != Listed.NOTHING)
                .withNames(listed == Listed.OF_FILE)
                .run(window, outlook, why);
        Optional<String> nothing =
                run.nothingMatched(made, filter).map(sentence -> narrowed ? "no item matches the request" : sentence);
        return new Ran(made, nothing.orElse(null));
    }

    private static Integer days(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw UserError.usage("days must be a number, but is \"" + text + '"');
        }
    }

    /**
     * The two instants of a question: those that it names, otherwise now.
     *
     * @throws UserError if it names something that is no time, or is still to come
     */
    public Knowledge knowledge(KnownFacts store, Optional<String> asOf, Optional<String> knownAt) {
        TimeParser times = new TimeParser(zone);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Knowledge(
                asOf.map(text -> times.past("asOf", text, latest(now, store))).orElse(now),
                knownAt.map(text -> times.last("knownAt", text))
                        .or(store::lastRecordedAt)
                        .orElse(now));
    }

    /** Where the clock of this machine was set back, what was recorded before is no future. */
    private static Instant latest(Instant now, KnownFacts store) {
        return store.lastRecordedAt().filter(now::isBefore).orElse(now);
    }
}
