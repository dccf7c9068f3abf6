package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.model.Actor;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a changelog: what one person changed at one instant.
 *
 * @param id Jira's id of the entry, or one made from the instant where it has none
 * @param sequence the id as a number, 0 if it is none; ids grow with time except after imports
 * @param at when
 * @param actor who, or null if Jira does not say
 * @param items what changed
 * @param unread what of it could not be read, for a person; else null
 */
record History(
        String id,
        long sequence,
        Instant at,
        @Nullable Actor actor,
        List<Item> items,
        @Nullable String unread) {

    /** Old servers list entries oldest first, Jira Cloud newest first. */
    private static final Comparator<History> ORDER =
            Comparator.comparing(History::at).thenComparingLong(History::sequence);

    /** What a field of a changelog is called; Jira has spelt some in more than one way. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("status", Item.STATUS),
            Map.entry("resolution", Item.RESOLUTION),
            Map.entry("issuetype", Item.TYPE),
            Map.entry("type", Item.TYPE),
            Map.entry("issue type", Item.TYPE),
            Map.entry("assignee", Item.ASSIGNEE),
            Map.entry("key", Item.KEY),
            Map.entry("parent", Item.PARENT),
            Map.entry("parent issue", Item.PARENT),
            // Jira Cloud, which logs the same change as Epic Link too, where the parent is an epic
            Map.entry("issueparentassociation", Item.PARENT),
            Map.entry("priority", Item.PRIORITY),
            Map.entry("link", Item.LINK));

    /**
     * One changed field.
     *
     * @param field one of the constants, or something else
     * @param fromId the id of the value before, or null
     * @param from the value before in words, or null
     * @param toId the id of the value after, or null
     * @param to the value after in words, or null
     */
    record Item(
            String field,
            @Nullable String fromId,
            @Nullable String from,
            @Nullable String toId,
            @Nullable String to) {

        static final String STATUS = "status";
        static final String RESOLUTION = "resolution";
        static final String TYPE = "issuetype";
        static final String ASSIGNEE = "assignee";
        static final String KEY = "key";
        static final String PARENT = "parent";
        static final String LINK = "link";
        static final String FLAGGED = "flagged";
        static final String SPRINT = "sprint";
        static final String PRIORITY = "priority";
    }

    /** The entries of a changelog in the order of time, each once; what pages that overlap say of one entry is put together. */
    static List<History> of(JsonNode changelog, ToolInstance tool, JiraFields fields) {
        if (!changelog.path("histories").isArray()) {
            throw JiraDataException.of("changelog.histories", "a list", changelog.isMissingNode() ? "missing" : "none");
        }
        Map<String, History> histories = new LinkedHashMap<>();
        for (JsonNode entry : changelog.path("histories")) {
            History history = read(entry, tool, fields);
            histories.merge(history.id(), history, History::with);
        }
        return histories.values().stream().sorted(ORDER).toList();
    }

    /** The same with those items of another that are missing here. */
    private History with(History other) {
        List<Item> all = new ArrayList<>(items);
        other.items().stream().filter(item -> !items.contains(item)).forEach(all::add);
        return new History(id, sequence, at, actor, all, unread == null ? other.unread() : unread);
    }

    private static History read(JsonNode entry, ToolInstance tool, JiraFields fields) {
        Optional<String> id = IssueJson.text(entry, "id");
        Instant at = IssueJson.instant(entry, "created", "changelog.histories[id " + id.orElse("missing") + "].");
        List<Item> items = new ArrayList<>();
        JsonNode changed = entry.path("items");
        if (changed.isArray()) {
            changed.forEach(item -> items.add(item(item, fields)));
        }
        return new History(
                id.orElse("at-" + at.toEpochMilli()),
                id.map(History::number).orElse(0L),
                at,
                JiraAccount.actor(entry.path("author"), tool).orElse(null),
                items,
                changed.isArray() ? null : "changelog.histories[id " + id.orElse("missing") + "].items is no list");
    }

    private static Item item(JsonNode item, JiraFields fields) {
        return new Item(
                field(item, fields),
                IssueJson.text(item, "from").orElse(null),
                IssueJson.text(item, "fromString").orElse(null),
                IssueJson.text(item, "to").orElse(null),
                // not "toString": that is how Jira calls the new value
                IssueJson.text(item, "toString").orElse(null));
    }

    /** A custom field may be called Status too, so only its type identifies it. */
    private static String field(JsonNode item, JiraFields fields) {
        String name = IssueJson.text(item, "field").orElse("");
        String id = IssueJson.text(item, "fieldId").orElse("");
        if (item.path("fieldtype").asText().equals("custom")) {
            Optional<String> known = fields.named(id, name);
            if (known.filter(fields.sprints()::contains).isPresent() || name.equalsIgnoreCase(Item.SPRINT)) {
                return Item.SPRINT;
            }
            return known.isPresent() || name.equalsIgnoreCase(Item.FLAGGED) ? Item.FLAGGED : "custom " + name;
        }
        String byId = NAMES.get(id.toLowerCase(Locale.ROOT));
        return byId != null ? byId : NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    private static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }
}
