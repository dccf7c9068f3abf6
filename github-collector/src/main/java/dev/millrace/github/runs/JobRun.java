package dev.millrace.github.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.model.StageRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A job of an attempt, with GitHub's oddities read as what they mean. An attempt that repeats only the failed jobs lists the others
 * too, made anew and with the times that they had in an earlier attempt: they began before the attempt did, and took none of its time.
 *
 * @param id GitHub's number of it
 * @param name its name; hostile text
 * @param created when it was queued; empty if GitHub does not say, or says an instant after its start
 * @param started when a runner took it
 * @param completed when it ended
 * @param conclusion how; empty while it has not ended
 * @param carriedOver whether it ran in an earlier attempt
 * @param labels of the runner that it asked for
 */
record JobRun(
        String id,
        String name,
        Optional<Instant> created,
        Optional<Instant> started,
        Optional<Instant> completed,
        Optional<String> conclusion,
        boolean carriedOver,
        List<String> labels) {

    private static final String SKIPPED = "skipped";
    private static final String CARRIED_OVER = "CARRIED_OVER";
    private static final int MOST_LABELS = 10;

    static JobRun of(JsonNode job, Instant queued, long attempt) {
        Optional<Instant> created = GitHubJson.instant(job, "created_at");
        Optional<Instant> started = GitHubJson.instant(job, "started_at");
        boolean carriedOver = attempt > 1
                && started.filter(at -> at.isBefore(queued)
                                || created.filter(at::isBefore).isPresent())
                        .isPresent();
        return new JobRun(
                GitHubJson.requiredText(job, "id"),
                GitHubJson.text(job, "name").orElse(""),
                created.filter(at -> started.filter(at::isAfter).isEmpty()),
                started,
                GitHubJson.instant(job, "completed_at"),
                GitHubJson.text(job, "conclusion").map(word -> word.toLowerCase(Locale.ROOT)),
                carriedOver,
                StreamSupport.stream(job.path("labels").spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(label -> !label.isBlank())
                        .limit(MOST_LABELS)
                        .sorted()
                        .toList());
    }

    boolean skipped() {
        return conclusion.filter(SKIPPED::equals).isPresent();
    }

    /** Whether it took a runner's time in this attempt. */
    boolean ran() {
        return !carriedOver && !skipped() && started.isPresent();
    }

    /** Its labels, if a runner took it in this attempt. */
    List<String> runnerLabels() {
        return ran() && !labels.isEmpty() ? List.of(String.join(",", labels)) : List.of();
    }

    /** The instant at which it is known; of one that did not run, that of the attempt. */
    Instant at(Instant queued) {
        Instant at = ran() ? completed.or(() -> started).orElse(queued) : queued;
        return at.isBefore(queued) ? queued : at;
    }

    /** As a stage of its build; empty while it has not ended. */
    Optional<StageRun> stage() {
        return conclusion.map(word -> {
            Instant from = ran() ? created.or(() -> started).orElse(null) : null;
            Instant until = from == null
                    ? null
                    : completed.filter(at -> !at.isBefore(from)).orElse(null);
            return new StageRun(
                    id,
                    null,
                    StageRun.Kind.STAGE,
                    name,
                    from,
                    until,
                    word.toUpperCase(Locale.ROOT),
                    carriedOver ? CARRIED_OVER : skipped() ? SKIPPED.toUpperCase(Locale.ROOT) : null,
                    ran() && created.isPresent() ? Duration.between(created.get(), started.orElseThrow()) : null,
                    null);
        });
    }
}
