package dev.millrace.demo.company;

import dev.millrace.demo.company.BuildWriter.Green;
import dev.millrace.demo.company.SimulatedDeployment.DeploymentStatus;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes how one service reaches staging and production: as deployments on GitHub or as releases in Jenkins. */
final class DeliveryWriter {

    /** An environment had the commit at that place of the branch's history from then on. */
    private record Reached(int index, Instant at) {}

    /** A deployment without ids. */
    record PlannedDeployment(
            Service service,
            String environment,
            String sha,
            Person creator,
            Instant at,
            List<PlannedStatus> statuses) {}

    /** A status without its id. */
    record PlannedStatus(String state, Instant at) {}

    private static final double FAILS = 0.08;

    private final Service service;
    private final Staff staff;
    private final Draws draws;
    private final BuildWriter builds;
    private final List<SimulatedCommit> trunk;
    private final List<Reached> staging = new ArrayList<>();
    private final List<Reached> production = new ArrayList<>();
    private final List<PlannedDeployment> deployments = new ArrayList<>();
    private int releases;

    DeliveryWriter(Service service, Staff staff, Draws draws, BuildWriter builds, List<SimulatedCommit> trunk) {
        this.service = service;
        this.staff = staff;
        this.draws = draws;
        this.builds = builds;
        this.trunk = trunk;
    }

    List<PlannedDeployment> deployments() {
        return deployments;
    }

    /** When staging first had that commit; null if it never did. */
    @Nullable Instant stagingAt(int index) {
        return first(staging, index);
    }

    /** When production first had that commit; null if it never did. */
    @Nullable Instant productionAt(int index) {
        return first(production, index);
    }

    void write() {
        if (service.releasing() == Service.Releasing.TWICE_A_WEEK) {
            builds.greens().forEach(green -> staging.add(new Reached(green.index(), green.at())));
        } else {
            for (Green green : builds.greens()) {
                deploy("staging", green.index(), green.at().plus(draws.seconds(20, 60)), draws.chance(0.04), staging);
            }
        }
        if (service.releasing() == Service.Releasing.CONTINUOUS) {
            for (Reached reached : List.copyOf(staging)) {
                deploy(
                        "production",
                        reached.index(),
                        reached.at().plus(draws.minutes(12, 40)),
                        draws.chance(FAILS),
                        production);
            }
        } else {
            scheduled();
        }
        retire();
    }

    private void scheduled() {
        boolean daily = service.releasing() == Service.Releasing.DAILY;
        ZonedDateTime day = Company.START
                .atZone(Company.ZONE)
                .toLocalDate()
                .atTime(daily ? 15 : 10, 0)
                .atZone(Company.ZONE);
        int released = -1;
        for (; day.toInstant().isBefore(Company.END); day = day.plusDays(1)) {
            boolean twice = day.getDayOfWeek() == DayOfWeek.TUESDAY || day.getDayOfWeek() == DayOfWeek.THURSDAY;
            int newest = newest(day.toInstant());
            if (newest <= released || !(daily ? WorkClock.workday(day) : twice)) {
                continue;
            }
            boolean fails = draws.chance(FAILS);
            Instant at = day.toInstant().plusSeconds(draws.between(2, 40));
            if (daily) {
                deploy("production", newest, at, fails, production);
            } else {
                release(newest, at, fails);
            }
            released = newest;
        }
    }

    private void release(int index, Instant at, boolean fails) {
        String sha = trunk.get(index).sha();
        releases++;
        Instant done = builds.release(releases, at, sha, fails);
        if (done == null) {
            releases++;
            done = builds.release(releases, at.plus(draws.minutes(200, 300)), sha, false);
        }
        if (done != null && !done.isAfter(Company.END)) {
            production.add(new Reached(index, done));
        }
    }

    private void deploy(String environment, int index, Instant at, boolean fails, List<Reached> reached) {
        Instant started = at.plus(draws.seconds(10, 40));
        Instant ended = started.plus(draws.minutes(2, 6));
        Instant created = at.truncatedTo(ChronoUnit.SECONDS);
        deployments.add(new PlannedDeployment(
                service,
                environment,
                trunk.get(index).sha(),
                staff.deployer,
                created,
                new ArrayList<>(List.of(
                        new PlannedStatus("queued", created.plusSeconds(1)),
                        new PlannedStatus("in_progress", started.truncatedTo(ChronoUnit.SECONDS)),
                        new PlannedStatus(fails ? "failure" : "success", ended.truncatedTo(ChronoUnit.SECONDS))))));
        if (fails) {
            deploy(environment, index, at.plus(draws.minutes(40, 80)), false, reached);
        } else if (!ended.isAfter(Company.END)) {
            reached.add(new Reached(index, ended));
        }
    }

    /** A deployment that succeeds makes the one before it inactive, as GitHub does. */
    private void retire() {
        for (String environment : List.of("staging", "production")) {
            List<PlannedDeployment> succeeded = deployments.stream()
                    .filter(planned -> planned.environment().equals(environment)
                            && last(planned).state().equals("success"))
                    .sorted(Comparator.comparing(planned -> last(planned).at()))
                    .toList();
            List<PlannedStatus> ends =
                    succeeded.stream().map(DeliveryWriter::last).toList();
            for (int i = 1; i < succeeded.size(); i++) {
                succeeded
                        .get(i - 1)
                        .statuses()
                        .add(new PlannedStatus("inactive", ends.get(i).at().plusSeconds(1)));
            }
        }
    }

    private static PlannedStatus last(PlannedDeployment planned) {
        return planned.statuses().get(planned.statuses().size() - 1);
    }

    private int newest(Instant at) {
        return staging.stream()
                .filter(reached -> reached.at().isBefore(at))
                .mapToInt(Reached::index)
                .max()
                .orElse(-1);
    }

    private static @Nullable Instant first(List<Reached> all, int index) {
        return all.stream()
                .filter(reached -> reached.index() >= index)
                .map(Reached::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** All services' deployments up to the end, with their ids. */
    static List<SimulatedDeployment> numbered(List<PlannedDeployment> plans) {
        List<PlannedDeployment> sorted = plans.stream()
                .filter(plan -> !plan.at().isAfter(Company.END))
                .sorted(Comparator.comparing(PlannedDeployment::at))
                .toList();
        List<SimulatedDeployment> all = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            PlannedDeployment plan = sorted.get(i);
            List<DeploymentStatus> statuses = new ArrayList<>();
            for (PlannedStatus status : plan.statuses()) {
                if (!status.at().isAfter(Company.END)) {
                    statuses.add(
                            new DeploymentStatus(8_000_000L + i * 10L + statuses.size(), status.state(), status.at()));
                }
            }
            all.add(new SimulatedDeployment(
                    4_000_000L + i * 13L,
                    plan.service(),
                    plan.environment(),
                    plan.environment().equals("production"),
                    plan.sha(),
                    plan.creator(),
                    plan.at(),
                    statuses));
        }
        return all;
    }
}
