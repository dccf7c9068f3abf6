package dev.millrace.store.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Pieces of SQL that many queries share. */
public final class Sql {

    /** The longest list one query takes; also how many items are read at a time. */
    public static final int LIST = 256;

    private static final int SHORT_LIST = 16;

    private Sql() {}

    /** Whether the fact was known; takes the instant twice. */
    public static String known(String alias) {
        return alias + ".recorded_at <= ? AND (" + alias + ".retracted_at IS NULL OR " + alias + ".retracted_at > ?)";
    }

    /** Cuts the values into lists that {@link #marks} has a place for each of; the last value fills up the last list. */
    public static <T> List<List<T>> lists(Collection<T> values) {
        List<List<T>> lists = new ArrayList<>();
        Iterator<T> rest = values.iterator();
        while (rest.hasNext()) {
            List<T> list = new ArrayList<>();
            while (rest.hasNext() && list.size() < LIST) {
                list.add(rest.next());
            }
            int size = list.size() == 1 ? 1 : list.size() <= SHORT_LIST ? SHORT_LIST : LIST;
            T last = list.get(list.size() - 1);
            list.addAll(Collections.nCopies(size - list.size(), last));
            lists.add(list);
        }
        return lists;
    }

    /** As many question marks as the list is long; few lengths, so that few statements are prepared. */
    public static String marks(List<?> list) {
        return "(" + String.join(",", Collections.nCopies(list.size(), "?")) + ")";
    }

    /** The values of a query in one array: those before the list, the list, those after it. */
    public static Object[] values(List<?> before, List<?> list, List<?> after) {
        List<Object> all = new ArrayList<>(before.size() + list.size() + after.size());
        all.addAll(before);
        all.addAll(list);
        all.addAll(after);
        return all.toArray();
    }
}
