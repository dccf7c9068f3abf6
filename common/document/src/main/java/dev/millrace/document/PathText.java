package dev.millrace.document;

import java.util.ArrayList;
import java.util.List;

/** A way through states, in one line: a long one keeps its beginning and its end. */
public final class PathText {

    private static final int SHOWN = 8;

    private PathText() {}

    public static String of(List<String> states) {
        List<String> names = new ArrayList<>();
        for (String state : states) {
            names.add(Formats.shorten(state, Formats.NAME));
        }
        if (names.size() > SHOWN) {
            int left = names.size() - SHOWN;
            String last = names.get(names.size() - 1);
            names = new ArrayList<>(names.subList(0, SHOWN - 1));
            names.add("(" + left + " more)");
            names.add(last);
        }
        return names.isEmpty() ? "(no state seen)" : String.join(" → ", names);
    }
}
