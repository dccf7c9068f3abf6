package dev.millrace.app.status;

import dev.millrace.app.status.StoreStatus.Gap;
import dev.millrace.app.status.StoreStatus.SourceStatus;
import dev.millrace.app.status.StoreStatus.Tally;
import dev.millrace.collect.BudgetLog;
import dev.millrace.collect.RunLog;
import dev.millrace.collect.SourceRun;
import dev.millrace.config.MillraceConfig;
import dev.millrace.git.GitRepository;
import dev.millrace.github.GitHubSite;
import dev.millrace.jira.JiraSite;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LedgerEntry;
import dev.millrace.store.CursorPlace;
import dev.millrace.store.FlowStore;
import dev.millrace.store.WatchList;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads from a store how Millrace is doing. */
public final class StatusReader {

    /** The tools that sync reads; others report by themselves. */
    private static final List<String> COLLECTED = List.of("jira:", "github:", "git:");

    /** More are counted, but not named. */
    static final int NAMED_GAPS = 100;

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);

    private final MillraceConfig config;
    private final FlowStore store;
    private final InstantSource clock;
    private final StaleLimit limit;

    /** Of that store, which is only read. */
    public StatusReader(MillraceConfig config, FlowStore store, InstantSource clock) {
        this.config = Objects.requireNonNull(config, "config");
        this.store = Objects.requireNonNull(store, "store");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.limit = StaleLimit.of(config.serve(), clock.instant());
    }

    /** How it is doing now. */
    public StoreStatus read() {
        List<SourceStatus> sources = sources();
        Ledger ledger = new Ledger();
        store.forEachLedgerEntry(EVERYTHING, ledger::add);
        List<Tally> tallies = ledger.tallies();
        List<StoreStatus.HubJob> jobs = new JobLog(store.operations(), clock).all();
        List<WatchList> watch = store.watchLists();
        return new StoreStatus(
                clock.instant(),
                config.store().toString(),
                store.operations().size(),
                store.lastRecordedAt(),
                sources,
                tallies,
                named(ledger.gaps),
                watch,
                new BudgetLog(store.operations()).all(),
                jobs,
                AttentionFinder.find(sources, tallies, jobs, watch, limit));
    }

    private List<SourceStatus> sources() {
        Map<String, CursorPlace> cursors = new HashMap<>();
        store.operations().forEachCursor(place -> cursors.put(place.cursor().source(), place));
        Map<String, SourceRun> runs = new HashMap<>();
        new RunLog(store.operations(), clock).all().forEach(run -> runs.put(run.source(), run));
        List<String> named = configured();
        SortedMap<String, SourceStatus> sources = new TreeMap<>();
        cursors.keySet().forEach(id -> sources.put(id, source(id, named, cursors.get(id), runs.get(id))));
        runs.keySet().forEach(id -> sources.putIfAbsent(id, source(id, named, null, runs.get(id))));
        for (String id : named) {
            if (sources.keySet().stream().noneMatch(known -> belongs(known, id))) {
                sources.put(id, new SourceStatus(id, true, null, null, false, null, null));
            }
        }
        return List.copyOf(sources.values());
    }

    private SourceStatus source(String id, List<String> named, @Nullable CursorPlace place, @Nullable SourceRun run) {
        // what was imported, and links, are no matter of the configuration
        boolean collected = COLLECTED.stream().anyMatch(id::startsWith);
        Boolean configured = (named.isEmpty() || !collected)
                ? null
                : (Boolean) named.stream().anyMatch(name -> belongs(id, name));
        SourceStatus source = new SourceStatus(
                id,
                configured,
                place == null ? null : place.cursor(),
                place == null ? null : place.movedAt().orElse(null),
                store.listing(id).isPresent(),
                run,
                null);
        return collected && run != null && place != null && !Boolean.FALSE.equals(configured)
                ? source.withStale(limit.isExceeded(source.readUntil(), run.startedAt()))
                : source;
    }

    /** What the configuration names, as the beginnings of the ids of its sources. */
    private List<String> configured() {
        List<String> named = new ArrayList<>();
        for (JiraSite site : config.jira()) {
            named.add(site.tool() + "/issues");
        }
        for (GitHubSite site : config.github()) {
            site.repositories().forEach(repository -> named.add(site.tool() + "/" + repository));
        }
        config.git().forEach(clone -> named.add(GitRepository.TOOL + "/" + clone.name()));
        return named;
    }

    /** GitHub takes no notice of case; {@code owner/*} is every repository of the owner. */
    private static boolean belongs(String source, String name) {
        String id = source.toLowerCase(Locale.ROOT);
        String prefix = name.toLowerCase(Locale.ROOT);
        return id.equals(prefix)
                || (prefix.endsWith("/*")
                        ? id.startsWith(prefix.substring(0, prefix.length() - 1))
                        : id.startsWith(prefix + '/'));
    }

    /** With the keys that people know the things by. */
    private List<Gap> named(List<LedgerEntry> entries) {
        Map<String, String> keys = new HashMap<>();
        List<ArtifactId> artifacts = entries.stream()
                .map(entry -> artifact(entry.scope()))
                .flatMap(Optional::stream)
                .toList();
        store.histories(artifacts, EVERYTHING)
                .forEach(history -> keys.put(
                        history.artifact().toString(), history.snapshot().key()));
        return entries.stream()
                .map(entry -> new Gap(
                        entry.tool().toString(),
                        keys.getOrDefault(entry.scope(), entry.scope()),
                        entry.measure(),
                        Objects.requireNonNullElse(entry.expected(), 0L),
                        entry.captured(),
                        entry.note()))
                .toList();
    }

    private static Optional<ArtifactId> artifact(String scope) {
        try {
            return Optional.of(ArtifactId.parse(scope));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the name of a scan
        }
    }

    /** Sums up in bounded memory. */
    private static final class Ledger {
        private final SortedMap<String, Tally> tallies = new TreeMap<>();
        private final List<LedgerEntry> gaps = new ArrayList<>();

        void add(LedgerEntry entry) {
            String tool = entry.tool().toString();
            boolean silent = entry.expected() == null;
            long expected = Objects.requireNonNullElse(entry.expected(), 0L);
            long missing = Math.max(0, expected - entry.captured());
            Tally line = new Tally(
                    tool,
                    entry.measure(),
                    1,
                    silent ? 1 : 0,
                    expected,
                    silent ? 0 : entry.captured(),
                    missing > 0 ? 1 : 0,
                    missing);
            tallies.merge(tool + '\n' + entry.measure(), line, Ledger::sum);
            if (missing > 0 && gaps.size() < NAMED_GAPS) {
                gaps.add(entry);
            }
        }

        private static Tally sum(Tally one, Tally other) {
            return new Tally(
                    one.tool(),
                    one.measure(),
                    one.lines() + other.lines(),
                    one.silent() + other.silent(),
                    one.expected() + other.expected(),
                    one.captured() + other.captured(),
                    one.incomplete() + other.incomplete(),
                    one.missing() + other.missing());
        }

        List<Tally> tallies() {
            return List.copyOf(tallies.values());
        }
    }
}
