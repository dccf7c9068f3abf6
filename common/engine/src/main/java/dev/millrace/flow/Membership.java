package dev.millrace.flow;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.ParentChanged;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.NativeState;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The intervals in which an issue belongs to an item. Time as a part of another item counts there, so nothing is counted
 * twice. The intervals that decide the item's timeline differ from those of its counted visits only before an issue had any parent.
 */
final class Membership {

    /** The state of an item while it was a part of another one: what it was in then counts there. */
    static final NativeState ELSEWHERE = new NativeState(null, "(part of another item)");

    /** Of what is a part from its beginning on, and always was. */
    static final Membership ALWAYS = new Membership(List.of(new Period(null, null, true, true)));

    /** What holds from one change of parent to the next: whether it decides the timeline, and whether its visits count here. */
    private record Period(@Nullable Instant start, @Nullable Instant end, boolean claims, boolean owned) {
        boolean holds(Instant at) {
            return (start == null || !at.isBefore(start)) && (end == null || at.isBefore(end));
        }
    }

    private final List<Period> spells;

    private Membership(List<Period> spells) {
        this.spells = List.copyOf(spells);
    }

    /** What a sub-task, or an issue that was one, gives to the item. Without any change of parent that is everything. */
    static Membership ofSubTask(ArtifactHistory subTask, ItemHistory item, Instant asOf) {
        ArtifactId parent = item.item().artifact();
        List<Had> had = parents(subTask, parent);
        boolean present = had.stream().anyMatch(spell -> spell.holds(asOf) && parent.equals(spell.parent()));
        List<Period> spells = new ArrayList<>();
        for (Had spell : had) {
            boolean claims = parent.equals(spell.parent());
            // what it did alone, or for something that is no item, is left to the parent that it has
            spells.add(spell.as(claims, claims || (present && !spell.ofAnother(item))));
        }
        return new Membership(spells);
    }

    /** What an item keeps for itself. */
    static Membership ofItem(ItemHistory item) {
        if (item.otherParents().isEmpty()) {
            return ALWAYS;
        }
        List<Period> spells = new ArrayList<>();
        for (Had spell : parents(item.item(), null)) {
            spells.add(spell.as(!spell.ofAnother(item), !spell.ofAnother(item)));
        }
        return new Membership(spells);
    }

    /** Whether it decides anything of the item's timeline at the instant. */
    boolean holdsAt(Instant instant) {
        return spells.stream().anyMatch(spell -> spell.claims() && spell.holds(instant));
    }

    /** Adds the instants at which it became a part, or ceased to be one. */
    void addChanges(List<Instant> instants) {
        for (Period spell : spells) {
            if (spell.start() != null) {
                instants.add(spell.start());
            }
        }
    }

    /** The visits that count for this item: one during which the parent changed is cut there, so that each parent has its part. */
    List<Visit> owned(List<Visit> visits, Instant asOf) {
        return cut(visits, asOf, null);
    }

    /** The visits of an item to the states it was in for itself; in between it was {@link #ELSEWHERE}, if it was not closed. */
    List<Visit> masked(List<Visit> visits, Instant asOf, @Nullable Stage elsewhere) {
        List<Visit> masked = new ArrayList<>();
        for (Visit visit : visits) {
            boolean closed = visit.stage() != null && visit.stage().kind().closed();
            Visit away = new Visit(visit.artifact(), ELSEWHERE, elsewhere, visit.start(), visit.end());
            masked.addAll(closed ? List.of(visit) : cut(List.of(visit), asOf, away));
        }
        return masked;
    }

    /** The same events without those of the time in which it was no part. */
    ArtifactHistory during(ArtifactHistory issue) {
        if (spells.stream().allMatch(Period::claims)) {
            return issue;
        }
        List<FlowEvent> events = issue.events().stream()
                .filter(event -> holdsAt(event.occurredAt()))
                .toList();
        return new ArtifactHistory(issue.snapshot(), events, issue.gaps());
    }

    /** Neighbouring parts that are alike stay one; what is not owned is left out, or is as {@code away} says. */
    private List<Visit> cut(List<Visit> visits, Instant asOf, @Nullable Visit away) {
        if (spells.stream().allMatch(Period::owned)) {
            return visits;
        }
        List<Visit> parts = new ArrayList<>();
        for (Visit visit : visits) {
            Visit last = null;
            for (Period spell : spells) {
                Visit part = within(visit, spell, asOf);
                if (part == null) {
                    continue;
                }
                Visit of = spell.owned() ? visit : away;
                Instant start = part.start();
                if (of != null && last != null && last.state().equals(of.state())) {
                    start = last.start();
                    parts.remove(parts.size() - 1);
                }
                last = of == null ? null : new Visit(of.artifact(), of.state(), of.stage(), start, part.end());
                if (last != null) {
                    parts.add(last);
                }
            }
        }
        return parts;
    }

    /** The part of a visit that lies in a spell, or null if none does; a visit of no length lies in the spell that holds it. */
    private static @Nullable Visit within(Visit visit, Period spell, Instant asOf) {
        Instant end = visit.end();
        if (visit.start().equals(end)) {
            return spell.holds(visit.start()) ? visit : null;
        }
        Instant start = spell.start() == null || spell.start().isBefore(visit.start()) ? visit.start() : spell.start();
        boolean left = spell.end() != null
                && !spell.end().isAfter(asOf)
                && (end == null || spell.end().isBefore(end));
        end = left ? spell.end() : end;
        boolean begun = !start.isAfter(asOf) && (end == null || start.isBefore(end));
        return begun ? new Visit(visit.artifact(), visit.state(), visit.stage(), start, end) : null;
    }

    /** A parent that an issue had, or null where it had none, from one change to the next. */
    private record Had(
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable ArtifactId parent) {
        boolean holds(Instant at) {
            return as(true, true).holds(at);
        }

        boolean ofAnother(ItemHistory item) {
            return parent != null && item.otherParents().contains(parent);
        }

        Period as(boolean claims, boolean owned) {
            return new Period(start, end, claims, owned);
        }
    }

    /** The parents of an issue in their order, without a gap between them. */
    private static List<Had> parents(ArtifactHistory issue, @Nullable ArtifactId ifNeverChanged) {
        List<Had> had = new ArrayList<>();
        boolean changed = false;
        ArtifactId parent = ifNeverChanged;
        Instant since = null;
        for (FlowEvent event : issue.events()) {
            if (event instanceof ParentChanged change) {
                had.add(new Had(since, change.occurredAt(), changed ? parent : change.from()));
                parent = change.to();
                since = change.occurredAt();
                changed = true;
            }
        }
        ArtifactId shown = issue.snapshot().parent();
        if (since != null && !Objects.equals(shown, parent)) {
            // the tool shows another parent than the last entry led to
            Instant updated = issue.snapshot().updatedAt();
            Instant seen = updated.isBefore(since) ? since : updated;
            had.add(new Had(since, seen, parent));
            since = seen;
            parent = shown;
        }
        had.add(new Had(since, null, parent));
        return had;
    }
}
