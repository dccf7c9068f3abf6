package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.millrace.jira.History.Item;
import dev.millrace.model.Attribute;
import dev.millrace.sprint.Sprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an issue was planned, as of each moment: its sprints, its priority, and the versions that it is released in. The first value of a
 * history is what its first change found, as nothing is logged of an issue's creation.
 */
final class PlanningAttributes {

    private static final String NONE = "-";
    private static final List<String> PARTS =
            List.of("id", "state", "activatedDate", "startDate", "endDate", "completeDate", "name");

    /** Data Center gives a sprint as the text of a Java object; its values may contain commas and brackets. */
    private static final Pattern OBJECT = Pattern.compile("(\\w{1,40})=(.*?)(?=,\\w{1,40}=|]$)", Pattern.DOTALL);

    /** A sprint's name is the only long part of it. */
    private static final int MAX_SPRINT_TEXT = 4_000;

    private final JsonNode values;
    private final List<History> histories;
    private final JiraFields fields;
    private final Instant created;

    PlanningAttributes(JsonNode values, List<History> histories, JiraFields fields, Instant created) {
        this.values = values;
        this.histories = histories;
        this.fields = fields;
        this.created = created;
    }

    /** Adds what there is to say. */
    void addTo(Map<String, List<String>> attributes) {
        List<Sprint> sprints = present();
        String ids = sprints.stream().map(Sprint::id).collect(Collectors.joining(" "));
        put(attributes, Attribute.SPRINTS, sprints.stream().map(Sprint::text).toList());
        put(attributes, Attribute.SPRINT_TIMES, times(Item.SPRINT, Item::fromId, Item::toId, ids));
        put(attributes, Attribute.PRIORITY_TIMES, times(Item.PRIORITY, Item::from, Item::to, ""));
        put(attributes, Attribute.RELEASES, releases());
    }

    private static void put(Map<String, List<String>> attributes, String name, List<String> all) {
        if (!all.isEmpty()) {
            attributes.put(name, List.copyOf(all));
        }
    }

    /** From when on a field had which value; without any change the present one, if that is given. */
    private List<String> times(
            String field, Function<Item, @Nullable String> from, Function<Item, @Nullable String> to, String present) {
        List<String> times = new ArrayList<>();
        for (History history : histories) {
            for (Item item : history.items()) {
                if (item.field().equals(field)) {
                    if (times.isEmpty()) {
                        times.add(created + " " + value(from.apply(item)));
                    }
                    times.add(history.at() + " " + value(to.apply(item)));
                }
            }
        }
        return times.isEmpty() && !present.isEmpty() ? List.of(created + " " + present) : times;
    }

    private static String value(@Nullable String text) {
        String clean = text == null ? "" : text.strip().replace(", ", " ");
        return clean.isEmpty() ? NONE : clean;
    }

    private List<Sprint> present() {
        List<Sprint> sprints = new ArrayList<>();
        for (String field : fields.sprints()) {
            for (JsonNode sprint : values.path(field)) {
                Map<String, String> parts = sprint.isTextual() ? parts(sprint.textValue()) : parts(sprint);
                if (parts.getOrDefault("id", "").matches("\\d{1,18}")) {
                    sprints.add(sprint(parts));
                }
            }
        }
        return sprints;
    }

    /** A sprint begins when somebody starts it, which newer sites tell beside the planned beginning. */
    private static Sprint sprint(Map<String, String> parts) {
        Instant activated = instant(parts.get("activatedDate"));
        return new Sprint(
                parts.getOrDefault("id", ""),
                Sprint.state(parts.getOrDefault("state", "")),
                activated == null ? instant(parts.get("startDate")) : activated,
                instant(parts.get("endDate")),
                instant(parts.get("completeDate")),
                JiraText.storable(parts.getOrDefault("name", "")));
    }

    private static Map<String, String> parts(JsonNode sprint) {
        Map<String, String> parts = new HashMap<>();
        for (String name : PARTS) {
            IssueJson.text(sprint, name).ifPresent(text -> parts.put(name, text));
        }
        return parts;
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new HashMap<>();
        int open = text.indexOf('[');
        if (open >= 0 && text.length() <= MAX_SPRINT_TEXT) {
            Matcher part = OBJECT.matcher(text).region(open, text.length());
            while (part.find()) {
                parts.putIfAbsent(part.group(1), part.group(2));
            }
        }
        return parts;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : JiraTimestamps.read(TextNode.valueOf(text), "sprint");
        } catch (JiraDataException e) {
            return null; // Jira writes <null> of a sprint that has not begun
        }
    }

    private List<String> releases() {
        List<String> releases = new ArrayList<>();
        for (JsonNode version : values.path("fixVersions")) {
            Optional<String> id = IssueJson.text(version, "id");
            Optional<String> name = IssueJson.text(version, "name");
            if (id.filter(text -> text.indexOf(' ') < 0).isPresent() && name.isPresent()) {
                releases.add(String.join(
                        " ",
                        id.get(),
                        version.path("released").asBoolean(false) ? "released" : "unreleased",
                        IssueJson.text(version, "releaseDate")
                                .filter(date -> date.matches("\\d{4}-\\d{2}-\\d{2}"))
                                .orElse(NONE),
                        name.get()));
            }
        }
        return releases;
    }
}
