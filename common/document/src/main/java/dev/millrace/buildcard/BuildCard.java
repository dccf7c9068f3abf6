package dev.millrace.buildcard;

import dev.millrace.document.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a build's page shows: the items that the build carries, as far as they are known, then where its own time went. Every
 * text is plain and hostile; {@link BuildCardHtml} escapes it. A number that is not known says so, and why.
 */
public final class BuildCard {

    private static final String STYLE_SHEET = "millrace.css";
    private static final String NO_END = "unknown (it was cut off, and its end was not reported)";
    private static final int SHORT_ID = 10;
    private static final int COMMITS = 20;
    private static final int TITLE = 100;
    private static final int LABELS = 5;

    /** More are not readable; the export has them all. */
    private static final int STAGES = 300;

    private final BuildRecord build;
    private final BuildIntervals intervals;
    private final Optional<CriticalPath> path;
    private final List<StageRow> rows;
    private final StageContext context;

    /** The card of that build as it is at that instant. */
    public BuildCard(BuildRecord build, Instant now) {
        this(build, now, StageContext.NONE);
    }

    /** The same, with what its page knows of its stages. */
    public BuildCard(BuildRecord build, Instant now, StageContext context) {
        this.build = build;
        this.context = context;
        this.intervals = new BuildIntervals(build, now);
        List<StageTree.Placed> stages = StageTree.of(FoldedStages.of(build.stages()));
        this.path = CriticalPath.of(build, stages);
        this.rows = stages.stream()
                .map(placed -> new StageRow(
                        placed.stage(),
                        placed.depth(),
                        intervals,
                        path.map(found -> found.share(placed.stage().id())).orElse(null),
                        context))
                .toList();
    }

    /** How the card looks, on a page that is no page of Jenkins. */
    public static String styleSheet() {
        try (InputStream in = Objects.requireNonNull(BuildCard.class.getResourceAsStream(STYLE_SHEET), STYLE_SHEET)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STYLE_SHEET, e);
        }
    }

    /** Draws its timeline; nothing if nothing has a time. */
    void draw(Markup out) {
        TimelineTable.draw(out, build, intervals, stages());
    }

    /** Whether the build has not ended yet. */
    public boolean running() {
        return intervals.running();
    }

    /** How long its item stood in the queue, and for what, as far as that was recorded. */
    public String queue() {
        if (build.queuedAt() == null) {
            return "unknown (it was not recorded when it entered the queue)";
        }
        List<String> parts = new ArrayList<>();
        for (Wait.Kind kind : List.of(Wait.Kind.QUIET, Wait.Kind.BLOCKED, Wait.Kind.EXECUTOR)) {
            Duration length = intervals.waited(kind);
            if (length != null && !length.isZero()) {
                parts.add(CardLabels.length(length) + ' ' + CardLabels.wait(kind));
            }
        }
        return CardLabels.length(build.queue()) + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
    }

    /** How long the controller was down while it ran; empty if that is not known to have happened. */
    public String downtime() {
        Duration length = intervals.waited(Wait.Kind.DOWNTIME);
        return length == null || length.isZero() ? "" : CardLabels.length(length);
    }

    /** How long at least one step waited for an agent. */
    public String agent() {
        return waited(Wait.Kind.AGENT);
    }

    /** How long at least one step waited for an answer. */
    public String input() {
        return waited(Wait.Kind.INPUT);
    }

    private String waited(Wait.Kind kind) {
        if (!build.pipeline()
                && kind == Wait.Kind.AGENT
                && intervals.waits(Wait.Kind.EXECUTOR).findAny().isPresent()) {
            return CardLabels.length(intervals.waited(Wait.Kind.EXECUTOR)) + ", in the queue";
        }
        if (!build.pipeline()) {
            return "not applicable (this build ran no Pipeline)";
        }
        return CardLabels.length(intervals.waited(kind));
    }

    /** From its start to its end, or until now. */
    public String time() {
        Instant start = build.startedAt();
        Instant end = intervals.end();
        if (start != null && end == null) {
            return NO_END;
        }
        return start == null || end == null ? CardLabels.UNKNOWN : soFar(Duration.between(start, end));
    }

    /** The whole of it without the waits. */
    public String run() {
        Instant start = build.startedAt();
        Instant end = intervals.end();
        Duration agent = intervals.waited(Wait.Kind.AGENT);
        Duration input = intervals.waited(Wait.Kind.INPUT);
        if (start != null && end == null) {
            return NO_END;
        }
        if (start == null || end == null || agent == null || input == null) {
            return CardLabels.UNKNOWN;
        }
        return soFar(Duration.between(start, end).minus(intervals.waitedForAnything()));
    }

    private String soFar(Duration length) {
        return CardLabels.length(length) + (intervals.running() ? " so far" : "");
    }

    /** From the earliest commit that it carries to its end, or until now. */
    public String leadTime() {
        Optional<CommitRecord> earliest = build.earliestCommit();
        Instant end = intervals.end();
        if (build.commits().isEmpty() && build.heads().isEmpty() && build.branch() == null) {
            return intervals.running()
                    ? "unknown (it has checked out no Git revision so far)"
                    : "unknown (it checked out no Git revision, and its changelog is empty)";
        }
        if (build.commits().isEmpty()) {
            return "unknown (its changelog is empty, as for a job's first build or a repeated one)";
        }
        if (end == null) {
            return NO_END;
        }
        if (earliest.isEmpty()) {
            return "unknown (no commit of its changelog has a time)";
        }
        CommitRecord commit = earliest.get();
        Instant at = Objects.requireNonNull(commit.at());
        if (at.isAfter(end)) {
            return "contradictory (commit " + shortId(commit.id()) + " is dated " + CardLabels.instant(at)
                    + ", after this build)";
        }
        return CardLabels.length(Duration.between(at, end)) + ", from commit " + shortId(commit.id()) + " of "
                + CardLabels.instant(at)
                + (build.commits().size() == 1
                        ? ""
                        : ", the earliest of " + build.commits().size() + ",")
                + (intervals.running() ? " until now" : " to the end of this build");
    }

    /** What its stages deploy, as the Pipeline or the configuration says, in sentences; the card shows at most {@value #COMMITS}. */
    public List<String> deployments() {
        List<String> sentences = new ArrayList<>();
        for (StageRow row : rows) {
            DeployRecord deploys = row.stage().deployment();
            if (deploys != null && row.stage().skipped() == null && sentences.size() < COMMITS) {
                List<String> parts = new ArrayList<>();
                part(parts, "version ", deploys.version());
                part(parts, "service ", deploys.service());
                part(parts, "artifact ", deploys.artifact());
                sentences.add(shown(deploys.environment()) + ": " + row.result() + ", " + row.time()
                        + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")"));
            }
        }
        return sentences;
    }

    private static void part(List<String> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.add(name + shown(value));
        }
    }

    /** The labels that agents were asked for, and who may answer its inputs; empty if that is not known. */
    public List<String> asked(Wait.Kind kind) {
        return Stream.concat(
                        build.waitsOutside().stream(), build.stages().stream().flatMap(stage -> stage.waits().stream()))
                .filter(wait -> wait.kind() == kind && wait.asked() != null)
                .map(wait -> shown(Objects.requireNonNull(wait.asked())))
                .distinct()
                .limit(LABELS)
                .toList();
    }

    /** The builds that started it. */
    public List<String> upstream() {
        return shown(build.related().upstream());
    }

    /** The change requests that it is made of, with their pages. */
    public List<CardLinks.Named> pullRequests() {
        CardLinks links = new CardLinks(build);
        return build.related().pullRequests().stream()
                .limit(COMMITS)
                .map(number -> new CardLinks.Named(shown(number), links.changeRequest(number)))
                .toList();
    }

    /** The files with fingerprints and the artifacts that it links, at most {@value #COMMITS}. */
    public List<String> artifacts() {
        return shown(build.related().artifacts());
    }

    private static List<String> shown(List<String> texts) {
        return texts.stream().limit(COMMITS).map(BuildCard::shown).toList();
    }

    private static String shown(String text) {
        return CardLabels.shortened(CardLabels.visible(text), TITLE);
    }

    /** The issues it seems to carry, with their pages. */
    public List<CardLinks.Named> issueKeys() {
        return build.issueKeys().stream()
                .map(key -> new CardLinks.Named(key, context.issue(key)))
                .toList();
    }

    /** The commits of its changelog, shortened to a readable number. */
    public List<String> commits() {
        return build.commits().stream()
                .limit(COMMITS)
                .map(commit ->
                        shortId(commit.id()) + " " + CardLabels.shortened(CardLabels.visible(commit.title()), TITLE))
                .toList();
    }

    /** How many commits are not among {@link #commits}. */
    public int furtherCommits() {
        return Math.max(0, build.commits().size() - COMMITS);
    }

    /** The revisions it checked out, with their pages. */
    public List<CardLinks.Named> heads() {
        CardLinks links = new CardLinks(build);
        return build.heads().stream()
                .map(head -> new CardLinks.Named(shortId(head.id()), links.revision(head)))
                .distinct()
                .toList();
    }

    /** Its stages in numbers, each with what is in it behind it; at most {@value #STAGES}. */
    public List<StageRow> stages() {
        return rows.subList(0, Math.min(STAGES, rows.size()));
    }

    /** How many stages are not among {@link #stages}. */
    public int furtherStages() {
        return Math.max(0, rows.size() - STAGES);
    }

    /**
     * The first stages on the critical path, each with the part of it that is its own, in the order of the stages; empty if there is no path.
     *
     * @param most how many; a large build has thousands
     */
    public List<String> criticalPath(int most) {
        return rows.stream()
                .filter(StageRow::onPath)
                .limit(most)
                .map(row -> row.name() + ' ' + row.ownOnPath())
                .toList();
    }

    /** How many stages are on the critical path. */
    long stagesOnPath() {
        return rows.stream().filter(StageRow::onPath).count();
    }

    /** The part of the critical path that is in no stage. */
    public String outsideStages() {
        return CardLabels.length(path.map(CriticalPath::outside).orElse(null));
    }

    /** What could not be read, in sentences. */
    public List<String> troubles() {
        return build.troubles().stream().map(CardLabels::visible).toList();
    }

    private static String shortId(String id) {
        return CardLabels.shortened(CardLabels.visible(id), SHORT_ID + 1).replace("…", "");
    }
}
