package dev.millrace.jira;

/** An issue cannot be read. The message names the field and says what is wrong with it; who catches it knows the issue. */
final class JiraDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JiraDataException(String message) {
        super(message);
    }

    /** For a field whose value is not what it should be; shows a bounded piece of it. */
    static JiraDataException of(String field, String expected, String found) {
        String shown = found.length() <= 60 ? found : found.substring(0, 60) + "...";
        return new JiraDataException("field " + field + " should be " + expected + " but is " + shown);
    }
}
