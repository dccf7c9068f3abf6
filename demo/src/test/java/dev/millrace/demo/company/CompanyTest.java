package dev.millrace.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompanyTest {

    private final Company company = Simulation.of(Company.SEED);

    @Test
    void the_same_seed_gives_the_same_company_and_another_seed_another_one() {
        assertThat(Simulation.of(Company.SEED)).isEqualTo(company);
        assertThat(Simulation.of(7)).isNotEqualTo(company);
    }

    @Test
    void it_is_large_enough_to_have_flow_and_small_enough_for_half_a_minute() {
        assertThat(company.issues()).hasSizeBetween(500, 700);
        assertThat(company.pullRequests()).hasSizeBetween(500, 700);
        assertThat(company.builds()).hasSizeBetween(1_500, 2_500);
        assertThat(company.deployments()).hasSizeBetween(500, 1_000);
    }

    @Test
    void nothing_happens_before_the_start_or_after_the_end() {
        assertThat(instants()).isNotEmpty().allSatisfy(at -> assertThat(at).isBetween(Company.START, Company.END));
    }

    @Test
    void histories_are_in_order_and_lead_to_what_the_issue_is_now() {
        for (SimulatedIssue issue : company.issues()) {
            Instant before = issue.created();
            String status = Status.BACKLOG.id();
            long id = 0;
            for (IssueChange change : issue.changes()) {
                assertThat(change.at()).as(issue.key()).isAfterOrEqualTo(before);
                assertThat(change.id()).as(issue.key()).isGreaterThan(id);
                before = change.at();
                id = change.id();
                for (FieldChange field : change.fields()) {
                    if (field.field().equals("status")) {
                        assertThat(field.from())
                                .as("status of %s before", issue.key())
                                .isEqualTo(status);
                        status = String.valueOf(field.to());
                    }
                }
            }
            assertThat(issue.status().id()).as("status of %s", issue.key()).isEqualTo(status);
        }
    }

    @Test
    void keys_and_numbers_are_unique() {
        assertThat(company.issues()).extracting(SimulatedIssue::key).doesNotHaveDuplicates();
        assertThat(company.pullRequests())
                .extracting(request -> request.service().repository() + request.number())
                .doesNotHaveDuplicates();
        assertThat(company.builds())
                .extracting(build -> build.job() + '#' + build.number())
                .doesNotHaveDuplicates();
    }

    @Test
    void every_merged_pull_request_is_on_the_default_branch_and_only_those() {
        Set<String> trunk = new HashSet<>();
        company.trunks().forEach(t -> t.commits().forEach(commit -> trunk.add(commit.sha())));
        for (SimulatedPullRequest request : company.pullRequests()) {
            assertThat(request.mergedAt() != null).isEqualTo(request.mergeCommit() != null);
            assertThat(request.mergeCommit() == null || trunk.contains(request.mergeCommit()))
                    .isTrue();
            assertThat(request.commits()).as("commits of %s", request.title()).isNotEmpty();
        }
        assertThat(company.deployments()).allSatisfy(d -> assertThat(trunk).contains(d.sha()));
    }

    @Test
    void the_mess_of_real_life_is_in_it() {
        assertThat(company.issues()).as("cancelled").anyMatch(issue -> issue.status() == Status.REJECTED);
        assertThat(reopenedAfter()).as("re-opened soon").anyMatch(gap -> gap.compareTo(Duration.ofDays(14)) < 0);
        assertThat(reopenedAfter()).as("re-opened late").anyMatch(gap -> gap.compareTo(Duration.ofDays(14)) > 0);
        assertThat(fields()).as("flags, links, moves").contains("Flagged", "Link", "Key", "project");
        assertThat(company.issues())
                .as("levels")
                .extracting(SimulatedIssue::type)
                .contains(IssueType.SUB_TASK, IssueType.EPIC, IssueType.INITIATIVE);
        assertThat(company.pullRequests())
                .as("bots")
                .anyMatch(request -> request.author().bot());
        assertThat(company.pullRequests())
                .as("several issues")
                .anyMatch(request -> request.issues().size() > 1);
        assertThat(company.pullRequests())
                .as("no issue")
                .anyMatch(r -> r.issues().isEmpty() && !r.author().bot());
        assertThat(company.pullRequests()).as("revert").anyMatch(r -> r.title().startsWith("Revert \""));
        assertThat(company.pullRequests()).as("unmerged").anyMatch(r -> r.closedAt() != null && r.mergedAt() == null);
        assertThat(steps())
                .as("drafts back and forth, rewritten branches")
                .contains(
                        PullRequestStep.Kind.CONVERTED_TO_DRAFT,
                        PullRequestStep.Kind.FORCE_PUSHED,
                        PullRequestStep.Kind.REOPENED,
                        PullRequestStep.Kind.CHANGES_REQUESTED);
        assertThat(company.builds())
                .as("red builds")
                .anyMatch(build -> build.result().equals("failure"));
        assertThat(company.deployments())
                .as("failed deployments")
                .anyMatch(d -> d.production()
                        && d.statuses().stream().anyMatch(s -> s.state().equals("failure")));
        assertThat(company.pullRequests())
                .as("weekend work")
                .anyMatch(r -> !r.author().bot() && r.commits().stream().anyMatch(c -> weekend(c.authoredAt())));
    }

    @Test
    void changes_wait_for_review_longer_than_for_merge_and_since_august_longer_from_month_to_month() {
        double spring = reviewHours(Company.START, Instant.parse("2026-06-15T00:00:00Z"));
        double summer = reviewHours(Instant.parse("2026-06-15T00:00:00Z"), Company.REVIEW_SLOWS);
        double september = reviewHours(Instant.parse("2026-09-01T00:00:00Z"), Instant.parse("2026-10-01T00:00:00Z"));
        double october = reviewHours(Instant.parse("2026-10-01T00:00:00Z"), Company.END);
        assertThat(summer).isBetween(spring * 0.8, spring * 1.2);
        assertThat(september).isGreaterThan(summer * 1.2);
        assertThat(october).isGreaterThan(september * 1.2);
        assertThat(reviewHours(Company.START, Company.END))
                .isGreaterThan(1.5 * hours(PullRequestStep.Kind.APPROVED, PullRequestStep.Kind.MERGED));
    }

    @Test
    void the_example_is_done_before_it_is_deployed_and_has_two_reviews() {
        SimulatedIssue issue = company.issues().stream()
                .filter(i -> i.key().equals(company.showcase()))
                .findFirst()
                .orElseThrow();
        SimulatedPullRequest request = company.pullRequests().stream()
                .filter(r -> r.issues().contains(issue.key()))
                .findFirst()
                .orElseThrow();
        String merge = String.valueOf(request.mergeCommit());
        assertThat(issue.status()).isEqualTo(Status.DONE);
        assertThat(request.steps().stream()
                        .filter(s -> s.isReview() && !s.actor().bot()))
                .hasSize(2);
        assertThat(company.builds())
                .anyMatch(b -> b.sha().equals(merge) && b.result().equals("failure"));
        assertThat(company.builds())
                .anyMatch(b -> b.sha().equals(merge) && b.result().equals("success"));
        assertThat(issue.updated())
                .isEqualTo(Instant.parse("2026-10-12T16:10:00Z")
                        .plusMillis(issue.updated().toEpochMilli() % 1000));
        assertThat(company.deployments().stream()
                        .filter(d -> d.service().repository().equals("orders") && d.production())
                        .map(SimulatedDeployment::createdAt)
                        .filter(at -> at.isAfter(issue.updated())))
                .first()
                .satisfies(at -> assertThat(at.toString()).startsWith("2026-10-13T13:00"));
    }

    private double reviewHours(Instant from, Instant to) {
        double hours = 0;
        int reviews = 0;
        for (SimulatedPullRequest request : company.pullRequests()) {
            Instant asked = null;
            for (PullRequestStep step : request.steps()) {
                if (step.kind() == PullRequestStep.Kind.REVIEW_REQUESTED) {
                    asked = step.at();
                } else if (step.isReview() && !step.actor().bot() && asked != null) {
                    if (!asked.isBefore(from) && asked.isBefore(to)) {
                        hours += Duration.between(asked, step.at()).toMinutes() / 60.0;
                        reviews++;
                    }
                    asked = null;
                }
            }
        }
        return hours / reviews;
    }

    private double hours(PullRequestStep.Kind from, PullRequestStep.Kind to) {
        return company.pullRequests().stream()
                        .filter(r -> !r.author().bot() && r.last(from) != null && r.last(to) != null)
                        .mapToLong(
                                r -> Duration.between(r.last(from), r.last(to)).toMinutes())
                        .average()
                        .orElse(0)
                / 60;
    }

    private List<Duration> reopenedAfter() {
        Map<String, Instant> done = new HashMap<>();
        return company.issues().stream()
                .flatMap(issue -> issue.changes().stream()
                        .flatMap(change -> change.fields().stream()
                                .filter(field -> field.field().equals("status"))
                                .flatMap(field -> {
                                    if (Status.DONE.id().equals(field.to())) {
                                        done.put(issue.key(), change.at());
                                    }
                                    return Status.DONE.id().equals(field.from())
                                            ? Stream.of(Duration.between(done.get(issue.key()), change.at()))
                                            : Stream.of();
                                })))
                .toList();
    }

    private Stream<Instant> instants() {
        return Stream.of(
                        company.issues().stream()
                                .flatMap(i -> Stream.concat(
                                        Stream.of(i.created()),
                                        i.changes().stream().map(IssueChange::at))),
                        company.pullRequests().stream()
                                .flatMap(r -> Stream.concat(
                                        Stream.of(r.createdAt()),
                                        r.steps().stream().map(PullRequestStep::at))),
                        company.trunks().stream()
                                .flatMap(t -> t.commits().stream().map(SimulatedCommit::committedAt)),
                        company.builds().stream().flatMap(b -> Stream.of(b.queuedAt(), b.endedAt())),
                        company.deployments().stream()
                                .flatMap(d -> d.statuses().stream().map(SimulatedDeployment.DeploymentStatus::at)))
                .flatMap(stream -> stream);
    }

    private Set<String> fields() {
        Set<String> fields = new HashSet<>();
        company.issues().forEach(i -> i.changes().forEach(c -> c.fields().forEach(f -> fields.add(f.field()))));
        return fields;
    }

    private Set<PullRequestStep.Kind> steps() {
        Set<PullRequestStep.Kind> steps = new HashSet<>();
        company.pullRequests().forEach(r -> r.steps().forEach(s -> steps.add(s.kind())));
        return steps;
    }

    private static boolean weekend(Instant at) {
        DayOfWeek day = at.atZone(Company.ZONE).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
}
