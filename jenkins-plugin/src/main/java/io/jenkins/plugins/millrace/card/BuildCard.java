package io.jenkins.plugins.millrace.card;

import io.jenkins.plugins.millrace.record.BuildRecord;
import io.jenkins.plugins.millrace.record.CommitRecord;
import io.jenkins.plugins.millrace.record.HeadRecord;
import io.jenkins.plugins.millrace.record.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the build page shows, in words. Every text but {@link #getSvg} is plain and hostile: the view escapes it. A number
 * that is not known says so, and why.
 */
public final class BuildCard {

    private static final int SHORT_ID = 10;
    private static final int COMMITS = 20;
    private static final int TITLE = 100;

    private final BuildRecord build;
    private final Spans spans;

    /** The card of that build as it is at that instant. */
    public BuildCard(BuildRecord build, Instant now) {
        this.build = build;
        this.spans = new Spans(build, now);
    }

    /** The timeline as inline SVG, escaped; empty if nothing has a time. */
    public String getSvg() {
        return TimelineSvg.of(build, spans);
    }

    /** Whether the build has not ended yet. */
    public boolean isRunning() {
        return spans.running();
    }

    /** How long its item stood in the queue. */
    public String getQueue() {
        return build.queuedAt() == null
                ? "unknown (nobody noted when it entered the queue)"
                : Words.length(build.queue());
    }

    /** How long at least one step waited for an agent. */
    public String getAgent() {
        return waited(Wait.Kind.AGENT);
    }

    /** How long at least one step waited for an answer. */
    public String getInput() {
        return waited(Wait.Kind.INPUT);
    }

    private String waited(Wait.Kind kind) {
        if (!build.pipeline()) {
            return "does not apply (this is no Pipeline)";
        }
        return Words.length(spans.waited(kind));
    }

    /** From its start to its end, or until now. */
    public String getTime() {
        Instant start = build.startedAt();
        Instant end = spans.end();
        return start == null || end == null ? Words.UNKNOWN : soFar(Duration.between(start, end));
    }

    /** The whole of it without the waits. */
    public String getRun() {
        Instant start = build.startedAt();
        Instant end = spans.end();
        Duration agent = spans.waited(Wait.Kind.AGENT);
        Duration input = spans.waited(Wait.Kind.INPUT);
        if (start == null || end == null || agent == null || input == null) {
            return Words.UNKNOWN;
        }
        return soFar(Duration.between(start, end).minus(spans.waitedForAnything()));
    }

    private String soFar(Duration length) {
        return Words.length(length) + (spans.running() ? " so far" : "");
    }

    /** From the earliest commit that it carries to its end, or until now. */
    public String getLeadTime() {
        Optional<CommitRecord> earliest = build.earliestCommit();
        Instant end = spans.end();
        if (build.commits().isEmpty()) {
            return "unknown (its changelog is empty, as a job's first always is)";
        }
        if (earliest.isEmpty() || end == null) {
            return "unknown (no commit of its changelog has a time)";
        }
        CommitRecord commit = earliest.get();
        Instant at = Objects.requireNonNull(commit.at());
        if (at.isAfter(end)) {
            return "contradictory (commit " + shortId(commit.id()) + " is dated " + Words.instant(at)
                    + ", after this build)";
        }
        return Words.length(Duration.between(at, end)) + ", from commit " + shortId(commit.id()) + " of "
                + Words.instant(at)
                + (build.commits().size() == 1
                        ? ""
                        : ", the earliest of " + build.commits().size() + ",")
                + (spans.running() ? " until now" : " to the end of this build");
    }

    /** The issues it seems to carry. */
    public List<String> getIssueKeys() {
        return build.issueKeys();
    }

    /** The commits of its changelog, shortened to a readable number. */
    public List<String> getCommits() {
        return build.commits().stream()
                .limit(COMMITS)
                .map(commit -> shortId(commit.id()) + " " + Words.shortened(Words.visible(commit.title()), TITLE))
                .toList();
    }

    /** How many commits are not among {@link #getCommits}. */
    public int getFurtherCommits() {
        return Math.max(0, build.commits().size() - COMMITS);
    }

    /** The revisions it checked out. */
    public List<String> getHeads() {
        return build.heads().stream()
                .map(HeadRecord::id)
                .map(BuildCard::shortId)
                .distinct()
                .toList();
    }

    /** Its stages in numbers. */
    public List<StageRow> getStages() {
        return StageTree.of(build.stages()).stream()
                .limit(TimelineSvg.ROWS)
                .map(placed -> new StageRow(placed.stage(), spans))
                .toList();
    }

    /** How many stages are not among {@link #getStages}. */
    public int getFurtherStages() {
        return Math.max(0, build.stages().size() - TimelineSvg.ROWS);
    }

    /** Whether {@link #getIssueKeys} holds any. */
    public boolean isWithIssues() {
        return !build.issueKeys().isEmpty();
    }

    /** Whether {@link #getHeads} holds any. */
    public boolean isWithHeads() {
        return !build.heads().isEmpty();
    }

    /** Whether {@link #getCommits} holds any. */
    public boolean isWithCommits() {
        return !build.commits().isEmpty();
    }

    /** Whether {@link #getStages} holds any. */
    public boolean isWithStages() {
        return !build.stages().isEmpty();
    }

    /** What could not be read, in sentences. */
    public List<String> getTroubles() {
        return build.troubles().stream().map(Words::visible).toList();
    }

    private static String shortId(String id) {
        return Words.shortened(Words.visible(id), SHORT_ID + 1).replace("…", "");
    }
}
