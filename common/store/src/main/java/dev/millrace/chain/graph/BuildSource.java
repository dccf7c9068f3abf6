package dev.millrace.chain.graph;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Attribute;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a build says of the sources that it was made from.
 *
 * @param build its id
 * @param job what stands for its job: the full name, or the first one of a job that was renamed
 * @param branch the branch without the name of a remote, or null if the job builds only one and does not say which
 * @param node what stands for its sources, see {@link Run#node}
 * @param commits full hashes: its heads, and what is new since the last build of the job
 * @param changelog whether it says that anything is new
 * @param repository the only repository, {@code owner/name}, or null
 * @param queuedAt when it was asked for
 */
public record BuildSource(
        ArtifactId build,
        String job,
        @Nullable String branch,
        String node,
        Set<String> commits,
        boolean changelog,
        @Nullable String repository,
        Instant queuedAt) {

    /** In the order in which they were asked for. */
    static final Comparator<BuildSource> ORDER =
            Comparator.comparing(BuildSource::queuedAt).thenComparing(BuildSource::build);

    private static final Set<String> TRUNKS =
            Set.of("main", "master", "trunk", "default", "mainline", "develop", "development");

    public BuildSource {
        commits = Set.copyOf(commits);
    }

    public static BuildSource of(ArtifactHistory build) {
        Set<String> commits = new TreeSet<>();
        List<String> changelog = Attributes.all(build.snapshot(), Attribute.COMMITS);
        changelog.forEach(sha -> commits.add(sha.toLowerCase(Locale.ROOT)));
        Attributes.all(build.snapshot(), Attribute.COMMIT).forEach(sha -> commits.add(sha.toLowerCase(Locale.ROOT)));
        List<String> repositories = Attributes.all(build.snapshot(), Attribute.REPOSITORY);
        String branch = Attributes.first(build.snapshot(), Attribute.BRANCH);
        return new BuildSource(
                build.artifact(),
                Attributes.pipeline(build.snapshot()),
                branch == null ? null : branch.replaceFirst("^(refs/heads/|refs/remotes/origin/|origin/)", ""),
                Run.node(build),
                commits,
                !changelog.isEmpty(),
                repositories.size() == 1 ? repositories.get(0) : null,
                build.events().isEmpty()
                        ? build.snapshot().createdAt()
                        : build.events().get(0).occurredAt());
    }

    /** What is deployed: the repository, or the job where none is named. */
    public String service() {
        return repository == null ? job : repository;
    }

    /**
     * Whether its branch says that what it built had been merged: builds of branches and pull requests claim nothing, except those
     * of a job that deploys to production.
     *
     * @param defaultBranches those that captured repositories have
     */
    public boolean onTrunk(Set<String> defaultBranches) {
        return branch == null || TRUNKS.contains(branch.toLowerCase(Locale.ROOT)) || defaultBranches.contains(branch);
    }

    /**
     * Which of the builds that name an issue stand for a change of it: each that brings commits no other change has. A job that
     * builds the same commits later, such as a nightly one, brings none.
     *
     * @param naming what the builds that name the issue say
     * @param commits the commits of its pull requests and of those on the trunk
     */
    public static Set<ArtifactId> changes(Collection<BuildSource> naming, Set<String> commits) {
        Set<String> brought = new HashSet<>(commits);
        Set<ArtifactId> standing = new HashSet<>();
        for (BuildSource build : naming.stream().sorted(ORDER).toList()) {
            if (build.commits().stream().noneMatch(brought::contains)) {
                standing.add(build.build());
            }
            brought.addAll(build.commits());
        }
        return standing;
    }
}
