package dev.millrace.demo.company;

import dev.millrace.demo.company.IssuePlan.Fate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the issues: their content, author, time, hierarchy and planned end. */
final class Backlog {

    /** For so long issues are written for an epic. */
    static final Duration EPIC_GROWS = Duration.ofDays(75);

    /** So many that the example is SHOP-177 in the company of {@link Company#SEED}. */
    private static final int ISSUES = 478;

    private static final int INITIATIVES = 3;
    private static final int EPICS = 12;
    private static final Duration BETWEEN_EPICS = Duration.ofDays(13);
    private static final int INCIDENTS = 14;
    private static final double WITH_SUB_TASKS = 0.08;
    private static final double WITH_PARTNER = 0.04;
    private static final double MOVED = 0.012;
    private static final Duration CREATION =
            Duration.between(Company.START, Company.END).minusDays(2);

    private final long seed;
    private final Staff staff;
    private final List<IssuePlan> plans = new ArrayList<>();

    Backlog(long seed, Staff staff) {
        this.seed = seed;
        this.staff = staff;
    }

    /** All issues in the order in which they were written, with their keys. */
    List<IssuePlan> write(IssuePlan showcase) {
        List<IssuePlan> epics = epics();
        for (int i = 0; i < ISSUES; i++) {
            issue(i, epics);
        }
        for (int i = 0; i < INCIDENTS; i++) {
            incident(i);
        }
        plans.add(showcase);
        plans.sort(Comparator.comparing(plan -> plan.created));
        assignKeys();
        return plans;
    }

    /** Epics follow each other; each but every fourth belongs to an initiative. */
    private List<IssuePlan> epics() {
        List<IssuePlan> initiatives = new ArrayList<>();
        for (int i = 0; i < INITIATIVES; i++) {
            Draws draws = new Draws(seed, 11_000 + i);
            Instant at = Company.START.plus(Duration.ofHours(7)).plus(draws.minutes(0, 50));
            Person owner = draws.pick(staff.owners);
            Service service = staff.services().get(i % 3);
            initiatives.add(
                    add(new IssuePlan(draws, service, IssueType.INITIATIVE, Titles.initiative(i), owner, owner, at)));
        }
        List<IssuePlan> epics = new ArrayList<>();
        for (int i = 0; i < EPICS; i++) {
            Draws draws = new Draws(seed, 10_000 + i);
            Service service = staff.services().get(i % 3);
            // the first ones were under way already, so that issues find an epic from the first days on
            Duration since = BETWEEN_EPICS.multipliedBy(Math.max(0, i - 2));
            Instant at = Company.START.plus(since).plus(Duration.ofHours(8)).plus(draws.minutes(0, 60 * 24 * 4));
            Person owner = draws.pick(staff.owners);
            IssuePlan epic = add(new IssuePlan(draws, service, IssueType.EPIC, Titles.epic(i), owner, owner, at));
            epic.parent = i % 4 == 3 ? null : initiatives.get(i % INITIATIVES);
            epics.add(epic);
        }
        return epics;
    }

    private static boolean takes(IssuePlan epic, Instant at) {
        return epic.created.isBefore(at) && at.isBefore(epic.created.plus(EPIC_GROWS));
    }

    private void issue(int i, List<IssuePlan> epics) {
        Draws draws = new Draws(seed, i);
        Instant at = WorkClock.next(Company.START
                .plus(CREATION.multipliedBy(i).dividedBy(ISSUES))
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(draws.minutes(0, 60 * 30)));
        Service service = draws.pick(staff.services());
        IssueType type = type(draws);
        Person creator = draws.chance(0.7) ? draws.pick(staff.owners) : draws.pick(service.team());
        IssuePlan plan = add(
                new IssuePlan(draws, service, type, Titles.of(type, draws), creator, draws.pick(service.team()), at));
        plan.fate = fate(draws);
        if (i == ISSUES / 3) {
            plan.title = "Basket shows <NaN> | `null` & \"undefined\" as price";
        }
        List<IssuePlan> growing = epics.stream().filter(epic -> takes(epic, at)).toList();
        if (draws.chance(0.7) && !growing.isEmpty()) {
            plan.parent = draws.pick(growing);
        }
        if (plan.fate == Fate.DELIVERED && type == IssueType.STORY && draws.chance(WITH_SUB_TASKS / 0.45)) {
            for (int n = draws.between(2, 3); n > 0; n--) {
                IssuePlan sub = add(new IssuePlan(
                        new Draws(seed, 20_000 + i * 5L + n),
                        service,
                        IssueType.SUB_TASK,
                        Titles.of(IssueType.SUB_TASK, draws) + ": " + plan.title,
                        plan.creator,
                        draws.pick(service.team()),
                        at.plus(draws.minutes(5, 90))));
                sub.parent = plan;
            }
        } else if (plan.fate == Fate.DELIVERED && draws.chance(WITH_PARTNER)) {
            IssuePlan other = add(new IssuePlan(
                    new Draws(seed, 30_000 + i),
                    service,
                    type,
                    Titles.of(type, draws),
                    creator,
                    plan.owner,
                    at.plus(draws.minutes(10, 120))));
            other.partner = plan;
        } else if (draws.chance(MOVED)) {
            plan.movesTo = service.equals(staff.orders) ? "BILL" : "SHOP";
        }
    }

    /** Incidents come to light soon after the hour at which their service is released. */
    private void incident(int i) {
        Draws draws = new Draws(seed, 40_000 + i);
        Service service = staff.services().get(i % 3);
        int day = 15 + 14 * i + (service.equals(staff.billing) ? 1 : 2);
        Instant at = Company.START
                .atZone(Company.ZONE)
                .plusDays(day)
                .withHour(service.equals(staff.orders) ? 15 : 13)
                .withMinute(draws.between(25, 55))
                .toInstant();
        Person finder = draws.pick(service.team());
        IssuePlan plan = add(new IssuePlan(
                draws, service, IssueType.INCIDENT, Titles.of(IssueType.INCIDENT, draws), finder, finder, at));
        plan.fate = Fate.DELIVERED;
    }

    private IssuePlan add(IssuePlan plan) {
        plans.add(plan);
        return plan;
    }

    private static IssueType type(Draws draws) {
        int percent = draws.between(1, 100);
        if (percent <= 45) {
            return IssueType.STORY;
        } else if (percent <= 73) {
            return IssueType.BUG;
        } else if (percent <= 87) {
            return IssueType.TECHNICAL_DEBT;
        }
        return percent <= 92 ? IssueType.SECURITY : IssueType.TASK;
    }

    private static Fate fate(Draws draws) {
        int permille = draws.between(1, 1000);
        if (permille <= 45) {
            return Fate.REJECTED_EARLY;
        } else if (permille <= 80) {
            return Fate.REJECTED_LATE;
        } else if (permille <= 125) {
            return Fate.REOPENED_SOON;
        } else if (permille <= 150) {
            return Fate.REOPENED_LATE;
        }
        return permille <= 190 ? Fate.FORGOTTEN : Fate.DELIVERED;
    }

    /** Keys are given out in the order of writing and moving, as Jira does it. */
    private void assignKeys() {
        record Arrival(Instant at, IssuePlan plan, boolean moved) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (IssuePlan plan : plans) {
            arrivals.add(new Arrival(plan.created, plan, false));
            if (plan.movesTo != null) {
                arrivals.add(new Arrival(plan.movesAt(), plan, true));
            }
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        Map<String, Integer> last = new HashMap<>();
        for (Arrival arrival : arrivals) {
            IssuePlan plan = arrival.plan();
            String project = arrival.moved() && plan.movesTo != null ? plan.movesTo : plan.project;
            String key = project + '-' + last.merge(project, 1, Integer::sum);
            if (arrival.moved()) {
                plan.movedKey = key;
            } else {
                plan.key = key;
            }
        }
    }
}
