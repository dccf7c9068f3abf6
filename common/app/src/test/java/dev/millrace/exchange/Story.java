package dev.millrace.exchange;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * The facts of a small team: FLOW-1 was delivered and has a sub-task, FLOW-2 is being reviewed, FLOW-3 was closed without ever
 * being started, FLOW-4 was cancelled.
 */
final class Story {

    static final ToolInstance JIRA = ToolInstance.jira("acme");
    static final Actor ANN = new Actor("k0000000000000a1", Actor.Type.HUMAN);
    static final NativeState OPEN = new NativeState("1", "Open");
    static final NativeState DOING = new NativeState("3", "In Progress");
    static final NativeState REVIEW = new NativeState("4", "In Review");
    static final NativeState DONE = new NativeState("5", "Done");
    static final NativeType BUG = new NativeType("10", "Bug");

    private Story() {}

    static ArtifactId issue(int number) {
        return ArtifactId.issue(JIRA, Integer.toString(number));
    }

    static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }

    static EventHeader header(int number, String local, String time) {
        return new EventHeader(EventId.of(issue(number), local), issue(number), at(time), 0, ANN);
    }

    static ArtifactSnapshot snapshot(int number, Level level, ArtifactId parent) {
        return snapshot(number, level, parent, OPEN);
    }

    /** The fields of an issue that is in that state now. */
    static ArtifactSnapshot snapshot(int number, Level level, ArtifactId parent, NativeState now) {
        return new ArtifactSnapshot(
                issue(number),
                "FLOW-" + number,
                "a title, which is not exported",
                "FLOW",
                BUG,
                level,
                parent,
                now,
                null,
                null,
                at("08:00:00"),
                at("18:00:00"),
                new TreeMap<>());
    }

    static FlowEvent created(int number) {
        return new FlowEvent.Created(header(number, "created", "08:00:00"), OPEN, BUG);
    }

    static FlowEvent changed(int number, String time, NativeState from, NativeState to) {
        return new FlowEvent.StateChanged(header(number, time, time), from, to);
    }

    static FactBatch definitions() {
        return new FactBatch(
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new StateDefinition(JIRA, "1", "Open", StateCategory.NEW),
                        new StateDefinition(JIRA, "3", "In Progress", StateCategory.INDETERMINATE),
                        new StateDefinition(JIRA, "4", "In Review", StateCategory.INDETERMINATE),
                        new StateDefinition(JIRA, "5", "Done", StateCategory.DONE)),
                List.of(new StateUse(JIRA, "FLOW", REVIEW)),
                List.of());
    }

    static FactBatch delivered() {
        return new FactBatch(
                List.of(snapshot(1, Level.STANDARD, null, DONE), snapshot(11, Level.SUB_TASK, issue(1), DONE)),
                List.of(
                        created(1),
                        changed(1, "09:00:00", OPEN, DOING),
                        changed(1, "12:00:00.250", DOING, REVIEW),
                        changed(1, "13:00:00.250", REVIEW, DONE),
                        created(11),
                        changed(11, "10:00:00", OPEN, DONE)),
                List.of(new Link(issue(1), issue(2), "relates to", Link.Rule.EXPLICIT)),
                List.of(),
                List.of(),
                List.of(new LedgerEntry(JIRA, issue(1).toString(), "changelog histories", 3L, 3, null)));
    }

    static FactBatch others() {
        return new FactBatch(
                List.of(
                        snapshot(2, Level.STANDARD, null, REVIEW),
                        snapshot(3, Level.STANDARD, null, DONE),
                        snapshot(4, Level.PORTFOLIO, null, DONE)),
                List.of(
                        created(2),
                        changed(2, "09:30:00", OPEN, REVIEW),
                        created(3),
                        changed(3, "10:30:00", OPEN, DONE),
                        created(4),
                        new FlowEvent.ResolutionChanged(header(4, "resolved", "11:00:00"), null, "Won't Fix"),
                        changed(4, "11:00:00", OPEN, DONE)),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new LedgerEntry(JIRA, issue(2).toString(), "changelog histories", 9L, 1, "limit of 40"),
                        new LedgerEntry(JIRA, "search FLOW", "issues", null, 5, null)));
    }
}
