package dev.millrace.store.rows;

import dev.millrace.model.EventHeader;
import dev.millrace.model.FlowEvent;
import dev.millrace.store.StoredText;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as rows. */
public final class EventRows {

    /** The columns that may read differently later. */
    public static final List<String> CONTENT = List.of("kind", "occurred_at", "sequence", "actor_id", "detail");

    private static final char WHOLE_ID = '=';

    private EventRows() {}

    /** The id without the artifact's, which stands at the begin of nearly all and is held once. */
    public static String localId(FlowEvent event) {
        String id = event.id().value();
        String artifact = event.artifact().toString();
        String local = id.startsWith(artifact + '#') ? id.substring(artifact.length()) : WHOLE_ID + id;
        return StoredText.of(local);
    }

    /** The values of {@link #CONTENT}. */
    public static List<@Nullable Object> content(FlowEvent event, @Nullable Long actor) {
        EventHeader header = event.header();
        return Arrays.asList(
                (long) Codes.EVENT_KIND.of(event.kind()),
                Millis.of(header.occurredAt(), header.id()),
                header.sequence(),
                actor,
                EventDetails.write(event));
    }

    /** The id that {@link #localId} made the local one of. */
    static String id(String artifact, String local) {
        return local.charAt(0) == WHOLE_ID ? local.substring(1) : artifact + local;
    }
}
