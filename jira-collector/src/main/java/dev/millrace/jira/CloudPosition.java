package dev.millrace.jira;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * How far a scan of a Jira Cloud has come. A page token expires after some days and does not contain its position, so the creation
 * of the last issue is kept beside it: issues come in that order, and another sequence of pages can begin there.
 *
 * @param token Jira's word for the next page, or null to begin a sequence of pages
 * @param from the sequence holds what was created at or after that instant, in epoch milliseconds; null for everything
 * @param last when the latest issue so far was created, in epoch milliseconds, or null if none said
 * @param lastId the id of the last issue, or null before the first
 * @param done how many issues came so far
 * @param stalls how many pages in a row led no further
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CloudPosition(
        @Nullable String token,
        @Nullable Long from,
        @Nullable Long last,
        @Nullable String lastId,
        long done,
        int stalls) {

    /** Before the first page. */
    static final CloudPosition START = new CloudPosition(null, null, null, null, 0, 0);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads back what {@link #toString} wrote; the start if that was not written by us. */
    static CloudPosition parse(String text) {
        try {
            CloudPosition position = JSON.readValue(text, CloudPosition.class);
            return position == null || position.done() < 0 || position.stalls() < 0 ? START : position;
        } catch (JsonProcessingException e) {
            return START;
        }
    }

    /** The same place, reached by a sequence of pages of its own. */
    CloudPosition withoutToken() {
        return new CloudPosition(null, last, last, lastId, done, stalls);
    }

    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can always be written", e);
        }
    }
}
