package dev.millrace.buildcard;

import dev.millrace.model.BuildCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that Millrace knows of one build.
 *
 * @param controller the Jenkins controller's instance id
 * @param job the full name that the job had when the build was made, folders with slashes
 * @param number the build's number, which a job made anew under the same name uses again
 * @param scheduledAt when Jenkins made the build; with job and number it identifies it. This is after the queue
 * @param displayName what Jenkins shows instead of the number; hostile text
 * @param url relative to the controller's root
 * @param queuedAt when the item entered the queue, or null if that was not recorded
 * @param startedAt when it began to run, or null if it has not
 * @param endedAt when it ended, or null while it runs; later than the last stage's end
 * @param result Jenkins' word, or null while it runs
 * @param causes why it was started, as words of {@link BuildCause}: whatever a tool says is made one of them
 * @param branch the branch or pull request it built, or null if the job does not say
 * @param heads the revisions it checked out, in order of checkout
 * @param commits its changelog, newest first as Jenkins lists it; empty for the first build of a job
 * @param issueKeys what looks like an issue key in branch, description and commit messages, sorted. Candidates only: whether
 *     such a project exists, Jenkins cannot know
 * @param pipeline whether it has a flow graph
 * @param stages its stages and branches in graph order; empty for a freestyle build
 * @param waitsOutside the waits of steps that are in no stage
 * @param troubles what could not be read and why, in sentences
 * @param related what else it says it belongs to
 */
public record BuildRecord(
        String controller,
        String job,
        int number,
        Instant scheduledAt,
        String displayName,
        String url,
        @Nullable Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String result,
        List<String> causes,
        @Nullable String branch,
        List<HeadRecord> heads,
        List<CommitRecord> commits,
        List<String> issueKeys,
        boolean pipeline,
        List<StageRecord> stages,
        List<Wait> waitsOutside,
        List<String> troubles,
        Related related) {

    /** Validates the identity; copies the lists. */
    public BuildRecord {
        Objects.requireNonNull(controller, "controller");
        if (Objects.requireNonNull(job, "job").isBlank()) {
            throw new IllegalArgumentException("a build belongs to a job with a name");
        }
        if (number < 1) {
            throw new IllegalArgumentException("build numbers start at 1, this one is " + number);
        }
        Objects.requireNonNull(scheduledAt, "scheduledAt");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(url, "url");
        causes = BuildCause.words(causes);
        heads = List.copyOf(heads);
        commits = List.copyOf(commits);
        issueKeys = issueKeys.stream().distinct().sorted().toList();
        stages = List.copyOf(stages);
        waitsOutside = List.copyOf(waitsOutside);
        troubles = List.copyOf(troubles);
        Objects.requireNonNull(related, "related");
    }

    /** The same, with one more thing that could not be read. */
    public BuildRecord withTrouble(String sentence) {
        return with(
                displayName,
                issueKeys,
                Stream.concat(troubles.stream(), Stream.of(sentence)).toList());
    }

    /** The same after people changed what they say of it. */
    public BuildRecord withTexts(String newName, List<String> newKeys) {
        return with(newName, newKeys, troubles);
    }

    private BuildRecord with(String newName, List<String> newKeys, List<String> newTroubles) {
        return new BuildRecord(
                controller,
                job,
                number,
                scheduledAt,
                newName,
                url,
                queuedAt,
                startedAt,
                endedAt,
                result,
                causes,
                branch,
                heads,
                commits,
                newKeys,
                pipeline,
                stages,
                waitsOutside,
                newTroubles,
                related);
    }

    /** From entering the queue to the start; null if either is unknown. */
    public @Nullable Duration queue() {
        return queuedAt == null || startedAt == null ? null : Duration.between(queuedAt, startedAt);
    }

    /** The commit of the changelog with the earliest time, if one has a time. */
    public Optional<CommitRecord> earliestCommit() {
        return commits.stream()
                .filter(commit -> commit.at() != null)
                .min(Comparator.comparing(commit -> Objects.requireNonNull(commit.at())));
    }
}
