package dev.millrace.store.rows;

import dev.millrace.facts.Watch;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.StageRun;
import java.util.List;

/** Every enum the database holds as a number. Append only; see {@link Code}. */
public final class Codes {

    public static final Code<ArtifactKind> ARTIFACT_KIND = new Code<>(
            ArtifactKind.class,
            List.of(
                    ArtifactKind.ISSUE,
                    ArtifactKind.PULL_REQUEST,
                    ArtifactKind.COMMIT,
                    ArtifactKind.BUILD,
                    ArtifactKind.DEPLOYMENT,
                    ArtifactKind.RELEASE,
                    ArtifactKind.INCIDENT));

    public static final Code<FlowEvent.Kind> EVENT_KIND = new Code<>(
            FlowEvent.Kind.class,
            List.of(
                    FlowEvent.Kind.CREATED,
                    FlowEvent.Kind.MOVED,
                    FlowEvent.Kind.TYPE_CHANGED,
                    FlowEvent.Kind.PARENT_CHANGED,
                    FlowEvent.Kind.STATE_CHANGED,
                    FlowEvent.Kind.RESOLUTION_CHANGED,
                    FlowEvent.Kind.ASSIGNEE_CHANGED,
                    FlowEvent.Kind.FLAG_CHANGED,
                    FlowEvent.Kind.BLOCKER_CHANGED,
                    FlowEvent.Kind.COMMIT_ADDED,
                    FlowEvent.Kind.REVIEW_REQUESTED,
                    FlowEvent.Kind.REVIEWED,
                    FlowEvent.Kind.STAGE_RAN));

    static final Code<Actor.Type> ACTOR_TYPE =
            new Code<>(Actor.Type.class, List.of(Actor.Type.HUMAN, Actor.Type.BOT, Actor.Type.UNKNOWN));

    static final Code<StageRun.Kind> RUN_KIND =
            new Code<>(StageRun.Kind.class, List.of(StageRun.Kind.STAGE, StageRun.Kind.BRANCH));

    public static final Code<Level> LEVEL =
            new Code<>(Level.class, List.of(Level.SUB_TASK, Level.STANDARD, Level.PORTFOLIO));

    public static final Code<Link.Rule> LINK_RULE = new Code<>(
            Link.Rule.class,
            List.of(
                    Link.Rule.EXPLICIT,
                    Link.Rule.CLOSING_REFERENCE,
                    Link.Rule.BRANCH,
                    Link.Rule.TITLE,
                    Link.Rule.COMMIT_MESSAGE,
                    Link.Rule.SHA_ANCESTRY,
                    Link.Rule.ARTIFACT_DIGEST,
                    Link.Rule.BODY,
                    Link.Rule.CONFIRMED,
                    Link.Rule.REJECTED,
                    Link.Rule.DEVELOPMENT));

    public static final Code<Watch.Reason> WATCH_REASON = new Code<>(
            Watch.Reason.class,
            List.of(Watch.Reason.OPEN, Watch.Reason.INCOMPLETE, Watch.Reason.ABSENT, Watch.Reason.UNSEEN));

    private Codes() {}
}
