package dev.millrace.demo.company;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A deployment as GitHub keeps it.
 *
 * @param id GitHub's id of it
 * @param service what was deployed
 * @param environment where to
 * @param production whether that is production
 * @param sha the commit that was deployed
 * @param creator who or what requested it
 * @param createdAt when, in whole seconds
 * @param statuses what became of it, oldest first
 */
public record SimulatedDeployment(
        long id,
        Service service,
        String environment,
        boolean production,
        String sha,
        Person creator,
        Instant createdAt,
        List<DeploymentStatus> statuses) {

    /**
     * A status of a deployment.
     *
     * @param id GitHub's id of it
     * @param state queued, in_progress, success, failure or inactive
     * @param at when, in whole seconds
     */
    public record DeploymentStatus(long id, String state, Instant at) {
        /** Validates. */
        public DeploymentStatus {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(at, "at");
        }
    }

    /** Copies the list. */
    public SimulatedDeployment {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(sha, "sha");
        Objects.requireNonNull(creator, "creator");
        Objects.requireNonNull(createdAt, "createdAt");
        statuses = List.copyOf(statuses);
    }
}
