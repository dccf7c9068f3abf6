package dev.millrace.app.sync;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub said that something happened in a repository.
 *
 * @param site the GitHub
 * @param repository its full name; empty if the event does not say, and only the handle does
 * @param part which of its sources sees that
 * @param id of the thing that changed; empty if the part has only news, or the event does not say
 * @param handle what the source calls it; empty with the id
 * @param deleted whether it was deleted
 * @param receivedAt when that was received
 * @param readAt when it is to be read
 */
public record GitHubHint(
        ToolInstance site,
        String repository,
        Part part,
        String id,
        String handle,
        boolean deleted,
        Instant receivedAt,
        Instant readAt)
        implements Hint {

    private static final Pattern ID = Pattern.compile("\\d{1,18}");
    /** Node ids are opaque; they are sent as parameters and never stand in an address. */
    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_=+/-]{1,200}");

    /** What of a repository changed. */
    public enum Part {
        /** The default branch. */
        COMMITS(null),
        /** Pull requests with their reviews. */
        PULL_REQUESTS(ArtifactKind.PULL_REQUEST),
        /** Deployments with their statuses. */
        DEPLOYMENTS(ArtifactKind.DEPLOYMENT),
        /** Releases and tags. */
        RELEASES(null),
        /** Issues, and their status in projects. */
        ISSUES(ArtifactKind.ISSUE),
        /** Workflow runs with their jobs. */
        RUNS(ArtifactKind.BUILD);

        private final Optional<ArtifactKind> kind;

        Part(@Nullable ArtifactKind kind) {
            this.kind = Optional.ofNullable(kind);
        }

        /** What the id of its source ends with. */
        String source() {
            return '/' + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private record Subject(ToolInstance site, String repository, Part part, String id, String handle) {}

    /** Validates: ids become parts of addresses. */
    public GitHubHint {
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(readAt, "readAt");
        if (!id.isEmpty() && !isId(id)) {
            throw new IllegalArgumentException("an id of GitHub is a number");
        }
        if (!handle.isEmpty() && !isHandle(handle)) {
            throw new IllegalArgumentException("no id of GitHub looks like this");
        }
    }

    /** Whether that text can be the number by which GitHub knows something. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Whether that text can be a node id. */
    public static boolean isHandle(String text) {
        return HANDLE.matcher(text).matches();
    }

    /** The same, once it is known where it is. */
    GitHubHint at(String itsRepository, String itsId) {
        return new GitHubHint(site, itsRepository, part, itsId, handle, deleted, receivedAt, readAt);
    }

    /** The thing in the store; empty if only its source's news are to be read. */
    Optional<ArtifactId> artifact() {
        // of a run its first attempt: the others are read with it
        String first = part == Part.RUNS ? id + ".1" : id;
        return id.isEmpty() ? Optional.empty() : part.kind.map(kind -> new ArtifactId(site, kind, first));
    }

    @Override
    public Object subject() {
        return new Subject(site, repository.toLowerCase(Locale.ROOT), part, id, id.isEmpty() ? handle : "");
    }

    @Override
    public Hint and(Hint other) {
        GitHubHint that = (GitHubHint) other;
        return new GitHubHint(
                site,
                repository,
                part,
                id,
                handle,
                deleted || that.deleted,
                receivedAt.isBefore(that.receivedAt) ? receivedAt : that.receivedAt,
                readAt.isBefore(that.readAt) ? readAt : that.readAt);
    }
}
