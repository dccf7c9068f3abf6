package dev.millrace.metrics.quality;

/** What may be the matter with an item. */
public enum Finding {
    /** The source has history of it that was not captured. */
    INCOMPLETE("incomplete", "incomplete history"),
    /** It is a sub-task whose parent was not captured. */
    SUB_TASK_ALONE("subTasksAlone", "sub-tasks without a parent"),
    /** It was in a state without a stage inside the window. */
    UNMAPPED("unmapped", "time in a state without a stage"),
    /** It was closed and went on soon after. */
    REOPENED("reopened", "re-opens"),
    /** It went on long after it was closed. */
    REOPENED_LATE("reopenedLate", "late re-opens"),
    /** It went back to an earlier stage. */
    BACKWARD_MOVE("backwardMoves", "backward moves"),
    /** It was active inside the window without an event for too long. */
    STALLED("stalled", "stalled work");

    private final String key;
    private final String label;

    Finding(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Its name for programs. */
    public String key() {
        return key;
    }

    /** Its name for people, in the plural. */
    public String label() {
        return label;
    }
}
