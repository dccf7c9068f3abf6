package dev.millrace.store.rows;

import dev.millrace.store.StoreException;
import dev.millrace.store.StoredText;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The attributes of a snapshot as one text: a line for each, its name and its values with tabs between them, escaped as {@link
 * FieldWriter} does. Equal attributes are equal texts. Ends with a line feed unless it is empty, so that an attribute is found by a
 * pattern.
 */
public final class AttributeText {

    private static final String DAMAGED =
            "the store is damaged: attributes of an artifact cannot be read; restore the file from a backup, or move it away"
                    + " and sync anew";

    /** The attributes of {@code snapshot s} so that each name stands after a line feed, as SQL. */
    public static final String LINES = "'\n' || s.attributes";

    private AttributeText() {}

    /** Whether any name or value in the column is that word, as SQL; the word has only letters. */
    public static String holding(String column, String word) {
        return "'\n' || replace(" + column + ", '\t', '\n') LIKE '%\n" + word + "\n%'";
    }

    public static String write(SortedMap<String, List<String>> attributes) {
        String text = lines(attributes);
        String storable = StoredText.of(text);
        if (storable.equals(text)) {
            return text;
        }
        // what was replaced may be ordered otherwise
        SortedMap<String, List<String>> clean = new TreeMap<>();
        attributes.forEach((name, values) -> clean.put(
                StoredText.of(name), values.stream().map(StoredText::of).toList()));
        return lines(clean);
    }

    private static String lines(SortedMap<String, List<String>> attributes) {
        StringBuilder text = new StringBuilder();
        attributes.forEach((name, values) -> {
            FieldWriter.escape(name, text);
            for (String value : values) {
                FieldWriter.escape(value, text.append(FieldWriter.SEPARATOR));
            }
            text.append('\n');
        });
        return text.toString();
    }

    /** Reads what {@link #write} wrote, from UTF-8. */
    public static SortedMap<String, List<String>> read(byte[] text) {
        return read(text, new Texts());
    }

    static SortedMap<String, List<String>> read(byte[] text, Texts texts) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        if (text.length == 0) {
            return attributes;
        }
        if (text[0] == FieldWriter.BRACE || text[text.length - 1] != '\n') {
            throw new StoreException(DAMAGED);
        }
        for (int from = 0; from < text.length; ) {
            int to = from;
            while (text[to] != '\n') {
                to++;
            }
            FieldReader fields = new FieldReader(text, from, to, texts);
            attributes.put(fields.text("name"), values(fields));
            from = to + 1;
        }
        return attributes;
    }

    private static List<String> values(FieldReader fields) {
        if (!fields.more()) {
            return List.of();
        }
        String first = fields.text("value");
        if (!fields.more()) {
            return List.of(first);
        }
        List<String> values = new ArrayList<>();
        values.add(first);
        while (fields.more()) {
            values.add(fields.text("value"));
        }
        return values;
    }
}
