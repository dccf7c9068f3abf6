package dev.millrace.demo.bench;

import dev.millrace.app.UserError;
import dev.millrace.chain.link.KeyLinker;
import dev.millrace.cli.CliContext;
import dev.millrace.config.MillraceConfig;
import dev.millrace.config.StorePlace;
import dev.millrace.demo.bench.Measured.Target;
import dev.millrace.demo.bench.Questions.Question;
import dev.millrace.demo.bench.StoreFill.Filled;
import dev.millrace.derive.Derivation;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the store of an organisation and measures it. */
final class BenchRun {

    /** What can be measured by itself. */
    enum Part {
        /** Writing; only this part is left out by itself where the store is there already. */
        FILL,
        /** Reading. */
        READ,
        /** Histories to flows. */
        ENGINE,
        /** A report, and one after news. */
        REPORT,
        /** Other questions, each in a process of its own. */
        QUESTIONS,
        /** Pages of a hub. */
        HUB;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Fixed, so that the same arguments give the same facts on every day. */
    // far enough back that the news after it are not still to come
    private static final Instant END = Instant.parse("2025-11-01T00:00:00Z");

    private static final int ITEMS_FOR_THE_ENGINE = 4_000;
    private static final int NEWS = 1_000;
    /** How often the report after them is made; the one in the middle counts. */
    private static final int REFRESHES = 3;

    private static final double ENGINE_TARGET = 1_000_000;
    private static final double REFRESH_TARGET = 2;
    private static final int ITEMS_OF_THE_TARGETS = 1_000_000;
    private static final String PROMISED_HEAP = "512m";
    private static final double NANOS = 1e9;
    private static final double MEBI = 1 << 20;

    private final CliContext context;
    private final Organisation organisation;
    private final Set<Part> parts;
    private final String heap;
    private final Duration engine;

    /**
     * A bench, not yet run.
     *
     * @param parts what to measure
     * @param heap of the report's process, as {@code -Xmx} takes it
     * @param engine how much CPU time the engine is measured for, after twice that for warming up
     */
    BenchRun(CliContext context, int items, long seed, Set<Part> parts, String heap, Duration engine) {
        this.context = context;
        this.organisation = new Organisation(items, seed, END);
        this.parts = Set.copyOf(parts);
        this.heap = heap;
        this.engine = engine;
    }

    /**
     * What was measured.
     *
     * @param figures all that could be
     * @param failure why the rest could not, or null
     */
    record Result(List<Measured> figures, @Nullable UserError failure) {}

    /** Measures over a store that is made for the while. */
    Result run() {
        return inTemporaryFolder(folder -> {
            Path file = folder.resolve("bench.db");
            return run(of(file), List.of("--store", file.toAbsolutePath().toString()));
        });
    }

    /**
     * Measures over that store, which is filled if it is not.
     *
     * @param place the options that name it
     */
    Result run(MillraceConfig config, List<String> place) {
        List<Measured> figures = new ArrayList<>();
        long opening = System.nanoTime();
        try (FlowStore store = context.workspace().storeToWrite(config)) {
            store.lastRecordedAt();
            double opened = (System.nanoTime() - opening) / NANOS;
            StoreFill fill = new StoreFill(store, organisation);
            if (!fill.fits()) {
                throw UserError.usage("the store " + config.store()
                        + " holds something else than this organisation: pass another one with --store, or the "
                        + "--items and --seed that it was made with");
            }
            if (fill.filledUntil().isEmpty()) {
                figures.addAll(fill(fill, store));
            } else {
                figures.add(new Measured("open", "to open the store", opened * 1e3, "ms"));
            }
            Instant until = fill.filledUntil().orElse(END);
            if (parts.contains(Part.READ)) {
                figures.addAll(new StoreMeasure(store, new Knowledge(until, Instant.MAX)).run());
            }
            if (parts.contains(Part.ENGINE)) {
                figures.addAll(engine());
            }
            if (parts.contains(Part.REPORT)) {
                figures.addAll(report(store, fill, until, place));
            }
            if (parts.contains(Part.QUESTIONS) || parts.contains(Part.HUB)) {
                figures.addAll(questions(store, fill, config, place));
            }
        } catch (UserError failure) {
            return new Result(figures, failure);
        }
        return new Result(figures, null);
    }

    private List<Measured> fill(StoreFill fill, FlowStore store) {
        try (BenchProgress progress = new BenchProgress(context.console(), organisation.items())) {
            Filled filled = fill.fill(progress);
            return List.of(
                    new Measured("events", "events stored", filled.events(), "events"),
                    new Measured("artifacts", "artifacts stored", filled.artifacts(), "artifacts"),
                    new Measured("write", "stored", filled.events() * NANOS / filled.commitNanos(), "events/s"),
                    new Measured(
                            "size",
                            "an event with its share of all else",
                            (double) store.operations().size().bytes() / filled.events(),
                            "bytes"));
        }
    }

    /** In a store of its own, because the engine does not care how many items there are besides. */
    private List<Measured> engine() {
        say("measuring the engine");
        return inTemporaryFolder(folder -> {
            try (FlowStore store = SqliteFlowStore.open(
                    folder.resolve("engine.db"), context.process().clock())) {
                Organisation small = new Organisation(
                        Math.min(organisation.items(), ITEMS_FOR_THE_ENGINE), organisation.seed(), END);
                new StoreFill(store, small).fill((items, events) -> {});
                EngineMeasure measure = EngineMeasure.of(
                        store, Definition.standard(), new Knowledge(END, Instant.MAX), ITEMS_FOR_THE_ENGINE);
                EngineMeasure.Speed speed = measure.run(engine.multipliedBy(2), engine);
                double distinct = speed.perSecond(measure.mix().distinct());
                return List.of(
                        new Measured("engine", "engine, one core", distinct, "events/s")
                                .against(new Target("at least 1,000,000", distinct >= ENGINE_TARGET)),
                        new Measured(
                                "engine-given",
                                "the same, an event once for each of its items",
                                speed.perSecond(measure.mix().given()),
                                "events/s"),
                        new Measured(
                                "engine-items",
                                "the same in items",
                                speed.perSecond(measure.mix().items()),
                                "items/s"));
            }
        });
    }

    private List<Measured> report(FlowStore store, StoreFill fill, Instant until, List<String> place) {
        // so that the first report computes everything, in a store that was measured before as well
        store.derived().begin();
        boolean promised = organisation.items() >= ITEMS_OF_THE_TARGETS;
        say("running a report in a heap of " + heap);
        ColdProcess cold = new ColdProcess(context.process().directory(), heap, place);
        ColdProcess.Took full = cold.work(report(until));
        List<ColdProcess.Took> after = new ArrayList<>();
        long news = 0;
        for (int i = 0; i < REFRESHES; i++) {
            Filled added = fill.news(NEWS);
            say("running it again after " + added.events() + " new events");
            news = added.events();
            after.add(cold.ask(report(added.until())));
        }
        after.sort(Comparator.comparing(ColdProcess.Took::cpu));
        ColdProcess.Took refreshed = after.get(REFRESHES / 2);
        double share = 100.0 * refreshed.wall().toNanos() / full.wall().toNanos();
        return List.of(
                new Measured("report", "report, with the start of Java", seconds(full.wall()), "s")
                        .against(new Target(
                                "in a heap of " + PROMISED_HEAP,
                                (promised && heap.equals(PROMISED_HEAP)) ? Boolean.TRUE : null)),
                new Measured("report-cpu", "the same, CPU time", seconds(full.cpu()), "s"),
                new Measured(
                        "report-heap", "heap that a collection left, at most", full.heap() / MEBI, "MB of " + heap),
                new Measured("news", "new events", news, "events"),
                new Measured("refresh", "report after them, median of " + REFRESHES, seconds(refreshed.wall()), "s"),
                new Measured("refresh-cpu", "the same, CPU time", seconds(refreshed.cpu()), "s"),
                new Measured("refresh-share", "share of the full one", share, "%")
                        .against(new Target("at most 2%", promised ? share <= REFRESH_TARGET : null)));
    }

    private static List<String> report(Instant asOf) {
        return List.of("report", "--json", "--as-of", asOf.toString());
    }

    private List<Measured> questions(FlowStore store, StoreFill fill, MillraceConfig config, List<String> place) {
        Questions questions = Questions.of(store, fill.filledUntil().orElse(END));
        say("linking and deriving whatever is not yet");
        KeyLinker.link(store);
        Derivation derivation = new Derivation(store, Definition.standard());
        derivation.bringUpToDate(questions.asOf());
        List<Measured> figures = new ArrayList<>();
        if (parts.contains(Part.QUESTIONS)) {
            ColdProcess cold = new ColdProcess(context.process().directory(), heap, place);
            for (Question question : questions.all()) {
                say("asking: " + String.join(" ", question.command()));
                figures.add(new Measured(
                        question.id(),
                        question.name() + ", CPU time",
                        seconds(cold.ask(question.command()).cpu()),
                        "s"));
            }
        }
        if (parts.contains(Part.HUB)) {
            say("asking a hub");
            figures.addAll(inTemporaryFolder(folder ->
                    new HubMeasure(questions, () -> context.workspace().storeToWrite(config), folder).run()));
            figures.addAll(warmDerivation(store, fill, derivation));
        }
        return figures;
    }

    /** As a hub links and derives after what was posted to it. */
    private List<Measured> warmDerivation(FlowStore store, StoreFill fill, Derivation derivation) {
        Cpu cpu = new Cpu();
        List<Long> linked = new ArrayList<>();
        List<Long> derived = new ArrayList<>();
        for (int i = 0; i < REFRESHES; i++) {
            Filled added = fill.news(NEWS);
            long begin = cpu.nanos();
            KeyLinker.link(store);
            long between = cpu.nanos();
            derivation.bringUpToDate(added.until());
            linked.add(between - begin);
            derived.add(cpu.nanos() - between);
        }
        linked.sort(Comparator.naturalOrder());
        derived.sort(Comparator.naturalOrder());
        return List.of(
                new Measured(
                        "hub-link",
                        "making links after " + NEWS + " new events, warm, CPU time",
                        linked.get(REFRESHES / 2) / NANOS,
                        "s"),
                new Measured(
                        "hub-derive",
                        "deriving after " + NEWS + " new events, warm, CPU time",
                        derived.get(REFRESHES / 2) / NANOS,
                        "s"));
    }

    /** What there is to know where only a file was named. */
    static MillraceConfig of(Path file) {
        return MillraceConfig.ofStore(new StorePlace.File(file));
    }

    private void say(String message) {
        context.console().say(message);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    private static <T> T inTemporaryFolder(Function<Path, T> work) {
        try {
            Path folder = Files.createTempDirectory("millrace-bench");
            try {
                return work.apply(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
