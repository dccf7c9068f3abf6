package dev.millrace.github.issues;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.Accounts;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.model.Actor;
import dev.millrace.model.NativeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The states that an issue went through: open or closed, and while it is open its status in a project. What the project shows now and
 * no change leads to is a gap: it is counted, and no instant is made up for it.
 */
final class IssueStates {

    static final NativeState OPEN = new NativeState("issue-open", "open");
    static final NativeState CLOSED = new NativeState("issue-closed", "closed");

    /** One change. */
    record Change(
            NativeState from,
            NativeState to,
            Instant at,
            long sequence,
            @Nullable Actor actor) {}

    /** A change of the resolution. */
    record Resolved(
            @Nullable String from,
            @Nullable String to,
            Instant at,
            @Nullable Actor actor) {}

    /**
     * The states of an issue.
     *
     * @param changes in order
     * @param resolutions in order
     * @param now its state as its fields show it
     * @param resolution its resolution as its fields show it, or null
     * @param gaps how many changes are missing that must have been
     */
    record History(
            List<Change> changes,
            List<Resolved> resolutions,
            NativeState now,
            @Nullable String resolution,
            int gaps) {}

    private record Item(Instant at, JsonNode node, boolean status) {}

    private final Accounts accounts;
    private final List<Change> changes = new ArrayList<>();
    private final List<Resolved> resolutions = new ArrayList<>();
    private boolean closed;
    private @Nullable String status;
    private @Nullable String resolution;
    private int gaps;

    private IssueStates(Accounts accounts) {
        this.accounts = accounts;
    }

    static History of(JsonNode issue, Optional<ProjectStatus> project, Accounts accounts) {
        return new IssueStates(accounts).read(issue, project);
    }

    private History read(JsonNode issue, Optional<ProjectStatus> project) {
        List<Item> items = new ArrayList<>();
        GitHubJson.nodes(issue.path("timelineItems"))
                .filter(node -> List.of("ClosedEvent", "ReopenedEvent")
                        .contains(node.path("__typename").asText()))
                .forEach(node -> items.add(new Item(GitHubJson.requiredInstant(node, "createdAt"), node, false)));
        project.stream()
                .flatMap(known -> known.changes().stream())
                .forEach(node -> items.add(new Item(GitHubJson.requiredInstant(node, "createdAt"), node, true)));
        items.sort(Comparator.comparing(Item::at));
        items.forEach(this::apply);
        boolean closedNow = issue.path("state").asText().equals("CLOSED");
        if (closedNow && !closed) {
            // of long ago there is no log
            GitHubJson.instant(issue, "closedAt").ifPresent(at -> close(at, null, reason(issue)));
        }
        gaps += closed == closedNow ? 0 : 1;
        Optional<String> shown = project.flatMap(ProjectStatus::now);
        boolean told = project.isEmpty() || shown.equals(Optional.ofNullable(status));
        gaps += told ? 0 : 1;
        NativeState now = closedNow ? CLOSED : shown.map(ProjectStatus::state).orElse(OPEN);
        return new History(
                List.copyOf(changes), List.copyOf(resolutions), now, closedNow ? reasonNow(issue) : null, gaps);
    }

    private @Nullable String reasonNow(JsonNode issue) {
        return Optional.ofNullable(reason(issue)).orElse(resolution);
    }

    private void apply(Item item) {
        Actor actor = accounts.actor(item.node().path("actor"));
        if (item.status()) {
            String before = ProjectStatus.before(item.node());
            if (!Objects.equals(before, status)) {
                // the change before this one is missing: the history goes on from where this one says that it was
                gaps++;
                status = before;
            }
            NativeState from = state();
            status = ProjectStatus.after(item.node());
            enter(from, item.at(), actor);
        } else if (item.node().path("__typename").asText().equals("ClosedEvent")) {
            if (!closed) {
                close(item.at(), actor, reason(item.node()));
            }
        } else if (closed) {
            NativeState from = state();
            closed = false;
            enter(from, item.at(), actor);
            resolve(null, item.at(), actor);
        }
    }

    private void close(Instant at, @Nullable Actor actor, @Nullable String reason) {
        NativeState from = state();
        closed = true;
        enter(from, at, actor);
        resolve(reason, at, actor);
    }

    private void enter(NativeState from, Instant at, @Nullable Actor actor) {
        if (!from.equals(state())) {
            long sequence =
                    changes.stream().filter(change -> change.at().equals(at)).count();
            changes.add(new Change(from, state(), at, sequence, actor));
        }
    }

    private void resolve(@Nullable String to, Instant at, @Nullable Actor actor) {
        if (!Objects.equals(resolution, to)) {
            resolutions.add(new Resolved(resolution, to, at, actor));
            resolution = to;
        }
    }

    private NativeState state() {
        return closed ? CLOSED : status == null ? OPEN : ProjectStatus.state(status);
    }

    /** GitHub's reason in words; null if it gives none, or one of a re-opening. */
    private static @Nullable String reason(JsonNode node) {
        return GitHubJson.text(node, "stateReason")
                .filter(word -> !word.equals("REOPENED"))
                .map(word -> word.toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse(null);
    }
}
