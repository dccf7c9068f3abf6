package dev.millrace.jira;

/** Makes text of a Jira storable anywhere. */
final class JiraText {

    /** Stands for what could not be read. */
    static final char REPLACEMENT = '\uFFFD';

    private JiraText() {}

    /** The text with what no database can keep (NUL, halves of surrogate pairs) replaced; all else is as it was. */
    static String storable(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                if (clean == null) {
                    clean = new StringBuilder(text);
                }
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean == null ? text : clean.toString();
    }
}
