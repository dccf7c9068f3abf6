package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.EventOrder;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one issue, as REST v2 writes it with its changelog, says in the words of the common model. Pure: the same JSON gives the
 * same facts.
 */
final class JiraIssueMapper {

    private static final Pattern EPIC_ICON = Pattern.compile("/issuetypes/epic\\.(svg|png)");

    static final String HISTORIES = "changelog histories";

    private final ToolInstance tool;
    private final URI baseUrl;
    private final JiraFields fields;
    private final StateNames states;
    private final Supplier<LinkTypes> linkTypes;
    private final @Nullable Instant now;

    /**
     * For one site.
     *
     * @param linkTypes its types of links; called only for an issue whose changelog names a link
     * @param now its clock, or null if it is not known
     */
    JiraIssueMapper(
            ToolInstance tool,
            URI baseUrl,
            JiraFields fields,
            StateNames states,
            Supplier<LinkTypes> linkTypes,
            @Nullable Instant now) {
        this.now = now;
        this.tool = tool;
        this.baseUrl = baseUrl;
        this.fields = fields;
        this.states = states;
        this.linkTypes = linkTypes;
    }

    /**
     * The facts of an issue.
     *
     * @throws JiraDataException naming the field that is missing or not what it should be
     * @throws IllegalArgumentException if a value is not one the model can hold
     */
    FactBatch map(JsonNode issue) {
        ArtifactId id = ArtifactId.issue(tool, IssueJson.requiredText(issue, "id", ""));
        JsonNode values = issue.path("fields");
        List<History> histories = History.of(issue.path("changelog"), tool, fields);
        ChangelogMapper changelog =
                new ChangelogMapper(id, states, () -> linkTypes.get().with(values.path("issuelinks")), now);
        List<FlowEvent> changes = changelog.events(histories);
        ArtifactSnapshot snapshot = snapshot(issue, id, values, histories);
        changelog.future("fields.created", snapshot.createdAt());
        if (IssueJson.text(values.path("parent"), "id").equals(Optional.of(id.nativeId()))) {
            changelog.unread("fields.parent is the issue itself");
        }
        NativeState current = state(values);
        List<FlowEvent> inOrder = EventOrder.of(changes);

        List<FlowEvent> events = new ArrayList<>(created(id, values, snapshot, current, inOrder));
        events.addAll(changes);
        List<Link> links = LinkMapper.links(id, values, snapshot.level(), Optional.ofNullable(snapshot.parent()));
        boolean done = done(values);
        MissingEntries missing = MissingEntries.of(inOrder, current, done, changelog.unread());
        LedgerEntry ledger = ledger(issue, id, histories.size(), missing, changelog.notes());
        FactBatch facts = new FactBatch(
                List.of(snapshot),
                events,
                links,
                undefined(values.path("status")),
                StateUses.of(tool, events, snapshot.project(), current),
                List.of(ledger));
        // with a part of the changelog missing, what is not there may still be true
        return !missing.unread().isEmpty() || partial(issue, histories.size())
                ? facts.with(new Watch.Unfinished(id, id.nativeId(), Watch.Reason.INCOMPLETE))
                : facts.with(new ExistenceFact.Whole(id)).with(watch(id, done));
    }

    /** An issue is open until its status is in the category of those that are done; without category, until it is resolved. */
    private static boolean done(JsonNode values) {
        return IssueJson.text(values.path("status").path("statusCategory"), "key")
                .map("done"::equals)
                .orElse(values.path("resolution").isObject());
    }

    private static Watch watch(ArtifactId id, boolean done) {
        return done ? new Watch.Finished(id) : new Watch.Unfinished(id, id.nativeId(), Watch.Reason.OPEN);
    }

    private ArtifactSnapshot snapshot(JsonNode issue, ArtifactId id, JsonNode values, List<History> histories) {
        String key = IssueJson.requiredText(issue, "key", "");
        Instant created = IssueJson.instant(values, "created", "fields.");
        Level level = level(values);
        return new ArtifactSnapshot(
                id,
                key,
                IssueJson.text(values, "summary").orElse(""),
                IssueJson.text(values.path("project"), "key").orElseGet(() -> StateUses.projectOf(key, key)),
                type(values.path("issuetype")),
                level,
                IssueJson.text(values.path("parent"), "id")
                        .map(parent -> ArtifactId.issue(tool, parent))
                        .filter(parent -> !parent.equals(id))
                        .orElse(null),
                state(values),
                IssueJson.text(values.path("resolution"), "name").orElse(null),
                URI.create(baseUrl + "/browse/" + URLEncoder.encode(key, StandardCharsets.UTF_8)),
                created,
                values.path("updated").isMissingNode() || values.path("updated").isNull()
                        ? created
                        : IssueJson.instant(values, "updated", "fields."),
                attributes(values, histories, created));
    }

    private NativeState state(JsonNode values) {
        JsonNode status = values.path("status");
        return states.state(
                IssueJson.text(status, "id").orElse(null),
                IssueJson.text(status, "name").orElse(null),
                "fields.status");
    }

    private static @Nullable NativeType type(JsonNode type) {
        Optional<String> id = IssueJson.text(type, "id");
        Optional<String> name = IssueJson.text(type, "name");
        return id.isEmpty() && name.isEmpty()
                ? null
                : ChangelogMapper.type(id.orElse(null), name.orElse(null), "fields.issuetype");
    }

    /**
     * The level by Jira's own hierarchy, which Cloud shows. Data Center does not: there an issue with an epic's name is an epic, or one
     * whose type has the name or the icon of Jira's own epic.
     */
    private Level level(JsonNode values) {
        JsonNode type = values.path("issuetype");
        JsonNode hierarchy = type.path("hierarchyLevel");
        if (type.path("subtask").asBoolean(false) || hierarchy.asInt(0) < 0) {
            return Level.SUB_TASK;
        }
        boolean epic = hierarchy.isIntegralNumber()
                ? hierarchy.intValue() > 0
                : type.path("name").asText().equalsIgnoreCase("Epic")
                        || EPIC_ICON.matcher(type.path("iconUrl").asText()).find()
                        || fields.epicNames().stream()
                                .anyMatch(field -> IssueJson.text(values, field).isPresent());
        return epic ? Level.PORTFOLIO : Level.STANDARD;
    }

    /** Id and name of each resolution that it has or had. */
    private static List<String> resolutionIds(JsonNode values, List<History> histories) {
        Set<String> ids = new LinkedHashSet<>();
        resolution(
                ids,
                IssueJson.text(values.path("resolution"), "id").orElse(null),
                IssueJson.text(values.path("resolution"), "name").orElse(null));
        for (History history : histories) {
            for (History.Item item : history.items()) {
                if (item.field().equals(History.Item.RESOLUTION)) {
                    resolution(ids, item.fromId(), item.from());
                    resolution(ids, item.toId(), item.to());
                }
            }
        }
        return List.copyOf(ids);
    }

    private static void resolution(Set<String> ids, @Nullable String id, @Nullable String name) {
        if (id != null && name != null && id.indexOf(' ') < 0) {
            ids.add(id + ' ' + name);
        }
    }

    private SortedMap<String, List<String>> attributes(JsonNode values, List<History> histories, Instant created) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        for (String name : List.of(Attribute.LABELS, Attribute.COMPONENTS, Attribute.FIX_VERSIONS)) {
            List<String> found = IssueJson.names(values.path(name));
            if (!found.isEmpty()) {
                attributes.put(name, found);
            }
        }
        IssueJson.instantOrEmpty(values, "resolutiondate")
                .ifPresent(at -> attributes.put(Attribute.RESOLVED, List.of(at.toString())));
        IssueJson.text(values.path("priority"), "name")
                .ifPresent(priority -> attributes.put(Attribute.PRIORITY, List.of(priority)));
        List<String> resolutions = resolutionIds(values, histories);
        if (!resolutions.isEmpty()) {
            attributes.put(Attribute.RESOLUTION_IDS, resolutions);
        }
        new PlanningAttributes(values, histories, fields, created).addTo(attributes);
        for (String field : fields.epicLinks()) {
            IssueJson.text(values, field).ifPresent(epic -> attributes.put(Attribute.EPIC, List.of(epic)));
        }
        return attributes;
    }

    /** Jira logs no creation: the first state, type and flag are what the first change of each left behind. */
    private List<FlowEvent> created(
            ArtifactId id, JsonNode values, ArtifactSnapshot snapshot, NativeState current, List<FlowEvent> changes) {
        Actor creator = JiraAccount.actor(values.path("creator"), tool).orElse(null);
        NativeState state = first(changes, FlowEvent.StateChanged.class)
                .map(FlowEvent.StateChanged::from)
                .orElse(current);
        NativeType type = first(changes, FlowEvent.TypeChanged.class)
                .map(FlowEvent.TypeChanged::from)
                .orElse(snapshot.type());
        boolean flagged = first(changes, FlowEvent.FlagChanged.class)
                .map(change -> !change.raised())
                .orElse(isFlagged(values));

        List<FlowEvent> events = new ArrayList<>();
        events.add(new FlowEvent.Created(header(id, "created", snapshot, creator), state, type));
        if (flagged) {
            events.add(new FlowEvent.FlagChanged(header(id, "created.flagged", snapshot, creator), true));
        }
        return events;
    }

    private static EventHeader header(ArtifactId id, String local, ArtifactSnapshot snapshot, @Nullable Actor creator) {
        return new EventHeader(EventId.of(id, local), id, snapshot.createdAt(), 0, creator);
    }

    private static <T> Optional<T> first(List<FlowEvent> events, Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private boolean isFlagged(JsonNode values) {
        return fields.flagged().stream()
                .map(values::path)
                .anyMatch(flag -> !IssueJson.names(flag).isEmpty());
    }

    /** The issue's own state, if the site did not list it. */
    private List<StateDefinition> undefined(JsonNode status) {
        return StateNames.definition(tool, status).stream()
                .filter(definition -> !states.knows(definition.id()))
                .toList();
    }

    private static @Nullable Long total(JsonNode issue) {
        JsonNode total = issue.path("changelog").path("total");
        return total.isIntegralNumber() && total.longValue() >= 0 ? total.longValue() : null;
    }

    /** Whether Jira says that there is more than it gave. */
    private static boolean partial(JsonNode issue, int captured) {
        Long total = total(issue);
        return total != null && captured < total;
    }

    private LedgerEntry ledger(
            JsonNode issue, ArtifactId id, int captured, MissingEntries missing, List<String> changelogNotes) {
        Long expected = total(issue);
        Set<String> notes = new LinkedHashSet<>();
        if (partial(issue, captured)) {
            notes.add("Jira returned only a part of the changelog");
        } else {
            notes.addAll(missing.notes());
        }
        if (missing.count() > 0) {
            expected = Math.max(expected == null ? 0 : expected, captured + missing.count());
        }
        long unreadable = IssueJson.unreadable(issue);
        if (unreadable > 0) {
            notes.add("characters that are not valid UTF-8 were replaced: " + unreadable);
        }
        notes.addAll(changelogNotes);
        return new LedgerEntry(
                tool, id.toString(), HISTORIES, expected, captured, notes.isEmpty() ? null : String.join("; ", notes));
    }
}
