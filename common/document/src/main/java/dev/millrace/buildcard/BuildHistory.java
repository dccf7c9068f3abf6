package dev.millrace.buildcard;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.NativeState;
import dev.millrace.model.RunState;
import dev.millrace.model.StageRun;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A build put together again from its events, as the build tool's own page would know it. */
public final class BuildHistory {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})\\D*$");
    private static final Pattern JENKINS_ID = Pattern.compile("#\\d+@(\\d{1,15})$");

    private final ArtifactHistory build;
    private final ArtifactSnapshot snapshot;
    private final Instant asOf;

    private BuildHistory(ArtifactHistory build, Instant asOf) {
        this.build = build;
        this.asOf = asOf;
        this.snapshot = build.snapshot();
    }

    /**
     * The record of a build.
     *
     * @param asOf the end of its history
     * @param commit finds a commit by its whole SHA, as far as it is known
     * @return empty if it has no number, and so is no build of a job
     */
    public static Optional<BuildRecord> record(
            ArtifactHistory build, Instant asOf, Function<String, Optional<ArtifactSnapshot>> commit) {
        Matcher number = NUMBER.matcher(build.snapshot().key());
        return number.find() && Integer.parseInt(number.group(1)) > 0
                ? Optional.of(new BuildHistory(build, asOf).record(Integer.parseInt(number.group(1)), commit))
                : Optional.empty();
    }

    /**
     * When the build was deleted in its tool; empty if it was not by then.
     *
     * @param asOf the end of its history
     */
    public static Optional<Instant> deletedAt(ArtifactHistory build, Instant asOf) {
        return build.snapshot().attributes().getOrDefault(Attribute.DELETED, List.of()).stream()
                .flatMap(text -> parsed(text).stream())
                .filter(at -> !at.isAfter(asOf))
                .findFirst();
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private BuildRecord record(int number, Function<String, Optional<ArtifactSnapshot>> commit) {
        Instant started = null;
        Instant ended = null;
        List<StageRecord> stages = new ArrayList<>();
        for (FlowEvent event : build.events()) {
            if (event instanceof FlowEvent.StateChanged change) {
                boolean start = RunState.isRunning(change.to().name());
                started = start ? change.occurredAt() : started;
                ended = RunState.isEnd(change.to().name()) ? change.occurredAt() : ended;
            } else if (event instanceof FlowEvent.StageRan ran) {
                stages.add(stage(ran.run()));
            }
        }
        URI url = snapshot.url();
        Instant scheduled = scheduledAt();
        String project = snapshot.project();
        return new BuildRecord(
                build.artifact().tool().id(),
                project == null ? snapshot.key() : project,
                number,
                scheduled,
                snapshot.title(),
                url == null ? "" : url.getPath(),
                // Jenkins reports the time in the queue as creation, else that of scheduling
                snapshot.createdAt().equals(scheduled) && jenkins() ? null : snapshot.createdAt(),
                started,
                ended,
                result(ended),
                values(Attribute.CAUSES),
                values(Attribute.BRANCH).stream().findFirst().orElse(null),
                values(Attribute.COMMIT).stream()
                        .map(sha -> new HeadRecord(List.of(), sha))
                        .toList(),
                commits(commit),
                values(Attribute.ISSUE_KEYS),
                !stages.isEmpty() || tellsWaits(),
                stages,
                waitsOutside(started),
                values(Attribute.UNREAD),
                new Related(values(Attribute.UPSTREAM), values(Attribute.PULL_REQUESTS), List.of(), startedBy()));
    }

    private @Nullable Actor startedBy() {
        return build.events().stream()
                .filter(FlowEvent.Created.class::isInstance)
                .map(event -> event.header().actor())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Empty while it runs; a build with an unknown end has its result all the same. */
    private @Nullable String result(@Nullable Instant ended) {
        Optional<NativeState> state =
                ended == null ? RunState.unseenEnd(build, asOf) : Optional.ofNullable(snapshot.state());
        return state.map(found -> found.name().toUpperCase(Locale.ROOT)).orElse(null);
    }

    private boolean jenkins() {
        return JENKINS_ID.matcher(build.artifact().nativeId()).find();
    }

    private Instant scheduledAt() {
        Matcher id = JENKINS_ID.matcher(build.artifact().nativeId());
        return id.find() ? Instant.ofEpochMilli(Long.parseLong(id.group(1))) : snapshot.createdAt();
    }

    /** The times in the changelog, each as {@code SHA INSTANT}. */
    private Map<String, Instant> commitTimes() {
        Map<String, Instant> times = new HashMap<>();
        for (String text : values(Attribute.COMMIT_TIMES)) {
            int blank = text.lastIndexOf(' ');
            try {
                times.put(text.substring(0, Math.max(0, blank)), Instant.parse(text.substring(blank + 1)));
            } catch (DateTimeParseException e) {
                // not a valid value: unknown
            }
        }
        return times;
    }

    /** The changelog with titles and times, newest first, as far as they are known; the build's own times count first. */
    private List<CommitRecord> commits(Function<String, Optional<ArtifactSnapshot>> commit) {
        Map<String, Instant> told = commitTimes();
        List<CommitRecord> commits = new ArrayList<>();
        for (String sha : values(Attribute.COMMITS)) {
            Optional<ArtifactSnapshot> known = commit.apply(sha);
            @Nullable Instant at = told.get(sha);
            commits.add(new CommitRecord(
                    sha,
                    known.map(ArtifactSnapshot::title).orElse(""),
                    at == null ? known.map(ArtifactSnapshot::createdAt).orElse(null) : at));
        }
        commits.sort(Comparator.comparing(CommitRecord::at, Comparator.nullsFirst(Comparator.reverseOrder())));
        return commits;
    }

    private List<Wait> waitsOutside(@Nullable Instant started) {
        List<Wait> waits = new ArrayList<>();
        outside(Attribute.AGENT_WAIT_OUTSIDE, Wait.Kind.AGENT, started, waits);
        outside(Attribute.INPUT_PAUSE_OUTSIDE, Wait.Kind.INPUT, started, waits);
        return waits;
    }

    private void outside(String attribute, Wait.Kind kind, @Nullable Instant started, List<Wait> waits) {
        for (String text : values(attribute)) {
            // not a number: a wait of unknown length
            if (!text.equals("0")) {
                waits.add(
                        started != null && text.matches("\\d{1,12}")
                                ? new Wait(kind, started, started.plusMillis(Long.parseLong(text)))
                                : new Wait(kind, null, null));
            }
        }
    }

    /** Whether the producer of the build reports each wait, so a missing one is unknown and not 0. */
    private boolean tellsWaits() {
        return !values(Attribute.PIPELINE).isEmpty();
    }

    private StageRecord stage(StageRun run) {
        return new StageRecord(
                run.id(),
                run.parentId(),
                run.kind() == StageRun.Kind.STAGE ? StageRecord.Kind.STAGE : StageRecord.Kind.BRANCH,
                run.name(),
                run.start(),
                run.end(),
                run.result() == null ? null : run.result().toUpperCase(Locale.ROOT),
                run.skipped(),
                false,
                waits(run));
    }

    /** Events state how long a stage waited, but not when: the wait for an agent is at its beginning, that for a person after it. */
    private List<Wait> waits(StageRun run) {
        List<Wait> waits = new ArrayList<>();
        if (tellsWaits() && run.agentWait() == null) {
            waits.add(new Wait(Wait.Kind.AGENT, null, null));
        }
        if (tellsWaits() && run.inputPause() == null) {
            waits.add(new Wait(Wait.Kind.INPUT, null, null));
        }
        Instant at = run.start();
        if (at != null && isLong(run.agentWait())) {
            waits.add(new Wait(Wait.Kind.AGENT, at, at.plus(run.agentWait())));
            at = at.plus(run.agentWait());
        }
        if (at != null && isLong(run.inputPause())) {
            waits.add(new Wait(Wait.Kind.INPUT, at, at.plus(run.inputPause())));
        }
        return waits;
    }

    private static boolean isLong(@Nullable Duration wait) {
        return wait != null && !wait.isZero();
    }

    private List<String> values(String attribute) {
        return snapshot.attributes().getOrDefault(attribute, List.of());
    }
}
