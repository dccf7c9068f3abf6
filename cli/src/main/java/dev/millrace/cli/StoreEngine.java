package dev.millrace.cli;

import dev.millrace.app.EnumOption;
import dev.millrace.app.TimeParser;
import dev.millrace.app.UserError;
import dev.millrace.app.report.Outlook;
import dev.millrace.app.report.ReportService;
import dev.millrace.app.report.ReportWindow;
import dev.millrace.app.report.StreamChoice;
import dev.millrace.app.sync.RepositoryNames;
import dev.millrace.buildcard.BuildHistory;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.config.MillraceConfig;
import dev.millrace.hub.access.Visibility;
import dev.millrace.hub.engine.Engine;
import dev.millrace.hub.engine.QuestionException;
import dev.millrace.hub.engine.ReportQuestion;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.ItemType;
import dev.millrace.view.ReportView;
import dev.millrace.view.item.BuildView;
import dev.millrace.view.item.ItemView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Answers the hub's questions the way {@code millrace show} and {@code millrace report} do. */
final class StoreEngine implements Engine {

    /** Who shares a hub shares its memory: ten years are more than anybody looks at. */
    private static final Duration WIDEST = Duration.ofDays(3_660);

    private static final int SHORT_SHA = 10;
    private static final int MAX_NAMESAKES = 20;
    private static final int MAX_ITEMS = 20; // a build that carries more is told by their keys

    private final MillraceConfig config;
    private final InstantSource clock;

    StoreEngine(MillraceConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Optional<ItemView> item(
            FlowStore store, ArtifactKind kind, String key, Knowledge knowledge, Visibility visibility) {
        return RepositoryNames.find(store, key, knowledge)
                .filter(artifact -> artifact.kind() == kind)
                .filter(artifact -> new Seeing(config.definition().asOf(knowledge.asOf()), visibility)
                        .sees(store, artifact, knowledge))
                .map(artifact -> asked(() -> new ItemLookup(store, knowledge, Console.silent(), config.definition())
                        .view(artifact, key, config.zone(), false)));
    }

    @Override
    public Optional<BuildView> build(FlowStore store, String key, Knowledge knowledge, Visibility visibility) {
        Seeing seeing = new Seeing(config.definition().asOf(knowledge.asOf()), visibility);
        BuildName name = BuildName.of(key);
        List<BuildRecord> builds = store.findAll(name.key(), knowledge).stream()
                .filter(artifact -> artifact.kind() == ArtifactKind.BUILD)
                .filter(artifact -> seeing.sees(store, artifact, knowledge))
                .limit(MAX_NAMESAKES)
                .flatMap(artifact -> store.histories(List.of(artifact), knowledge).stream())
                .flatMap(history ->
                        BuildHistory.record(history, knowledge.asOf(), sha -> commit(store, sha, knowledge)).stream())
                .toList();
        return builds.stream()
                .filter(name::means)
                .findFirst()
                .map(build ->
                        new BuildView(build, knowledge, items(store, build, knowledge, seeing), others(builds, build)));
    }

    private static List<Instant> others(List<BuildRecord> builds, BuildRecord shown) {
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
        ItemLookup lookup = new ItemLookup(store, knowledge, Console.silent(), config.definition());
        return build.issueKeys().stream()
                .limit(MAX_ITEMS)
                .flatMap(key -> store.find(key, knowledge).stream())
                .filter(artifact -> artifact.kind() == ArtifactKind.ISSUE)
                .filter(artifact -> seeing.sees(store, artifact, knowledge))
                .distinct()
                .flatMap(artifact -> lookup.viewOf(artifact, config.zone()).stream())
                .toList();
    }

    @Override
    public ReportView report(FlowStore store, ReportQuestion question, Knowledge knowledge) {
        return asked(() -> {
            Set<ItemType> types = question.types().stream()
                    .map(type -> EnumOption.of("type", type, ItemType.values(), ItemType::text))
                    .collect(Collectors.toSet());
            ReportWindow window = new ReportWindow(
                    question.since(), question.until(), question.days().map(StoreEngine::days), false);
            Instant end = window.end(knowledge.asOf(), config.zone());
            window.start(end, config.zone())
                    .filter(start -> start.isBefore(end.minus(WIDEST)))
                    .ifPresent(start -> {
                        throw UserError.usage("a report of this hub covers at most " + WIDEST.toDays()
                                + " days: request fewer days, or a later since");
                    });
            ItemFilter filter = new ItemFilter(new TreeSet<>(question.projects()), types);
            // a token may be bound to what was asked for, and must not be told the names of anything else
            boolean narrowed = !question.projects().isEmpty()
                    || question.team().isPresent()
                    || question.service().isPresent();
            StreamChoice chosen = StreamChoice.of(
                    config.definition(),
                    question.stream()
                            .or(() -> Optional.of(
                                    config.definition().streams().get(0).id())),
                    question.team(),
                    question.service());
            ReportService run = narrowed
                    ? ReportService.withoutSourceNames(store, config.zone(), knowledge, chosen, filter)
                    : new ReportService(store, config.zone(), knowledge, chosen, filter);
            ReportService.Made made = run.run(window, Outlook.usual(question.by()), null);
            Optional<String> nothing = run.nothingMatched(made, filter)
                    .map(sentence -> narrowed ? "no item matches the request" : sentence);
            return ReportView.of(made.flow(), made.extras()).noted(nothing.orElse(null));
        });
    }

    private static Integer days(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw UserError.usage("days must be a number, but is \"" + text + '"');
        }
    }

    @Override
    public Knowledge knowledge(KnownFacts store, Optional<String> asOf, Optional<String> knownAt) {
        return asked(() -> {
            TimeParser moments = new TimeParser(config.zone());
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return new Knowledge(
                    asOf.map(text -> moments.past("asOf", text, latest(now, store)))
                            .orElse(now),
                    knownAt.map(text -> moments.last("knownAt", text))
                            .or(store::lastRecordedAt)
                            .orElse(now));
        });
    }

    /** Where the clock of this machine was set back, what was recorded before is no future. */
    private static Instant latest(Instant now, KnownFacts store) {
        return store.lastRecordedAt().filter(now::isBefore).orElse(now);
    }

    /** What a user of the command line would be told is told to the client. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (UserError e) {
            throw new QuestionException(String.valueOf(e.getMessage()));
        }
    }
}
