package dev.millrace.jira;

import dev.millrace.jira.History.Item;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.NativeType;
import dev.millrace.model.ToolInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the entries of one issue's changelog say, as events. */
final class ChangelogMapper {

    /** The nodes of a cluster, and the caches before them. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private static final Pattern LAST_WORD = Pattern.compile("(\\S+)$");

    private final ArtifactId issue;
    private final StateNames states;
    private final Supplier<LinkTypes> linkTypes;
    private final @Nullable Instant now;
    private final List<String> notes = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    /**
     * Of one issue.
     *
     * @param now the site's clock, or null if it is not known; what is dated later has not happened
     */
    ChangelogMapper(ArtifactId issue, StateNames states, Supplier<LinkTypes> linkTypes, @Nullable Instant now) {
        this.now = now;
        this.issue = issue;
        this.states = states;
        this.linkTypes = linkTypes;
    }

    /** What could not become an event, for the ledger. */
    List<String> notes() {
        return notes;
    }

    /** What could not be read of entries that are kept without it; each is missing in the history. */
    List<String> unread() {
        return unread;
    }

    /** The events of those entries, in their order. */
    List<FlowEvent> events(List<History> histories) {
        List<FlowEvent> events = new ArrayList<>();
        for (History history : histories) {
            future("changelog.histories[id " + history.id() + "]", history.at());
            if (history.unread() != null) {
                unread.add(history.unread());
            }
            Map<String, Integer> seen = new HashMap<>();
            for (Item item : history.items()) {
                int index = seen.merge(item.field(), 1, Integer::sum) - 1;
                try {
                    event(history, item, index).ifPresent(events::add);
                } catch (JiraDataException e) {
                    // the other entries are worth more than this one
                    unread.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return events;
    }

    /** Notes what of the issue could not be read. */
    void unread(String what) {
        unread.add(what);
    }

    /** Notes what is dated after the site's own time: as of now nothing shows it. */
    void future(String what, Instant at) {
        if (now != null && at.isAfter(now.plus(CLOCKS_DIFFER))) {
            unread.add(what + " is dated in the future: " + at);
        }
    }

    private Optional<FlowEvent> event(History history, Item item, int index) {
        String suffix = index == 0 ? "" : "." + index;
        EventHeader header = new EventHeader(
                EventId.of(issue, history.id() + "." + item.field() + suffix),
                issue,
                history.at(),
                history.sequence(),
                history.actor());
        String path = "changelog.histories[id " + history.id() + "]." + item.field();
        return switch (item.field()) {
            case Item.STATUS ->
                Optional.of(new FlowEvent.StateChanged(
                        header,
                        states.state(item.fromId(), item.from(), path + ".from"),
                        states.state(item.toId(), item.to(), path + ".to")));
            case Item.RESOLUTION -> resolution(header, item);
            case Item.TYPE ->
                Optional.of(new FlowEvent.TypeChanged(
                        header, type(item.fromId(), item.from(), path), type(item.toId(), item.to(), path)));
            case Item.ASSIGNEE -> assignee(header, item);
            case Item.KEY -> key(header, item);
            case Item.PARENT -> parent(header, item);
            case Item.FLAGGED -> flag(header, item);
            case Item.LINK -> link(header, item);
            default -> Optional.empty();
        };
    }

    private static Optional<FlowEvent> resolution(EventHeader header, Item item) {
        String from = item.from() == null ? item.fromId() : item.from();
        String to = item.to() == null ? item.toId() : item.to();
        return Objects.equals(from, to)
                ? Optional.empty()
                : Optional.of(new FlowEvent.ResolutionChanged(header, from, to));
    }

    static NativeType type(@Nullable String id, @Nullable String name, String path) {
        if (name == null && id == null) {
            throw JiraDataException.of(path, "an issue type with id or name", "empty");
        }
        return new NativeType(id, name == null ? "type " + id : name);
    }

    private Optional<FlowEvent> assignee(EventHeader header, Item item) {
        ToolInstance tool = issue.tool();
        var from = JiraAccount.actor(item.fromId(), item.from(), tool);
        var to = JiraAccount.actor(item.toId(), item.to(), tool);
        return Objects.equals(from, to)
                ? Optional.empty()
                : Optional.of(new FlowEvent.AssigneeChanged(header, from, to));
    }

    private Optional<FlowEvent> key(EventHeader header, Item item) {
        if (item.from() == null || item.to() == null) {
            notes.add("a move does not say from which key to which");
            return Optional.empty();
        }
        return Optional.of(new FlowEvent.Moved(header, item.from(), item.to()));
    }

    private Optional<FlowEvent> parent(EventHeader header, Item item) {
        if ((item.fromId() == null && item.from() != null) || (item.toId() == null && item.to() != null)) {
            notes.add("a change of parent names a key but no id, so it is left out");
            return Optional.empty();
        }
        ArtifactId from = item.fromId() == null ? null : ArtifactId.issue(issue.tool(), item.fromId());
        ArtifactId to = item.toId() == null ? null : ArtifactId.issue(issue.tool(), item.toId());
        return Objects.equals(from, to) ? Optional.empty() : Optional.of(new FlowEvent.ParentChanged(header, from, to));
    }

    private static Optional<FlowEvent> flag(EventHeader header, Item item) {
        boolean before = item.from() != null || item.fromId() != null;
        boolean after = item.to() != null || item.toId() != null;
        return before == after ? Optional.empty() : Optional.of(new FlowEvent.FlagChanged(header, after));
    }

    private Optional<FlowEvent> link(EventHeader header, Item item) {
        boolean added = item.to() != null;
        String text = added ? item.to() : item.from();
        if (text == null || !linkTypes.get().blocked(text)) {
            return Optional.empty();
        }
        String key = added ? item.toId() : item.fromId();
        if (key == null) {
            Matcher last = LAST_WORD.matcher(text.strip());
            key = last.find() ? last.group(1) : null;
        }
        return key == null ? Optional.empty() : Optional.of(new FlowEvent.BlockerChanged(header, key, added));
    }
}
