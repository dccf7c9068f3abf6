package dev.millrace.jira;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.collect.SourceException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a site is collected.
 *
 * @param version of this form, and of what is made of an issue; an older one means that everything is read again
 * @param scope shows whether the configured projects and condition are still the same
 * @param mark the server's clock when the last complete run began, in epoch milliseconds, or null if none did
 * @param run the run under way, or null if the last one reached its end
 * @param retry ids (or keys) of issues that could not be read; the next run asks for them again
 * @param scan what the last scan of everything counted, or null if none reached its end
 * @param site what the site said of itself, or null if a run has to request it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JiraCursor(
        int version,
        String scope,
        @Nullable Long mark,
        @Nullable Run run,
        List<String> retry,
        @Nullable Scan scan,
        @Nullable KnownSite site) {

    static final int VERSION = 3;

    /** The most issues that each run requests one by one; the ledger names all. */
    private static final int MAX_RETRY = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SCOPE_BYTES = 8;

    /**
     * A run under way.
     *
     * @param since what it takes was updated at or after that instant, in epoch milliseconds; null if it takes everything
     * @param mark the server's clock when it began, in epoch milliseconds, or null if that is not known
     * @param position where it is
     * @param notCaptured how many issues it could not read
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Run(@Nullable Long since, @Nullable Long mark, String position, long notCaptured) {}

    /**
     * What a scan of everything counted, brought up to date when an issue that it could not read is read or is gone.
     *
     * @param expected how many issues Jira counted, or null if it did not say
     * @param captured how many of them are in the store
     * @param unread ids (or keys) of those that are not, as far as they are requested again
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Scan(@Nullable Long expected, long captured, List<String> unread) {

        Scan {
            unread = List.copyOf(unread);
        }

        /** One that it could not read was read. */
        Scan read(String handle) {
            return without(handle, expected, captured + 1);
        }

        /** One that it could not read is not there any more. */
        Scan gone(String handle) {
            return without(handle, expected == null ? null : expected - 1, captured);
        }

        private Scan without(String handle, @Nullable Long nowExpected, long nowCaptured) {
            if (!unread.contains(handle)) {
                return this;
            }
            return new Scan(
                    nowExpected,
                    nowCaptured,
                    unread.stream().filter(other -> !other.equals(handle)).toList());
        }
    }

    JiraCursor {
        retry = retry.stream().distinct().limit(MAX_RETRY).toList();
    }

    /** Where a site stands that was never read with these settings. */
    static JiraCursor start(JiraSettings settings) {
        return new JiraCursor(VERSION, scope(settings), null, null, List.of(), null, null);
    }

    /**
     * Reads a state back; one that belongs to other settings or to another version counts as none.
     *
     * @throws SourceException if it is no state of ours
     */
    static JiraCursor parse(Optional<String> state, JiraSettings settings) {
        if (state.isEmpty()) {
            return start(settings);
        }
        try {
            JiraCursor cursor = JSON.readValue(state.get(), JiraCursor.class);
            boolean current = cursor.version() == VERSION && cursor.scope().equals(scope(settings));
            return current ? cursor : start(settings);
        } catch (JsonProcessingException e) {
            throw new SourceException("what the store says about how far " + settings.tool()
                    + " was collected is unreadable; run millrace sync --refresh to collect it again");
        }
    }

    String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can always be written", e);
        }
    }

    static String scope(JiraSettings settings) {
        String text = String.join(",", settings.projects()) + "|" + settings.jql()
                + (settings.blockingLinks().isEmpty() ? "" : "|" + new TreeSet<>(settings.blockingLinks()))
                + (settings.developmentLinks() ? "|development" : "");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, SCOPE_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
