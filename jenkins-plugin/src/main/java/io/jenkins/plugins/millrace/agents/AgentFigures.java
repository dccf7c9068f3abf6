package io.jenkins.plugins.millrace.agents;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The report of the last days. Who asks never waits for it: it gets the last one, and what is older than ten minutes is made again behind it. */
final class AgentFigures {

    private static final Logger LOG = Logger.getLogger(AgentFigures.class.getName());
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** More uses than these make the replay slow; the window is shorter then, and says so. */
    private static final int USES = 20_000;

    private final AgentLog log;
    private final LabelMatch match;
    private final Supplier<List<AgentUse>> running;
    private final Executor background;
    private final InstantSource clock;

    private @Nullable AgentReport report;
    private Instant made = Instant.MIN;
    private boolean pending;

    /**
     * The figures of that log.
     *
     * @param running what is being done now, which is not in the log yet
     */
    AgentFigures(
            AgentLog log,
            LabelMatch match,
            Supplier<List<AgentUse>> running,
            Executor background,
            InstantSource clock) {
        this.log = log;
        this.match = match;
        this.running = running;
        this.background = background;
        this.clock = clock;
    }

    /** The last report; empty until the first one is made. */
    synchronized Optional<AgentReport> report() {
        if (!pending && made.isBefore(clock.instant().minus(FRESH))) {
            pending = true;
            try {
                background.execute(this::make);
            } catch (RejectedExecutionException e) {
                pending = false; // the next who asks tries again
            }
        }
        return Optional.ofNullable(report);
    }

    private void make() {
        AgentReport now = null;
        try {
            now = compute();
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, e, () -> "Millrace: what waiting for agents costs cannot be computed");
        }
        synchronized (this) {
            report = now == null ? report : now;
            made = clock.instant();
            pending = false;
        }
    }

    private AgentReport compute() throws IOException {
        Instant end = clock.instant();
        Instant begin = end.minus(WINDOW);
        AgentLog.Content content = log.since(
                begin.atOffset(ZoneOffset.UTC).toLocalDate(),
                end.atOffset(ZoneOffset.UTC).toLocalDate(),
                USES);
        List<AgentUse> uses = new ArrayList<>(content.uses());
        boolean cut = uses.size() == USES;
        long first = cut ? Math.max(begin.toEpochMilli(), uses.get(0).from()) : begin.toEpochMilli();
        uses.addAll(running.get());
        uses.sort(Comparator.comparing(AgentUse::from).thenComparing(AgentUse::end));
        return AgentReport.of(content.states(), uses, match, first, end.toEpochMilli());
    }
}
