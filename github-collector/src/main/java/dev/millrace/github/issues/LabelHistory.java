package dev.millrace.github.issues;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.github.api.GitHubJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Labels over time, of an issue or a pull request. */
public final class LabelHistory {

    private static final Set<String> BLOCKING = Set.of("blocked", "on hold", "on-hold", "status: blocked");
    /** GitHub's own labels of every new repository, and what teams without types of issues call them. */
    private static final Set<String> TYPES = Set.of(
            "bug",
            "defect",
            "enhancement",
            "feature",
            "security",
            "technical debt",
            "tech debt",
            "refactoring",
            "chore");

    /**
     * A change.
     *
     * @param at when
     * @param label its name
     * @param added whether it was added, or removed
     */
    public record Change(Instant at, String label, boolean added) {}

    /** A flag that goes up or down. */
    record Flag(Instant at, boolean raised) {}

    private LabelHistory() {}

    /** The changes that a timeline tells, in order of time. */
    public static List<Change> of(JsonNode timeline) {
        List<Change> changes = new ArrayList<>();
        GitHubJson.nodes(timeline).forEach(node -> {
            String type = node.path("__typename").asText();
            Optional<String> name = GitHubJson.text(node.path("label"), "name");
            if (name.isPresent() && (type.equals("LabeledEvent") || type.equals("UnlabeledEvent"))) {
                changes.add(new Change(
                        GitHubJson.requiredInstant(node, "createdAt"), name.get(), type.equals("LabeledEvent")));
            }
        });
        changes.sort(Comparator.comparing(Change::at));
        return List.copyOf(changes);
    }

    /** The changes as an attribute has them: instant, space, plus or minus, label. */
    public static List<String> written(List<Change> changes) {
        return changes.stream()
                .map(change -> change.at() + " " + (change.added() ? '+' : '-') + change.label())
                .distinct()
                .toList();
    }

    /** When a label said that it was blocked. */
    static List<Flag> flags(List<Change> changes) {
        List<Flag> flags = new ArrayList<>();
        Set<String> up = new HashSet<>();
        for (Change change : changes) {
            String name = change.label().toLowerCase(Locale.ROOT);
            if (BLOCKING.contains(name)) {
                boolean before = !up.isEmpty();
                boolean changed = change.added() ? up.add(name) : up.remove(name);
                if (changed && before == up.isEmpty()) {
                    flags.add(new Flag(change.at(), !up.isEmpty()));
                }
            }
        }
        return List.copyOf(flags);
    }

    /** The label that stands for the type of an issue that has none; empty if none does, or several do. */
    static Optional<String> type(List<String> labels) {
        List<String> types = labels.stream()
                .filter(label -> TYPES.contains(label.toLowerCase(Locale.ROOT)))
                .toList();
        return types.size() == 1 ? Optional.of(types.get(0)) : Optional.empty();
    }
}
