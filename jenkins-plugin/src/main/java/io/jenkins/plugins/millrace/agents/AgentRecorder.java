package io.jenkins.plugins.millrace.agents;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Job;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.OneOffExecutor;
import hudson.model.PeriodicWork;
import hudson.model.Queue;
import hudson.model.labels.LabelAtom;
import hudson.model.queue.WorkUnit;
import io.jenkins.plugins.millrace.hub.HubConfiguration;
import io.jenkins.plugins.millrace.settings.JobSettings;
import io.jenkins.plugins.millrace.threads.BackgroundThread;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Records which agents there are, each minute, and what they did. Whoever tells it something only hands it over; one thread writes. With
 * capture off it records nothing.
 */
@Extension
public final class AgentRecorder extends PeriodicWork {

    private static final Logger LOG = Logger.getLogger(AgentRecorder.class.getName());
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** So often the agents are written also if they are the same, so that a controller that is down is no agent that is idle. */
    private static final Duration REPEAT = Duration.ofMinutes(10);

    private static final int WAITING_AT_MOST = 10_000;

    private final java.util.concurrent.Executor background = BackgroundThread.named("millrace-agents", WAITING_AT_MOST);

    private final AskedLabels asked = new AskedLabels();
    private @Nullable AgentLog log;
    private @Nullable AgentFigures figures;
    private @Nullable Agents last;
    private @Nullable LocalDate cleaned;
    private boolean failed;

    @Override
    public long getRecurrencePeriod() {
        return MINUTE.toMillis();
    }

    @Override
    public long getInitialDelay() {
        return 0;
    }

    @Override
    protected void doRun() {
        if (!configuration().isCapture()) {
            return;
        }
        Agents now = new Agents(System.currentTimeMillis(), agents());
        Agents before = last;
        if (before == null || !before.agents().equals(now.agents()) || now.at() - before.at() >= REPEAT.toMillis()) {
            last = now;
            write(() -> log().add(now));
        }
        LocalDate today =
                Instant.ofEpochMilli(now.at()).atOffset(ZoneOffset.UTC).toLocalDate();
        if (!today.equals(cleaned)) {
            cleaned = today;
            write(() -> log().forgetBefore(today.minusDays(configuration().getRetentionDays())));
        }
    }

    /** An executor has done a task. */
    void done(Executor executor, long durationMillis) {
        if (configuration().isCapture()) {
            long end = System.currentTimeMillis();
            use(executor, end - durationMillis, end).ifPresent(use -> write(() -> log().add(use)));
            WorkUnit unit = executor.getCurrentWorkUnit();
            if (unit != null) {
                asked.forget(unit.context.item.getId());
            }
        }
    }

    /** The labels that tasks asked for. */
    AskedLabels asked() {
        return asked;
    }

    /** What waiting for agents cost in the last seven days; empty until that is known. */
    public Optional<AgentReport> report() {
        return figures().report();
    }

    private static HubConfiguration configuration() {
        return ExtensionList.lookupSingleton(HubConfiguration.class);
    }

    private synchronized AgentLog log() {
        AgentLog known = log;
        if (known == null) {
            known = new AgentLog(
                    Jenkins.get().getRootDir().toPath().resolve("millrace").resolve("agents"));
            log = known;
        }
        return known;
    }

    private synchronized AgentFigures figures() {
        AgentFigures known = figures;
        if (known == null) {
            known = new AgentFigures(log(), AgentRecorder::fits, this::running, background, InstantSource.system());
            figures = known;
        }
        return known;
    }

    private interface Writing {
        void write() throws IOException;
    }

    private void write(Writing task) {
        try {
            background.execute(() -> {
                try {
                    task.write();
                    failed = false;
                } catch (IOException | RuntimeException | LinkageError e) {
                    failed(e);
                }
            });
        } catch (RejectedExecutionException e) {
            failed(e);
        }
    }

    /** Once, and not for each task. */
    private void failed(Throwable why) {
        if (!failed) {
            failed = true;
            LOG.log(Level.WARNING, why, () -> "Millrace: what agents do cannot be recorded");
        }
    }

    private static List<Agents.Agent> agents() {
        List<Agents.Agent> agents = new ArrayList<>();
        for (Computer computer : Jenkins.get().getComputers()) {
            Node node = computer.getNode();
            if (node != null && computer.isOnline() && computer.isAcceptingTasks() && computer.getNumExecutors() > 0) {
                agents.add(new Agents.Agent(
                        computer.getName(),
                        node.getAssignedLabels().stream()
                                .map(Label::getExpression)
                                .collect(Collectors.toSet()),
                        computer.getNumExecutors(),
                        node.getMode() == Node.Mode.EXCLUSIVE));
            }
        }
        agents.sort(Comparator.comparing(Agents.Agent::name));
        return agents;
    }

    private List<AgentUse> running() {
        List<AgentUse> running = new ArrayList<>();
        long now = System.currentTimeMillis();
        for (Computer computer : Jenkins.get().getComputers()) {
            for (Executor executor : computer.getAllExecutors()) {
                use(executor, now - Math.max(0, executor.getElapsedTime()), now).ifPresent(running::add);
            }
        }
        return running;
    }

    /** Of a job that is not captured only that it kept an executor. Nothing for what takes no executor, such as the part of a Pipeline outside of all nodes. */
    private Optional<AgentUse> use(Executor executor, long start, long end) {
        WorkUnit unit = executor.getCurrentWorkUnit();
        if (unit == null || executor instanceof OneOffExecutor) {
            return Optional.empty();
        }
        Queue.BuildableItem item = unit.context.item;
        Label label = item.getAssignedLabel();
        return Optional.of(new AgentUse(
                asked.of(item.getId(), label == null ? "" : label.getExpression()),
                item.task.getOwnerTask() instanceof Job<?, ?> job && JobSettings.captured(job) ? job.getFullName() : "",
                executor.getOwner().getName(),
                item.buildableStartMilliseconds,
                start,
                end));
    }

    private static boolean fits(String expression, Set<String> labels) {
        try {
            return Label.parseExpression(expression)
                    .matches(labels.stream().map(LabelAtom::new).toList());
        } catch (RuntimeException e) {
            return false; // a name of before that is no expression any more
        }
    }
}
