package dev.millrace.config;

import dev.millrace.github.GitHubExtent;
import dev.millrace.github.releases.ReleaseDeployment;
import dev.millrace.github.runs.RunDeployment;
import dev.millrace.valuestream.Glob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads what an entry of {@code github} says of runs, issues, and what stands for deployments. */
final class GitHubExtentReader {

    static final String[] KEYS = {"runs", "jobDays", "issues", "project", "deployments"};

    private static final int MOST_JOB_DAYS = 400;
    private static final String PRODUCTION = "production";
    private static final String EXAMPLE =
            "an entry, such as \"{workflow: deploy.yml, environment: production}\" or \"{release: v*}\"";

    private GitHubExtentReader() {}

    /**
     * What is read.
     *
     * @param alone whether no Jira has the work items, so that GitHub's issues are the work items
     */
    static GitHubExtent read(YamlNode.Mapping site, boolean alone) {
        List<RunDeployment> runs = new ArrayList<>();
        List<ReleaseDeployment> releases = new ArrayList<>();
        site.get("deployments")
                .ifPresent(list -> list.items(EXAMPLE).forEach(item -> deployment(item, runs, releases)));
        return new GitHubExtent(
                site.get("runs").flatMap(YamlNode::bool).orElse(true),
                Duration.ofDays(site.get("jobDays")
                        .flatMap(node -> node.integer(0, MOST_JOB_DAYS))
                        .orElse(GitHubExtent.DEFAULT_JOB_DAYS)),
                site.get("issues").flatMap(YamlNode::bool).orElse(alone),
                site.get("project")
                        .flatMap(node -> node.integer(1, Integer.MAX_VALUE))
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                runs,
                releases);
    }

    private static void deployment(YamlNode item, List<RunDeployment> runs, List<ReleaseDeployment> releases) {
        item.mapping("workflow", "job", "release", "tag", "environment").ifPresent(entry -> {
            long named = Stream.of("workflow", "release", "tag")
                    .filter(key -> entry.get(key).isPresent())
                    .count();
            if (named != 1) {
                item.error("names one of workflow, release and tag, but has " + named + " of them");
                return;
            }
            String environment =
                    entry.get("environment").flatMap(YamlNode::text).orElse(PRODUCTION);
            Optional<Glob> job = entry.get("job").flatMap(GitHubExtentReader::glob);
            entry.get("workflow")
                    .flatMap(GitHubExtentReader::glob)
                    .ifPresent(workflow -> runs.add(new RunDeployment(workflow, job.orElse(null), environment)));
            entry.get("release")
                    .flatMap(GitHubExtentReader::glob)
                    .ifPresent(tag ->
                            releases.add(new ReleaseDeployment(ReleaseDeployment.Kind.RELEASE, tag, environment)));
            entry.get("tag")
                    .flatMap(GitHubExtentReader::glob)
                    .ifPresent(
                            tag -> releases.add(new ReleaseDeployment(ReleaseDeployment.Kind.TAG, tag, environment)));
            if (entry.get("job").isPresent() && entry.get("workflow").isEmpty()) {
                item.error("has a job without a workflow; write the workflow that it belongs to, or \"*\"");
            }
        });
    }

    private static Optional<Glob> glob(YamlNode node) {
        return node.text().flatMap(text -> {
            try {
                return Optional.of(new Glob(text));
            } catch (IllegalArgumentException e) {
                node.error(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }
}
