package dev.millrace.chain.graph;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.binary.TextReader;
import dev.millrace.binary.TextWriter;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
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

    public void write(BinaryOutput out, TextWriter texts) {
        texts.write(build.tool().tool());
        texts.write(build.tool().id());
        out.text(build.nativeId());
        texts.write(job);
        texts.write(branch);
        out.text(node);
        out.number(commits.size());
        commits.forEach(out::text);
        out.flag(changelog);
        texts.write(repository);
        out.number(queuedAt.toEpochMilli());
    }

    public static BuildSource read(BinaryInput in, TextReader texts) {
        ArtifactId build = new ArtifactId(new ToolInstance(texts.read(), texts.read()), ArtifactKind.BUILD, in.text());
        String job = texts.read();
        String branch = texts.readOrNull();
        String node = in.text();
        Set<String> commits = new TreeSet<>();
        int size = in.integer();
        for (int i = 0; i < size; i++) {
            commits.add(in.text());
        }
        return new BuildSource(
                build, job, branch, node, commits, in.flag(), texts.readOrNull(), Instant.ofEpochMilli(in.number()));
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
}
