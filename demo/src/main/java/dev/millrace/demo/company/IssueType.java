package dev.millrace.demo.company;

/** The company's issue types, with how much work one of them is. */
public enum IssueType {
    /** Something a customer gets. */
    STORY("10200", "Story", 0, 14),
    /** Something that is broken. */
    BUG("10201", "Bug", 0, 6),
    /** Something that slows everybody down. */
    TECHNICAL_DEBT("10202", "Technical Debt", 0, 10),
    /** Something that must not be exploited. */
    SECURITY("10203", "Security", 0, 6),
    /** Anything else. */
    TASK("10204", "Task", 0, 5),
    /** Production does not work. */
    INCIDENT("10205", "Incident", 0, 2),
    /** A piece of another issue. */
    SUB_TASK("10206", "Sub-task", -1, 6),
    /** What issues belong to. */
    EPIC("10207", "Epic", 1, 0),
    /** What epics belong to. */
    INITIATIVE("10208", "Initiative", 2, 0);

    private final String id;
    private final String text;
    private final int hierarchyLevel;
    private final int codingHours;

    IssueType(String id, String text, int hierarchyLevel, int codingHours) {
        this.id = id;
        this.text = text;
        this.hierarchyLevel = hierarchyLevel;
        this.codingHours = codingHours;
    }

    /** Jira's id of it. */
    public String id() {
        return id;
    }

    /** Its name. */
    public String text() {
        return text;
    }

    /** Jira's number: 2 for initiatives, 1 for epics, 0 for standard issues, -1 for sub-tasks. */
    public int hierarchyLevel() {
        return hierarchyLevel;
    }

    /** Whether it holds other issues together, and is not worked on itself. */
    boolean holds() {
        return hierarchyLevel > 0;
    }

    /** The median of the working hours that its code takes. */
    int codingHours() {
        return codingHours;
    }
}
