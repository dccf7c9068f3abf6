package dev.millrace.demo.company;

import dev.millrace.demo.company.IssuePlan.Fate;
import dev.millrace.demo.company.TrunkWriter.Landing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the company: issues, then code, then default branches, builds and deployments, then how issues end. Each step reads
 * only what the steps before it wrote.
 */
public final class Simulation {

    private final long seed;
    private final Staff staff = new Staff();
    private final List<PullRequestPlan> requests = new ArrayList<>();
    private final Map<PullRequestPlan, Landing> landings = new HashMap<>();
    private final Map<Service, DeliveryWriter> deliveries = new HashMap<>();

    private Simulation(long seed) {
        this.seed = seed;
    }

    /** The company of that seed. */
    public static Company of(long seed) {
        return new Simulation(seed).run();
    }

    private Company run() {
        IssuePlan showcase = Showcase.plan(seed, staff);
        List<IssuePlan> issues = new Backlog(seed, staff).write(showcase);
        code(issues, showcase);
        requests.removeIf(plan -> plan.createdAt.isAfter(Company.END));
        number();
        machinesWrite(showcase);

        List<Company.Trunk> trunks = new ArrayList<>();
        List<SimulatedBuild> builds = new ArrayList<>();
        List<DeliveryWriter.PlannedDeployment> deployments = new ArrayList<>();
        for (Service service : staff.services()) {
            List<PullRequestPlan> own = requests.stream()
                    .filter(plan -> plan.service.equals(service))
                    .toList();
            TrunkWriter trunk = new TrunkWriter(service, new Draws(seed, 80_000 + service.number()));
            trunk.write(own, service.team().get(0));
            trunks.add(new Company.Trunk(service, trunk.commits()));
            trunk.landings().stream()
                    .filter(landing -> landing.plan() != null)
                    .forEach(landing -> landings.put(landing.plan(), landing));
            Draws draws = new Draws(seed, 90_000 + service.number());
            BuildWriter pipeline = new BuildWriter(service, draws);
            own.forEach(pipeline::pullRequest);
            pipeline.trunk(trunk.landings());
            DeliveryWriter delivery = new DeliveryWriter(service, staff, draws, pipeline, trunk.commits());
            delivery.write();
            deliveries.put(service, delivery);
            builds.addAll(pipeline.builds());
            deployments.addAll(delivery.deployments());
        }
        Ending.Arrivals arrivals = arrivals();
        for (IssuePlan plan : issues) {
            if (plan == showcase) {
                Showcase.finish(plan);
            } else if (!plan.type.holds() && plan.type != IssueType.SUB_TASK) {
                Ending.write(plan, arrivals);
            }
        }
        return new Company(
                staff.everybody(),
                staff.services(),
                Freeze.issues(issues),
                Freeze.pullRequests(requests),
                trunks,
                DeliveryWriter.numbered(deployments),
                builds.stream()
                        .filter(build -> !build.endedAt().isAfter(Company.END))
                        .sorted(Comparator.comparing(SimulatedBuild::queuedAt)
                                .thenComparing(SimulatedBuild::job)
                                .thenComparing(SimulatedBuild::number))
                        .toList(),
                showcase.key);
    }

    private void code(List<IssuePlan> issues, IssuePlan showcase) {
        IssueStory stories = new IssueStory(staff);
        List<IssuePlan> written = new ArrayList<>();
        for (IssuePlan plan : issues) {
            if (plan == showcase) {
                Showcase.write(plan, staff);
            } else {
                stories.write(plan, written);
            }
            if (plan.fate == Fate.REOPENED_SOON || plan.fate == Fate.REOPENED_LATE) {
                Ending.reopen(plan, staff);
            }
            written.add(plan);
        }
        for (IssuePlan plan : issues) {
            if (plan.type == IssueType.SUB_TASK && plan.parent != null) {
                IssueStory.subTask(plan, plan.parent);
            }
            requests.addAll(plan.pullRequests);
        }
        Extras extras = new Extras(seed, staff);
        requests.addAll(extras.updates());
        requests.addAll(extras.inPassing());
        int index = 0;
        for (IssuePlan plan : issues) {
            if (plan.type == IssueType.INCIDENT) {
                requests.add(extras.hotfix(plan, index, requests));
                index++;
            }
        }
    }

    /** Numbers are given out per repository, ids over all of them, in the order of creation. */
    private void number() {
        requests.sort(
                Comparator.comparing((PullRequestPlan plan) -> plan.createdAt).thenComparing(plan -> plan.branch));
        Map<Service, Integer> numbers = new HashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            PullRequestPlan plan = requests.get(i);
            plan.id = 2_000_000_000L + i * 17L;
            plan.number = numbers.merge(plan.service, 1, Integer::sum);
        }
        for (PullRequestPlan plan : requests) {
            if (plan.reverts != null) {
                plan.title = "Revert \"" + plan.reverts.title + '"';
                plan.body = "Reverts " + plan.service.fullName() + '#' + plan.reverts.number;
            }
        }
    }

    /** From June on some changes are written with an assistant, and a few by an agent. Nothing else differs for them. */
    private void machinesWrite(IssuePlan showcase) {
        for (int i = 0; i < requests.size(); i++) {
            PullRequestPlan plan = requests.get(i);
            boolean work = !plan.author.bot() && !plan.issues.isEmpty() && !showcase.pullRequests.contains(plan);
            if (work && plan.createdAt.isAfter(Company.MACHINES_WRITE)) {
                Draws draws = new Draws(seed, 96_000 + i);
                boolean agent = draws.chance(0.09);
                plan.writing = agent ? Writing.AGENT : draws.chance(0.2) ? Writing.ASSISTED : Writing.PERSON;
            }
        }
    }

    private Ending.Arrivals arrivals() {
        return new Ending.Arrivals() {
            @Override
            public @Nullable Instant staging(IssuePlan plan) {
                return latest(plan, false);
            }

            @Override
            public @Nullable Instant production(IssuePlan plan) {
                return latest(plan, true);
            }
        };
    }

    private @Nullable Instant latest(IssuePlan plan, boolean production) {
        Instant latest = null;
        for (PullRequestPlan request : plan.partner == null ? plan.pullRequests : plan.partner.pullRequests) {
            Landing landing = landings.get(request);
            DeliveryWriter delivery = deliveries.get(request.service);
            if (landing == null || delivery == null) {
                return null;
            }
            Instant at = production ? delivery.productionAt(landing.index()) : delivery.stagingAt(landing.index());
            if (at == null) {
                return null;
            }
            latest = latest == null || at.isAfter(latest) ? at : latest;
        }
        return latest;
    }
}
