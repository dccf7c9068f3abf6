package dev.millrace.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.collect.SourceException;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.ShownText;
import dev.millrace.http.HttpStatusException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.kohsuke.github.GHDeployment;
import org.kohsuke.github.GHDeploymentStatus;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;

/**
 * Lists deployments through the GitHub client library. It hands them out as JSON: the library's enum of deployment states throws at
 * a state it does not know, such as {@code waiting}, and what a tool says is kept as it says it.
 */
final class DeploymentReader {

    private static final int PAGE_SIZE = 100;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RepositoryName repository;
    private final GHRepository remote;
    private final Iterator<GHDeployment> deployments;

    private DeploymentReader(RepositoryName repository, GHRepository remote) {
        this.repository = repository;
        this.remote = remote;
        this.deployments = remote.listDeployments(null, null, null, null)
                .withPageSize(PAGE_SIZE)
                .iterator();
    }

    /** One deployment, and the way to its statuses. */
    record Deployment(JsonNode json, GHDeployment remote) {}

    static DeploymentReader open(GitHub gitHub, RepositoryName repository) {
        return guarded(repository, () -> new DeploymentReader(repository, gitHub.getRepository(repository.toString())));
    }

    /** What the repository is called in what is stored. */
    String repositoryName() {
        return repository.called(remote.getFullName());
    }

    boolean hasNext() {
        return guarded(repository, deployments::hasNext);
    }

    /** The next older deployment. */
    Deployment next() {
        return guarded(repository, () -> {
            GHDeployment deployment = deployments.next();
            return new Deployment(json(deployment), deployment);
        });
    }

    /** One deployment by its id; empty if GitHub does not have it. */
    Optional<Deployment> find(String id) {
        return guarded(repository, () -> {
            try {
                GHDeployment deployment = remote.getDeployment(Long.parseLong(id));
                return Optional.of(new Deployment(json(deployment), deployment));
            } catch (HttpStatusException e) {
                if (e.status() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** All statuses of a deployment. */
    List<JsonNode> statuses(Deployment deployment) {
        return guarded(repository, () -> {
            List<JsonNode> statuses = new ArrayList<>();
            for (GHDeploymentStatus status : deployment.remote().listStatuses().withPageSize(PAGE_SIZE)) {
                statuses.add(json(status));
            }
            return statuses;
        });
    }

    private static JsonNode json(Object remote) throws JsonProcessingException {
        return JSON.readTree(GitHub.getMappingObjectWriter().writeValueAsString(remote));
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException;
    }

    private static <T> T guarded(RepositoryName repository, Call<T> call) {
        try {
            return call.run();
        } catch (IOException | GHException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new SourceException("the deployments of " + repository + " cannot be read: "
                    + ShownText.line(String.valueOf(root.getMessage()), 300));
        }
    }
}
