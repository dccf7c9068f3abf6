package dev.millrace.demo.company;

import dev.millrace.demo.company.PullRequestPlan.PlannedCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the default branch of one service: what landed on it, when, and under which hash. */
final class TrunkWriter {

    /**
     * Something that came to the default branch.
     *
     * @param at when
     * @param index the place of its head in the branch's history
     * @param sha its head
     * @param added all hashes that came with it
     * @param messages their headlines
     * @param plan the pull request, or null for a commit without one
     */
    record Landing(
            Instant at,
            int index,
            String sha,
            List<String> added,
            List<String> messages,
            @Nullable PullRequestPlan plan) {}

    private static final int DIRECT_COMMITS = 10;

    private final Service service;
    private final Draws draws;
    private final List<SimulatedCommit> commits = new ArrayList<>();
    private final List<Landing> landings = new ArrayList<>();

    TrunkWriter(Service service, Draws draws) {
        this.service = service;
        this.draws = draws;
    }

    List<SimulatedCommit> commits() {
        return commits;
    }

    List<Landing> landings() {
        return landings;
    }

    /** Lands everything that was merged by the end, and gives all pull requests of the service their hashes. */
    void write(List<PullRequestPlan> plans, Person first) {
        direct("Import from the old repository", first, Company.START.plus(Duration.ofHours(7)));
        List<PullRequestPlan> merged = plans.stream()
                .filter(PullRequestPlan::mergedByTheEnd)
                .sorted(Comparator.comparing(TrunkWriter::mergedAt))
                .toList();
        int every = Math.max(1, merged.size() / DIRECT_COMMITS);
        for (int i = 0; i < merged.size(); i++) {
            PullRequestPlan plan = merged.get(i);
            plan.hashed = hashed(plan);
            land(plan, mergedAt(plan));
            Instant soon = mergedAt(plan).plus(draws.minutes(3, 9));
            boolean room = i + 1 < merged.size() && soon.isBefore(mergedAt(merged.get(i + 1)));
            if (i % every == every / 2 && room) {
                direct("Update the list of contacts", service.team().get(0), soon);
            }
        }
        for (PullRequestPlan plan : plans) {
            if (plan.mergeCommit == null) {
                plan.hashed = hashed(plan);
            }
        }
    }

    private static Instant mergedAt(PullRequestPlan plan) {
        return plan.mergedAt == null ? Company.END : plan.mergedAt;
    }

    private void direct(String message, Person author, Instant at) {
        add(message, author, at, at, parents());
        landings.add(new Landing(at, commits.size() - 1, head(), List.of(head()), List.of(message), null));
    }

    private void land(PullRequestPlan plan, Instant at) {
        int before = commits.size();
        switch (service.merging()) {
            case SQUASH -> add(plan.title + " (#" + plan.number + ")", plan.author, at, at, parents());
            case REBASE ->
                plan.hashed.forEach(own -> add(own.message(), own.author(), own.authoredAt(), at, parents()));
            case MERGE -> {
                List<String> parents =
                        List.of(head(), plan.hashed.get(plan.hashed.size() - 1).sha());
                commits.addAll(plan.hashed);
                add(
                        "Merge pull request #" + plan.number + " from " + Company.OWNER + '/' + plan.branch + "\n\n"
                                + plan.title,
                        plan.author,
                        at,
                        at,
                        parents);
            }
        }
        plan.mergeCommit = head();
        List<SimulatedCommit> added = commits.subList(before, commits.size());
        landings.add(new Landing(
                at,
                commits.size() - 1,
                head(),
                added.stream().map(SimulatedCommit::sha).toList(),
                added.stream().map(SimulatedCommit::message).toList(),
                plan));
    }

    /** The pull request's own commits, on top of what the default branch was when the first was written. */
    private List<SimulatedCommit> hashed(PullRequestPlan plan) {
        Instant begun = plan.commits.get(0).committedAt();
        String parent = landings.get(0).sha();
        for (Landing landing : landings) {
            parent = landing.at().isAfter(begun) ? parent : landing.sha();
        }
        List<SimulatedCommit> own = new ArrayList<>();
        for (PlannedCommit commit : plan.commits) {
            if (commit.committedAt().isAfter(Company.END)) {
                break;
            }
            String sha = Hashes.sha(service.repository(), plan.number, commit.message(), commit.committedAt(), parent);
            own.add(new SimulatedCommit(
                    sha,
                    commit.message(),
                    commit.author(),
                    commit.authoredAt(),
                    commit.committedAt(),
                    List.of(parent)));
            parent = sha;
        }
        return own;
    }

    private void add(String message, Person author, Instant authored, Instant committed, List<String> parents) {
        String sha = Hashes.sha(service.repository(), message, authored, committed, parents);
        commits.add(new SimulatedCommit(sha, message, author, authored, committed, parents));
    }

    private List<String> parents() {
        return commits.isEmpty() ? List.of() : List.of(head());
    }

    private String head() {
        return commits.get(commits.size() - 1).sha();
    }
}
