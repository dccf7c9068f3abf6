package dev.millrace.flow.oracle;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Histories that a tool could tell, and worse: everything in parallel, several changes in one instant, re-opens, cancels,
 * moves, open ends, clocks that contradict each other. Times lie on a coarse grid, so that they often meet.
 */
public final class RandomHistories {

    private static final Map<String, StateCategory> STATES = Map.of(
            "Open", StateCategory.NEW,
            "Reopened", StateCategory.NEW,
            "In Progress", StateCategory.INDETERMINATE,
            "In Review", StateCategory.INDETERMINATE,
            "On hold", StateCategory.INDETERMINATE,
            "In Test", StateCategory.INDETERMINATE,
            "Resolved", StateCategory.DONE,
            "Closed", StateCategory.DONE,
            "Rejected", StateCategory.DONE);
    private static final List<String> NAMES = Stream.concat(
                    STATES.keySet().stream().sorted(), Stream.of("Nobody's", "Resolved", "Closed", "In Progress"))
            .toList();
    private static final Duration SPAN = Duration.ofDays(80);
    private static final ArtifactId OTHER = RandomIssue.id("A-77");
    private static final Instant EPOCH = Instant.parse("2026-02-01T00:00:00Z");

    private final Random random;
    private final long grid;
    /** Whether work is mostly finished, merged and brought to production, by services that had been there before. */
    private boolean ships;

    private RandomHistories(Random random) {
        this.random = random;
        this.grid = random.nextBoolean() ? Duration.ofHours(12).toMillis() : random.nextBoolean() ? 1 : 3_600_000;
    }

    static ItemHistory of(Random random) {
        RandomHistories histories = new RandomHistories(random);
        if (random.nextInt(8) == 0) {
            ChainedChange change = histories.change("acme/shop#7");
            if (change.source().artifact().kind() == ArtifactKind.PULL_REQUEST) {
                return new ItemHistory(change.source(), List.of(), Map.of(), List.of(change));
            }
        }
        return histories.item("A-");
    }

    /** An item whose key, and whose sub-tasks' keys, begin with that project. */
    public static ItemHistory of(Random random, String project) {
        return new RandomHistories(random).item(project + '-');
    }

    /** An instant within, or soon after, most of what happens. */
    public static Instant asOf(Random random) {
        Duration after = random.nextInt(3) == 0 ? Duration.ofDays(400) : SPAN;
        return EPOCH.plusMillis(random.nextLong(after.toMillis()));
    }

    /** What the tool says of its states. */
    public static StateCatalogue catalogue() {
        List<StateDefinition> definitions = new ArrayList<>();
        List<StateUse> seen = new ArrayList<>();
        STATES.forEach((name, category) -> {
            definitions.add(new StateDefinition(
                    RandomIssue.JIRA, RandomIssue.state(name).id(), name, category));
            seen.add(new StateUse(RandomIssue.JIRA, "A", RandomIssue.state(name)));
        });
        return new StateCatalogue(definitions, seen);
    }

    private ItemHistory item(String prefix) {
        ships = random.nextInt(3) == 0;
        Map<String, ArtifactHistory> blockers = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            blockers.put("A-9" + i, issue("A-9" + i));
        }
        List<ArtifactHistory> subTasks = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            subTasks.add(issue(prefix + "1" + i, RandomIssue.id(prefix + "1")));
        }
        List<ChainedChange> changes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            changes.add(change("acme/shop#" + i));
        }
        Set<ArtifactId> others = random.nextInt(4) == 0 ? Set.of() : Set.of(OTHER);
        return new ItemHistory(issue(prefix + "1"), subTasks, others, blockers, changes);
    }

    private ArtifactHistory issue(String key) {
        return issue(key, null);
    }

    /** An issue; if it is a sub-task of that parent, then perhaps not always. */
    private ArtifactHistory issue(String key, @Nullable ArtifactId parent) {
        RandomIssue issue = new RandomIssue(
                key, random.nextInt(8) > 0, random.nextInt(3) == 0 ? new Random(random.nextLong()) : null);
        Instant at = instant(SPAN.dividedBy(3));
        issue.created(at, pick(NAMES));
        if (random.nextInt(6) == 0) {
            at = at.minus(Duration.ofDays(2)); // imported: changes that are older than the creation
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            at = random.nextInt(4) == 0 ? at : at.plusMillis(step());
            switch (random.nextInt(9)) {
                case 0 -> issue.flag(at, random.nextBoolean());
                case 1 ->
                    issue.resolved(at, random.nextBoolean() ? "Duplicate" : random.nextBoolean() ? "Fixed" : null);
                case 2 -> issue.blockedBy(at, "A-9" + random.nextInt(4), random.nextInt(3) > 0);
                case 3 -> {
                    if (random.nextBoolean()) {
                        issue.moved(at);
                    } else {
                        issue.parent(at, random.nextBoolean() ? parent : random.nextBoolean() ? OTHER : null, true);
                    }
                }
                default -> {
                    if (random.nextInt(25) == 0) {
                        issue.silentlyTo(at, pick(NAMES));
                    } else {
                        issue.to(at, pick(NAMES));
                    }
                }
            }
        }
        if (ships && random.nextBoolean()) {
            at = at.plusMillis(step());
            issue.to(at, "Closed");
        }
        if (random.nextInt(3) == 0) {
            issue.resolutionTime(at.plusMillis(random.nextBoolean() ? 0 : beforeOrAfter()));
        }
        if (parent != null && random.nextInt(4) == 0) {
            issue.parent(at, parent, false);
        }
        return issue.history();
    }

    private ChainedChange change(String key) {
        Instant at = instant(SPAN);
        List<ArtifactHistory> attempts = new ArrayList<>();
        ArtifactHistory source;
        if (random.nextInt(5) == 0) {
            source = RandomEvidence.commit(key).is(at, "committed").history();
        } else {
            RandomEvidence pullRequest =
                    RandomEvidence.pullRequest(key).is(at, random.nextBoolean() ? "draft" : "open");
            if (random.nextInt(3) == 0) {
                pullRequest.commit(
                        at, at.minusMillis(step() - Duration.ofDays(1).toMillis()));
            }
            for (int i = random.nextInt(8); i > 0; i--) {
                at = random.nextInt(4) == 0 ? at : at.plusMillis(step() / 4);
                switch (random.nextInt(8)) {
                    case 0 ->
                        pullRequest.commit(
                                at, at.minusMillis(step() - Duration.ofDays(1).toMillis()));
                    case 1 -> pullRequest.requested(at);
                    case 2, 3, 4 ->
                        pullRequest.reviewed(
                                at,
                                pick(List.of("approved", "approved", "changes_requested", "commented", "dismissed")),
                                random.nextBoolean() ? 0 : random.nextInt(3));
                    default -> pullRequest.is(at, pick(List.of("draft", "open", "open", "closed")));
                }
            }
            if (ships || random.nextInt(4) > 0) {
                pullRequest.is(at, "merged");
            }
            source = pullRequest.history();
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            at = at.plusMillis(step() / 8 - Duration.ofHours(9).toMillis()); // some before the merge: skewed clocks
            attempts.add(attempt(key + "@" + i, at));
        }
        Instant first = ships ? EPOCH : random.nextInt(3) == 0 ? null : instant(SPAN);
        if (ships && random.nextInt(4) > 0) {
            at = at.plusMillis(step());
            attempts.add(RandomEvidence.deployment(key + "@production", true)
                    .is(at, "queued")
                    .is(at.plusMillis(step() / 20), "success")
                    .history());
        }
        boolean traced = random.nextInt(ships ? 20 : 8) > 0;
        return new ChainedChange(source, attempts, new ChainedChange.Service("acme/shop", first), traced);
    }

    private ArtifactHistory attempt(String key, Instant queued) {
        boolean deploys = random.nextBoolean();
        RandomEvidence run = random.nextInt(4) == 0
                ? RandomEvidence.deployment(key, random.nextInt(3) > 0)
                : RandomEvidence.build(key, deploys, deploys && random.nextInt(3) > 0);
        run.is(queued, pick(List.of("queued", "pending")));
        Instant at = queued.plusMillis(random.nextInt(3) == 0 ? 0 : step() / 40);
        Instant started = random.nextInt(8) == 0 ? null : at;
        if (started != null) {
            run.is(started, pick(List.of("running", "in_progress")));
        }
        Instant ended = random.nextInt(6) == 0 ? null : at.plusMillis(step() / 10);
        for (int i = started == null ? 0 : random.nextInt(4); i > 0; i--) {
            at = at.plusMillis(step() / 60);
            run.stage(at, at.plusMillis(step() / 20), waited(), waited(), random.nextInt(4));
        }
        if (ended != null) {
            run.is(ended, pick(List.of("success", "success", "failure", "aborted")));
        }
        if (ended == null && random.nextInt(3) == 0) {
            run.cutOff(at.plusMillis(step()), pick(List.of("success", "failure")));
        }
        if (random.nextInt(8) == 0 && ended != null) {
            run.is(ended.plusMillis(step()), "inactive");
        }
        return run.history();
    }

    private @Nullable Duration waited() {
        return random.nextInt(3) == 0 ? null : Duration.ofMillis(random.nextInt(3) * (step() / 50));
    }

    private Instant instant(Duration within) {
        return EPOCH.plusMillis(random.nextLong(within.toMillis()) / grid * grid);
    }

    private long beforeOrAfter() {
        long after = step();
        return after - step();
    }

    /** Up to ten days, and now and then up to two months. */
    private long step() {
        long most = Duration.ofDays(random.nextInt(8) == 0 ? 60 : 10).toMillis();
        return random.nextLong(most) / grid * grid;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
