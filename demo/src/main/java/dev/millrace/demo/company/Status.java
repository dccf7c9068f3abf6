package dev.millrace.demo.company;

/** The statuses of the company's one workflow. */
public enum Status {
    /** Not begun. */
    BACKLOG("10000", "Backlog", "new"),
    /** Somebody works on it. */
    IN_PROGRESS("10001", "In Progress", "indeterminate"),
    /** A pull request waits for its reviewer. */
    IN_REVIEW("10002", "In Review", "indeterminate"),
    /** Somebody tests it on staging. */
    IN_TEST("10003", "In Test", "indeterminate"),
    /** Tested, and waits for the next release. */
    READY_FOR_RELEASE("10004", "Ready for Release", "indeterminate"),
    /** Done. */
    DONE("10005", "Done", "done"),
    /** Will not be done. */
    REJECTED("10006", "Rejected", "done");

    private final String id;
    private final String text;
    private final String category;

    Status(String id, String text, String category) {
        this.id = id;
        this.text = text;
        this.category = category;
    }

    /** Jira's id of it. */
    public String id() {
        return id;
    }

    /** Its name. */
    public String text() {
        return text;
    }

    /** The key of its category: new, indeterminate or done. */
    public String category() {
        return category;
    }
}
