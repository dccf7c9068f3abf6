package dev.millrace.jira;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a scan by startAt has come, and what it saw last: deletions shift the pages behind them, and only the last issue
 * shows whether that happened.
 *
 * @param next how many issues lie before the place
 * @param lastId the id of the issue right before it
 * @param lastCreated when that issue was created, in epoch milliseconds, or null if it does not say
 * @param stalls how many pages in a row had to be looked for further back, or led no further
 */
record ScanPosition(long next, String lastId, @Nullable Long lastCreated, int stalls) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}) (-?\\d{1,18}|\\?) (\\d{1,9}) (.+)");

    /** Reads back what {@link #toString} wrote; null if that was not written by us. */
    static @Nullable ScanPosition parse(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        return new ScanPosition(
                Long.parseLong(parts.group(1)),
                parts.group(4),
                parts.group(2).equals("?") ? null : Long.valueOf(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }

    /**
     * Whether a page that begins with that issue leaves no gap behind the last one: it begins with the last issue itself, or
     * with one that was created before it.
     */
    boolean isCoveredBy(String firstId, OptionalLong firstCreated) {
        return firstId.equals(lastId)
                || (lastCreated != null && firstCreated.isPresent() && firstCreated.getAsLong() < lastCreated);
    }

    @Override
    public String toString() {
        return next + " " + (lastCreated == null ? "?" : lastCreated) + " " + stalls + " " + lastId;
    }
}
