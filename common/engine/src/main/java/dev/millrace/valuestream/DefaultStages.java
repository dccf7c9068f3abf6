package dev.millrace.valuestream;

import java.util.List;

/** The stages of the {@link DefaultValueStream}. */
public final class DefaultStages {

    /** Not begun. */
    public static final Stage TO_DO = Stage.of("to-do", "To do", StageKind.NEW);
    /** Work on a pull request without an issue, before it is opened. */
    public static final Stage CODING = Stage.of("coding", "Coding", StageKind.ACTIVE);
    /** Somebody works on it. */
    public static final Stage IN_PROGRESS = Stage.of("in-progress", "In progress", StageKind.ACTIVE);
    /** Committed to, and waits for somebody to take it. */
    public static final Stage READY = Stage.waiting("ready", "Ready", WaitingReason.QUEUE);
    /** Begun, and waits for something that its name does not state. */
    public static final Stage WAITING = Stage.waiting("waiting", "Waiting", WaitingReason.OTHER);
    /** Blocked or on hold. */
    public static final Stage BLOCKED = Stage.waiting("blocked", "Blocked", WaitingReason.BLOCKED);
    /** Ready for review, but not yet reviewed. */
    public static final Stage WAITING_FOR_FIRST_REVIEW =
            Stage.waiting("waiting-for-first-review", "Waiting for first review", WaitingReason.REVIEW);
    /** Waits for a reviewer. */
    public static final Stage IN_REVIEW = Stage.waiting("in-review", "In review", WaitingReason.REVIEW);
    /** Approved, waits to be merged. */
    public static final Stage WAITING_FOR_MERGE =
            Stage.waiting("waiting-for-merge", "Waiting for merge", WaitingReason.MERGE);
    /** Waits for a tester. */
    public static final Stage WAITING_FOR_TEST =
            Stage.waiting("waiting-for-test", "Waiting for test", WaitingReason.TEST);
    /** Somebody tests it. */
    public static final Stage IN_TEST = Stage.of("in-test", "In test", StageKind.ACTIVE);
    /** Waits for an approval. */
    public static final Stage WAITING_FOR_APPROVAL =
            Stage.waiting("waiting-for-approval", "Waiting for approval", WaitingReason.APPROVAL);
    /** Waits for its release or deployment. */
    public static final Stage WAITING_FOR_DEPLOY =
            Stage.waiting("waiting-for-deploy", "Waiting for deploy", WaitingReason.DEPLOY);
    /** Merged, waits for its build. */
    public static final Stage WAITING_FOR_BUILD =
            Stage.waiting("waiting-for-build", "Waiting for build", WaitingReason.QUEUE);
    /** A build of it runs. */
    public static final Stage IN_BUILD = Stage.of("in-build", "In build", StageKind.ACTIVE);
    /** Its build or deployment waits for an agent. */
    public static final Stage WAITING_FOR_AGENT =
            Stage.waiting("waiting-for-agent", "Waiting for agent", WaitingReason.AGENT);
    /** A deployment of it runs. */
    public static final Stage IN_DEPLOYMENT = Stage.of("in-deployment", "In deployment", StageKind.ACTIVE);
    /** Delivered. */
    public static final Stage DONE = Stage.of("done", "Done", StageKind.DONE);
    /** Ended without being delivered. */
    public static final Stage CANCELLED = Stage.of("cancelled", "Cancelled", StageKind.CANCELLED);

    private static final List<Stage> ALL = List.of(
            TO_DO,
            READY,
            CODING,
            IN_PROGRESS,
            WAITING,
            BLOCKED,
            WAITING_FOR_FIRST_REVIEW,
            IN_REVIEW,
            WAITING_FOR_MERGE,
            WAITING_FOR_TEST,
            IN_TEST,
            WAITING_FOR_BUILD,
            WAITING_FOR_AGENT,
            IN_BUILD,
            WAITING_FOR_APPROVAL,
            WAITING_FOR_DEPLOY,
            IN_DEPLOYMENT,
            DONE,
            CANCELLED);

    private DefaultStages() {}

    /** All of them, in the order of work. */
    public static List<Stage> all() {
        return ALL;
    }
}
