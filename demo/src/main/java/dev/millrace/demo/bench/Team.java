package dev.millrace.demo.bench;

import dev.millrace.demo.company.Draws;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.Actor;
import dev.millrace.model.ToolInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One team: its people, its project, its repositories, and everything that happens in them. */
final class Team {

    private static final int PEOPLE = 12;
    private static final int REPOSITORIES = 2;
    private static final double WITHOUT_ISSUE = 0.03;
    private static final double BY_A_BOT = 0.04;
    /** So much of the team's life is made for what comes after the end of the organisation. */
    private static final double FUTURE = 0.05;

    private static final int A_STREAM_EACH = 1_000_000;

    private final int number;
    private final String project;
    private final List<Repository> repositories;
    private final List<Life> issues = new ArrayList<>();

    /**
     * A team and its whole work.
     *
     * @param number the number of the team, from 0
     * @param items how many of its items are created within {@code age}; its life goes on for a while after that
     */
    Team(int number, int items, long seed, Instant begin, Duration age) {
        this.number = number;
        this.project = "T" + letters(number);
        List<Actor> jiraPeople = people(Workflow.JIRA);
        List<Actor> gitHubPeople = people(Workflow.GITHUB);
        this.repositories = IntStream.range(0, REPOSITORIES)
                .mapToObj(i -> new Repository(gitHubPeople, seed, number * REPOSITORIES + i))
                .toList();
        double millisAnItem = (double) age.toMillis() / Math.max(1, items);
        int all = items + (int) Math.ceil(items * FUTURE);
        for (int i = 0; i < all; i++) {
            Draws draws = new Draws(seed, (long) number * A_STREAM_EACH + i);
            double share = draws.between(1, 999) / 1000.0;
            Instant created = begin.plus(Duration.ofMillis((long) ((i + share) * millisAnItem)));
            if (draws.chance(WITHOUT_ISSUE)) {
                Instant opened = created.minusSeconds(1);
                draws.pick(repositories).change(draws, null, opened, false);
            } else {
                issues.addAll(new IssueWriter(project, number, jiraPeople, repositories, draws, i + 1).write(created));
            }
            if (draws.chance(BY_A_BOT)) {
                draws.pick(repositories).change(draws, null, created, true);
            }
        }
        repositories.forEach(Repository::deliver);
    }

    /** What Jira, GitHub and Jenkins show at {@code until} and did not show at {@code after}. */
    FactBatch issues(Instant after, Instant until) {
        Facts facts = new Facts();
        Workflow.addUses(facts, project);
        issues.forEach(life -> life.addTo(facts, after, until));
        return facts.batch();
    }

    FactBatch code(Instant after, Instant until) {
        Facts facts = new Facts();
        repositories.forEach(repository -> repository.code().forEach(life -> life.addTo(facts, after, until)));
        return facts.batch();
    }

    FactBatch builds(Instant after, Instant until) {
        Facts facts = new Facts();
        repositories.forEach(repository -> repository.builds().forEach(life -> life.addTo(facts, after, until)));
        return facts.batch();
    }

    /** Gives the instants after {@code after} at which something happens to anything of the team. */
    void addInstants(Instant after, List<Instant> to) {
        issues.forEach(life -> life.addInstants(after, to));
        repositories.forEach(repository -> {
            repository.code().forEach(life -> life.addInstants(after, to));
            repository.builds().forEach(life -> life.addInstants(after, to));
        });
    }

    private List<Actor> people(ToolInstance tool) {
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> Actor.of(tool, "person-" + number + "-" + i, Actor.Type.HUMAN))
                .toList();
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        int rest = number;
        do {
            letters.insert(0, (char) ('A' + rest % 26));
            rest = rest / 26 - 1;
        } while (rest >= 0);
        return letters.toString();
    }
}
