package dev.millrace.github.issues;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The status of an issue in the project that counts: the configured one, else the one that it was added to first.
 *
 * @param project the node id of the project
 * @param now its status as the project shows it; empty if it has none
 * @param options all statuses of the project, in its order
 * @param changes what its history tells, in order of time
 * @param untold how many changes GitHub counts and does not give
 */
record ProjectStatus(String project, Optional<String> now, List<String> options, List<JsonNode> changes, long untold) {

    private static final Set<String> NOT_BEGUN = Set.of(
            "no status",
            "new",
            "todo",
            "to do",
            "backlog",
            "product backlog",
            "triage",
            "needs triage",
            "inbox",
            "icebox",
            "ice box",
            "idea",
            "ideas",
            "open",
            "later",
            "someday",
            "unplanned");
    private static final Set<String> ENDED = Set.of(
            "done",
            "closed",
            "complete",
            "completed",
            "finished",
            "shipped",
            "released",
            "delivered",
            "resolved",
            "cancelled",
            "canceled",
            "rejected",
            "declined",
            "abandoned",
            "obsolete",
            "duplicate",
            "invalid",
            "archived",
            "won't do",
            "wont do",
            "won't fix",
            "wontfix");

    /** Of an issue with its projects; empty if none of them has a status for it. */
    static Optional<ProjectStatus> of(JsonNode projects, OptionalInt wanted) {
        return GitHubJson.nodes(projects.path("projectItems"))
                .filter(item ->
                        wanted.isEmpty() || item.path("project").path("number").asInt() == wanted.getAsInt())
                .filter(item -> GitHubJson.text(item.path("project"), "id").isPresent())
                .filter(item -> wanted.isPresent() || status(item).isPresent() || hasHistory(projects, item))
                .min(Comparator.comparing(item -> item.path("createdAt").asText()))
                .map(item -> of(projects, item));
    }

    private static boolean hasHistory(JsonNode projects, JsonNode item) {
        return changes(projects, item.path("project").path("id").asText())
                .findAny()
                .isPresent();
    }

    private static Stream<JsonNode> changes(JsonNode projects, String project) {
        return GitHubJson.nodes(projects.path("timelineItems"))
                .filter(change -> change.path("project").path("id").asText().equals(project))
                .sorted(Comparator.comparing(change -> GitHubJson.requiredInstant(change, "createdAt")));
    }

    private static ProjectStatus of(JsonNode projects, JsonNode item) {
        String project = item.path("project").path("id").asText();
        List<String> options = new ArrayList<>();
        item.path("fieldValueByName")
                .path("field")
                .path("options")
                .forEach(option -> GitHubJson.text(option, "name").ifPresent(options::add));
        JsonNode timeline = projects.path("timelineItems");
        long untold = Math.max(
                0,
                timeline.path("filteredCount").asLong()
                        - GitHubJson.nodes(timeline).count());
        return new ProjectStatus(
                project, status(item), options, changes(projects, project).toList(), untold);
    }

    private static Optional<String> status(JsonNode item) {
        return GitHubJson.text(item.path("fieldValueByName"), "name");
    }

    /** A status as a state: GitHub's history names it and has no id of it. */
    static NativeState state(String name) {
        return new NativeState("status:" + name.strip().toLowerCase(Locale.ROOT), name.strip());
    }

    /** What that status means: GitHub's statuses have no category, so its name decides, and if it is none of the usual, its place. */
    StateDefinition definition(ToolInstance tool, NativeState state) {
        String id = String.valueOf(state.id());
        return new StateDefinition(tool, id, state.name(), category(state.name()));
    }

    private StateCategory category(String name) {
        String plain = plain(name);
        if (NOT_BEGUN.contains(plain)) {
            return StateCategory.NEW;
        } else if (ENDED.contains(plain)) {
            return StateCategory.DONE;
        }
        int place = options.indexOf(name);
        boolean usual = options.stream().map(ProjectStatus::plain).anyMatch(NOT_BEGUN::contains);
        boolean ends = options.stream().map(ProjectStatus::plain).anyMatch(ENDED::contains);
        if (place == 0 && !usual && options.size() > 1) {
            return StateCategory.NEW;
        }
        return place == options.size() - 1 && place > 0 && !ends ? StateCategory.DONE : StateCategory.INDETERMINATE;
    }

    /** Without the pictures that people put before names. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .limit(100)
                .map(c -> Character.isLetterOrDigit(c) || c == '\'' ? c : ' ')
                .forEach(plain::appendCodePoint);
        return plain.toString().replaceAll(" +", " ").strip();
    }

    /** The status before a change; null if it had none. */
    static @Nullable String before(JsonNode change) {
        return GitHubJson.text(change, "previousStatus").orElse(null);
    }

    /** The status after a change; null if it has none. */
    static @Nullable String after(JsonNode change) {
        return GitHubJson.text(change, "status").orElse(null);
    }
}
