package dev.millrace.demo.company;

import dev.millrace.demo.company.Company.Trunk;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * When each merged pull request of the company reached each environment, with the first deployment to be requested that held it and ended
 * well, by plain counting along the trunk: what Millrace works out from
 * links, hashes and parents has to come to the same.
 */
public final class DeployedTruth {

    private DeployedTruth() {}

    /** By pull request and environment; a pull request that reached nothing has an empty map. */
    public static Map<String, Map<String, Instant>> of(Company company) {
        Map<String, Map<String, Instant>> truth = new TreeMap<>();
        Map<String, Map<String, Integer>> places = new HashMap<>();
        for (Trunk trunk : company.trunks()) {
            Map<String, Integer> place = places.computeIfAbsent(trunk.service().fullName(), unseen -> new HashMap<>());
            trunk.commits().forEach(commit -> place.put(commit.sha(), place.size()));
        }
        List<SimulatedPullRequest> merged = company.pullRequests().stream()
                .filter(pullRequest -> pullRequest.mergeCommit() != null)
                .filter(pullRequest -> !pullRequest.mergedAt().isAfter(Company.END))
                .toList();
        merged.forEach(pullRequest -> truth.put(key(pullRequest), new TreeMap<>()));
        List<Arrival> arrivals = arrivals(company);
        arrivals.sort(Comparator.comparing(Arrival::requestedAt));
        arrivals.forEach(arrival -> {
            Map<String, Integer> place = places.get(arrival.service().fullName());
            Integer deployed = place.get(arrival.sha());
            if (deployed == null || arrival.at().isAfter(Company.END)) {
                return;
            }
            for (SimulatedPullRequest pullRequest : merged) {
                if (pullRequest.service().equals(arrival.service())
                        && place.get(pullRequest.mergeCommit()) <= deployed) {
                    truth.get(key(pullRequest))
                            .putIfAbsent(arrival.environment(), arrival.at().truncatedTo(ChronoUnit.MILLIS));
                }
            }
        });
        return truth;
    }

    private record Arrival(Service service, String environment, String sha, Instant requestedAt, Instant at) {}

    private static List<Arrival> arrivals(Company company) {
        List<Arrival> arrivals = new ArrayList<>();
        for (SimulatedDeployment deployment : company.deployments()) {
            deployment.statuses().stream()
                    .filter(status -> status.state().equals("success"))
                    .findFirst()
                    .ifPresent(status -> arrivals.add(new Arrival(
                            deployment.service(),
                            deployment.environment(),
                            deployment.sha(),
                            deployment.createdAt(),
                            status.at())));
        }
        for (SimulatedBuild build : company.builds()) {
            build.stages().stream()
                    .filter(stage ->
                            stage.name().startsWith("Deploy ") && stage.result().equals("SUCCESS"))
                    .forEach(stage -> arrivals.add(new Arrival(
                            build.service(),
                            stage.name().substring("Deploy ".length()).toLowerCase(Locale.ROOT),
                            build.sha(),
                            stage.start(),
                            stage.end())));
        }
        return arrivals;
    }

    private static String key(SimulatedPullRequest pullRequest) {
        return pullRequest.service().fullName() + '#' + pullRequest.number();
    }
}
