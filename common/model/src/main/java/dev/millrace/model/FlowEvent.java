package dev.millrace.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable fact about one artifact, captured at its source. When it was recorded is not part of the fact: the store
 * keeps that beside it.
 */
public sealed interface FlowEvent {

    /**
     * The order in which events are listed: occurred-at, the source's sequence, the kind's order, and the id, so that equal
     * instants never depend on the order of arrival. A history is read in {@link EventOrder}.
     */
    Comparator<FlowEvent> ORDER = Comparator.comparing(FlowEvent::occurredAt)
            .thenComparingLong(event -> event.header().sequence())
            .thenComparing(FlowEvent::kind)
            .thenComparing(FlowEvent::id);

    /** The kinds in the order in which they apply when instant and sequence are the same. */
    enum Kind {
        /** {@link Created}. */
        CREATED,
        /** {@link Moved}. */
        MOVED,
        /** {@link TypeChanged}. */
        TYPE_CHANGED,
        /** {@link ParentChanged}. */
        PARENT_CHANGED,
        /** {@link StateChanged}; stands before the resolution that a transition sets. */
        STATE_CHANGED,
        /** {@link ResolutionChanged}. */
        RESOLUTION_CHANGED,
        /** {@link AssigneeChanged}. */
        ASSIGNEE_CHANGED,
        /** {@link FlagChanged}. */
        FLAG_CHANGED,
        /** {@link BlockerChanged}. */
        BLOCKER_CHANGED,
        /** {@link CommitAdded}. */
        COMMIT_ADDED,
        /** {@link ReviewRequested}. */
        REVIEW_REQUESTED,
        /** {@link Reviewed}. */
        REVIEWED,
        /** {@link StageRan}. */
        STAGE_RAN
    }

    /** What all events have. */
    EventHeader header();

    /** Which kind of fact this is. */
    Kind kind();

    /** See {@link EventHeader#id}. */
    default EventId id() {
        return header().id();
    }

    /** See {@link EventHeader#artifact}. */
    default ArtifactId artifact() {
        return header().artifact();
    }

    /** See {@link EventHeader#occurredAt}. */
    default Instant occurredAt() {
        return header().occurredAt();
    }

    /**
     * The artifact came into being.
     *
     * @param header what all events have
     * @param state its first state; tools that do not log it have it rebuilt from the first change
     * @param type its first type, or null if the tool has none
     */
    record Created(
            EventHeader header, NativeState state, @Nullable NativeType type) implements FlowEvent {
        /** Validates. */
        public Created {
            Objects.requireNonNull(header, "header");
            Objects.requireNonNull(state, "state");
        }

        @Override
        public Kind kind() {
            return Kind.CREATED;
        }
    }

    /**
     * It went from one state to another.
     *
     * @param header what all events have
     * @param from the state it left, in the tool's words
     * @param to the state it entered
     */
    record StateChanged(EventHeader header, NativeState from, NativeState to) implements FlowEvent {
        /** Validates. */
        public StateChanged {
            Objects.requireNonNull(header, "header");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }

        @Override
        public Kind kind() {
            return Kind.STATE_CHANGED;
        }
    }

    /**
     * Its resolution was set, changed or cleared.
     *
     * @param header what all events have
     * @param from the resolution's name before, or null
     * @param to the resolution's name after, or null
     */
    record ResolutionChanged(
            EventHeader header,
            @Nullable String from,
            @Nullable String to) implements FlowEvent {
        /** Validates. */
        public ResolutionChanged {
            Objects.requireNonNull(header, "header");
        }

        @Override
        public Kind kind() {
            return Kind.RESOLUTION_CHANGED;
        }
    }

    /**
     * Its type changed.
     *
     * @param header what all events have
     * @param from the type before
     * @param to the type after
     */
    record TypeChanged(EventHeader header, NativeType from, NativeType to) implements FlowEvent {
        /** Validates. */
        public TypeChanged {
            Objects.requireNonNull(header, "header");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }

        @Override
        public Kind kind() {
            return Kind.TYPE_CHANGED;
        }
    }

    /**
     * Somebody else is responsible now.
     *
     * @param header what all events have
     * @param from the assignee before, or null if there was none
     * @param to the assignee after, or null if there is none
     */
    record AssigneeChanged(
            EventHeader header,
            @Nullable Actor from,
            @Nullable Actor to) implements FlowEvent {
        /** Validates. */
        public AssigneeChanged {
            Objects.requireNonNull(header, "header");
        }

        @Override
        public Kind kind() {
            return Kind.ASSIGNEE_CHANGED;
        }
    }

    /**
     * It moved to another project and got another key; it is still the same artifact.
     *
     * @param header what all events have
     * @param fromKey the key before
     * @param toKey the key after
     */
    record Moved(EventHeader header, String fromKey, String toKey) implements FlowEvent {
        /** Validates. */
        public Moved {
            Objects.requireNonNull(header, "header");
            Require.text(fromKey, "fromKey");
            Require.text(toKey, "toKey");
        }

        @Override
        public Kind kind() {
            return Kind.MOVED;
        }
    }

    /**
     * It became part of another artifact, or of none.
     *
     * @param header what all events have
     * @param from the parent before, or null
     * @param to the parent after, or null
     */
    record ParentChanged(
            EventHeader header,
            @Nullable ArtifactId from,
            @Nullable ArtifactId to) implements FlowEvent {
        /** Validates. */
        public ParentChanged {
            Objects.requireNonNull(header, "header");
        }

        @Override
        public Kind kind() {
            return Kind.PARENT_CHANGED;
        }
    }

    /**
     * A flag ("impediment") was raised or taken down.
     *
     * @param header what all events have
     * @param raised whether the flag is up from now on
     */
    record FlagChanged(EventHeader header, boolean raised) implements FlowEvent {
        /** Validates. */
        public FlagChanged {
            Objects.requireNonNull(header, "header");
        }

        @Override
        public Kind kind() {
            return Kind.FLAG_CHANGED;
        }
    }

    /**
     * A link that says "is blocked by" was added or removed.
     *
     * @param header what all events have
     * @param blockerKey the key of the blocking artifact as the source wrote it then
     * @param added true if the link was added, false if it was removed
     */
    record BlockerChanged(EventHeader header, String blockerKey, boolean added) implements FlowEvent {
        /** Validates. */
        public BlockerChanged {
            Objects.requireNonNull(header, "header");
            Require.text(blockerKey, "blockerKey");
        }

        @Override
        public Kind kind() {
            return Kind.BLOCKER_CHANGED;
        }
    }

    /**
     * A commit is part of a pull request. Occurs at its committer date: the tools do not report when it was pushed.
     *
     * @param header what all events have; the actor is the author
     * @param sha the commit's full hash, in lower case
     * @param authoredAt its author date, which a rebase keeps; by the author's own clock
     */
    record CommitAdded(EventHeader header, String sha, Instant authoredAt) implements FlowEvent {
        /** Validates, and cuts the author date to milliseconds. */
        public CommitAdded {
            Objects.requireNonNull(header, "header");
            Require.matching(sha, Require.SHA, "sha");
            authoredAt = Require.millis(authoredAt, "authoredAt");
        }

        @Override
        public Kind kind() {
            return Kind.COMMIT_ADDED;
        }
    }

    /**
     * A review was requested.
     *
     * @param header what all events have; the actor requested the review
     * @param reviewer whose review was requested, or null for a team or if the tool does not say
     */
    record ReviewRequested(EventHeader header, @Nullable Actor reviewer) implements FlowEvent {
        /** Validates. */
        public ReviewRequested {
            Objects.requireNonNull(header, "header");
        }

        @Override
        public Kind kind() {
            return Kind.REVIEW_REQUESTED;
        }
    }

    /**
     * A review was handed in.
     *
     * @param header what all events have; the actor is the reviewer
     * @param verdict the tool's word in lower case: one of the constants, or anything else it says
     */
    record Reviewed(EventHeader header, String verdict) implements FlowEvent {

        /** The reviewer agrees. */
        public static final String APPROVED = "approved";
        /** The reviewer wants changes. */
        public static final String CHANGES_REQUESTED = "changes_requested";
        /** The reviewer only remarks. */
        public static final String COMMENTED = "commented";
        /** The review no longer counts. */
        public static final String DISMISSED = "dismissed";

        /** Validates, and lower-cases the verdict. */
        public Reviewed {
            Objects.requireNonNull(header, "header");
            verdict = Require.text(verdict, "verdict").toLowerCase(Locale.ROOT);
        }

        @Override
        public Kind kind() {
            return Kind.REVIEWED;
        }
    }

    /**
     * A stage or branch of a build ended. Occurs when it ended, or with the build if it has no end of its own.
     *
     * @param header what all events have
     * @param run what is known of the stage's run
     */
    record StageRan(EventHeader header, StageRun run) implements FlowEvent {
        /** Validates. */
        public StageRan {
            Objects.requireNonNull(header, "header");
            Objects.requireNonNull(run, "run");
        }

        @Override
        public Kind kind() {
            return Kind.STAGE_RAN;
        }
    }
}
