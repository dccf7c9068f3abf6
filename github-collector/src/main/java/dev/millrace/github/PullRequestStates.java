package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.Accounts;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.model.Actor;
import dev.millrace.model.NativeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the states a pull request went through. GitHub logs changes but not the first state, says of a closed pull request
 * that it is still a draft, and logs a merge as merged and closed.
 */
final class PullRequestStates {

    static final NativeState DRAFT = state("draft");
    static final NativeState OPEN = state("open");
    static final NativeState MERGED = state("merged");
    static final NativeState CLOSED = state("closed");

    /**
     * The states of a pull request.
     *
     * @param initial the state it was created in
     * @param changes what followed, in order
     * @param draftContradicts whether GitHub says something else about being a draft now than what its log leads to
     */
    record History(NativeState initial, List<Change> changes, boolean draftContradicts) {

        NativeState current() {
            return changes.isEmpty() ? initial : changes.get(changes.size() - 1).to();
        }
    }

    /** One change of state; {@code sequence} orders the changes of one instant. */
    record Change(
            NativeState from,
            NativeState to,
            Instant at,
            long sequence,
            @Nullable Actor actor) {}

    private record Item(String type, Instant at, @Nullable Actor actor) {}

    private final Accounts accounts;
    private final List<Change> changes = new ArrayList<>();
    private boolean draft;
    private NativeState state = OPEN;

    private PullRequestStates(Accounts accounts) {
        this.accounts = accounts;
    }

    static History of(JsonNode pullRequest, Accounts accounts) {
        return new PullRequestStates(accounts).read(pullRequest);
    }

    private History read(JsonNode pullRequest) {
        List<Item> items = items(pullRequest);
        boolean draftNow = pullRequest.path("isDraft").asBoolean();
        draft = items.stream()
                .map(Item::type)
                .filter(type -> type.equals("ReadyForReviewEvent") || type.equals("ConvertToDraftEvent"))
                .findFirst()
                // it can only be made ready if it was a draft
                .map(type -> type.equals("ReadyForReviewEvent"))
                .orElse(draftNow);
        NativeState initial = draft ? DRAFT : OPEN;
        state = initial;
        items.forEach(this::apply);
        finish(pullRequest);
        return new History(initial, List.copyOf(changes), draft != draftNow);
    }

    private List<Item> items(JsonNode pullRequest) {
        List<Item> items = new ArrayList<>(GitHubJson.nodes(pullRequest.path("timelineItems"))
                .filter(PullRequestStates::changesState)
                .map(node -> new Item(
                        node.path("__typename").asText(),
                        GitHubJson.requiredInstant(node, "createdAt"),
                        accounts.actor(node.path("actor"))))
                .sorted(Comparator.comparing(Item::at))
                .toList());
        dropClosingsByMerge(items, GitHubJson.instant(pullRequest, "mergedAt"));
        return items;
    }

    private static boolean changesState(JsonNode node) {
        return switch (node.path("__typename").asText()) {
            case "ReadyForReviewEvent", "ConvertToDraftEvent", "ClosedEvent", "ReopenedEvent", "MergedEvent" -> true;
            default -> false;
        };
    }

    /** A merge closes too, and that is logged a moment before or after. What is merged cannot be re-opened. */
    private static void dropClosingsByMerge(List<Item> items, Optional<Instant> mergedAt) {
        if (mergedAt.isEmpty()) {
            return;
        }
        for (int i = items.size() - 1; i >= 0 && !items.get(i).type().equals("ReopenedEvent"); i--) {
            if (items.get(i).type().equals("ClosedEvent")) {
                items.remove(i);
            }
        }
    }

    private void apply(Item item) {
        switch (item.type()) {
            case "ReadyForReviewEvent" -> {
                draft = false;
                if (state.equals(DRAFT)) {
                    enter(OPEN, item);
                }
            }
            case "ConvertToDraftEvent" -> {
                draft = true;
                if (state.equals(OPEN)) {
                    enter(DRAFT, item);
                }
            }
            case "ClosedEvent" -> enter(CLOSED, item);
            case "ReopenedEvent" -> enter(draft ? DRAFT : OPEN, item);
            default -> enter(MERGED, item);
        }
    }

    /** What the fields say and the log does not: old pull requests have no complete log. */
    private void finish(JsonNode pullRequest) {
        Optional<Instant> mergedAt = GitHubJson.instant(pullRequest, "mergedAt");
        if (mergedAt.isPresent()) {
            enter(MERGED, new Item("", mergedAt.get(), accounts.actor(pullRequest.path("mergedBy"))));
        } else if (pullRequest.path("state").asText().equals("CLOSED")) {
            GitHubJson.instant(pullRequest, "closedAt").ifPresent(at -> enter(CLOSED, new Item("", at, null)));
        }
    }

    private void enter(NativeState to, Item item) {
        if (!state.equals(to)) {
            long sequence = changes.stream()
                    .filter(change -> change.at().equals(item.at()))
                    .count();
            changes.add(new Change(state, to, item.at(), sequence, item.actor()));
            state = to;
        }
    }

    private static NativeState state(String word) {
        return new NativeState(word, word);
    }
}
