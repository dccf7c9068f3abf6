package dev.millrace.document;

import java.net.URI;

/**
 * Makes any text safe for one output. Titles, names of states and projects, and addresses were chosen by others: they may hold
 * markup, terminal commands, or marks that turn the reading direction of what follows.
 *
 * <p>Each function first removes what no output should carry: control characters, marks that override the direction, and halves
 * of characters become U+FFFD; line breaks and tabs become a space, since every text of a view is one line.
 */
public final class Escape {

    private static final char REPLACEMENT = '\uFFFD';
    private static final char ZERO_WIDTH_SPACE = '\u200B';
    private static final String HTML = "&<>\"'";
    private static final String MARKDOWN = "\\`*_[]#|>~$";
    private static final String MERMAID = " -_.,/()+";

    private Escape() {}

    /** For text and quoted attributes of HTML and SVG. */
    public static String html(String text) {
        String plain = plain(text);
        int first = firstSpecial(plain);
        if (first == plain.length()) {
            return plain;
        }
        StringBuilder out = new StringBuilder(plain.length() + 16).append(plain, 0, first);
        for (int i = first; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static int firstSpecial(String plain) {
        int i = 0;
        while (i < plain.length() && HTML.indexOf(plain.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    /**
     * For GitHub Flavored Markdown, in a paragraph, a heading or a table cell: no emphasis, link, HTML, table, list or formula
     * results, and no mention of a person or reference to an issue.
     */
    public static String markdown(String text) {
        String plain = plain(text);
        StringBuilder out = new StringBuilder(plain.length() + 16);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '&') {
                out.append("&amp;");
            } else if (c == '<') {
                out.append("&lt;");
            } else if (MARKDOWN.indexOf(c) >= 0 || meansSomethingHere(plain, i)) {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
            // GitHub looks for @name and #1 after Markdown is done, where a backslash no longer helps.
            if (c == '@' || c == '#') {
                out.append(ZERO_WIDTH_SPACE);
            }
        }
        return out.toString();
    }

    /** Signs that begin a list or an underline, or make an address or an emoji, and are plain everywhere else. */
    private static boolean meansSomethingHere(String text, int i) {
        char before = i == 0 ? ' ' : text.charAt(i - 1);
        char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
        return switch (text.charAt(i)) {
            case '-', '+', '=' -> text.substring(0, i).isBlank();
            case ')' -> text.substring(0, i).strip().chars().allMatch(Character::isDigit);
            case '.' ->
                before == 'w'
                        || before == 'W'
                        || text.substring(0, i).strip().chars().allMatch(Character::isDigit);
            case ':' -> after != ' ' && !(Character.isDigit(before) && Character.isDigit(after));
            default -> false;
        };
    }

    /** For the address of a Markdown link, inside angle brackets. */
    static String markdownLink(URI link) {
        return link.toASCIIString()
                .replace("&", "&amp;")
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("\\", "%5C")
                .replace("|", "%7C");
    }

    /**
     * For a name in a Mermaid diagram. Mermaid has no way to quote in general, so only letters, digits and a few signs stay; the
     * rest becomes a space. Never empty.
     */
    public static String mermaid(String text) {
        StringBuilder out = new StringBuilder();
        plain(text).codePoints().forEach(c -> {
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK;
            boolean harmless = Character.isLetterOrDigit(c) || mark || MERMAID.indexOf(c) >= 0;
            out.appendCodePoint(harmless ? c : ' ');
        });
        String name = out.toString().replaceAll(" +", " ").strip();
        return name.isEmpty() ? "-" : name;
    }

    /** For a terminal: nothing in it moves the cursor, changes a colour or sets a window's title. */
    public static String terminal(String text) {
        return plain(text);
    }

    /** What every output begins with. */
    static String plain(String text) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029') {
                out.append(' ');
            } else if (Character.isISOControl(c) || turnsDirection(c) || isNoCharacter(c)) {
                out.append(REPLACEMENT);
            } else {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    /** Letters and signs of most scripts, which need no closer look. */
    private static boolean isPlain(char c) {
        return (c >= ' ' && c < 0x7F) || (c >= 0xA0 && c < 0x2000);
    }

    /** Embeddings, overrides and isolates. Letters that run from right to left are fine, and stay. */
    private static boolean turnsDirection(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isNoCharacter(int c) {
        return (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) || (c & 0xFFFE) == 0xFFFE;
    }
}
