package dev.millrace.demo.company;

/** How an issue can end. */
public enum Resolution {
    /** Delivered. */
    DONE("10100", "Done"),
    /** Decided against. */
    WONT_DO("10101", "Won't Do"),
    /** Another issue says the same. */
    DUPLICATE("10102", "Duplicate"),
    /** It could not be reproduced. */
    CANNOT_REPRODUCE("10103", "Cannot Reproduce");

    private final String id;
    private final String text;

    Resolution(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** Jira's id of it. */
    public String id() {
        return id;
    }

    /** Its name. */
    public String text() {
        return text;
    }
}
