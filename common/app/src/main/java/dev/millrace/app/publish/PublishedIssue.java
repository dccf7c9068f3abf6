package dev.millrace.app.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An issue into which something was written, by the note that was kept of that.
 *
 * @param issue the issue
 * @param key its key as it is known now, or its id
 * @param property whether it has the property
 * @param link whether it has the link
 * @param app the Forge app whose lozenge it has, or null for none
 * @param numbers the number fields that were set, by their ids or names
 */
record PublishedIssue(
        ArtifactId issue,
        String key,
        boolean property,
        boolean link,
        @Nullable String app,
        Set<String> numbers) {

    /** The note of an issue of which nothing is left. */
    static final String NOTHING = "{}";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** All of them, by their sites, ordered by id. */
    static Map<ToolInstance, List<PublishedIssue>> of(FlowStore store, String topic, Knowledge knowledge) {
        Map<ArtifactId, JsonNode> marks = new TreeMap<>();
        store.operations()
                .forEachNote(
                        topic,
                        note -> mark(note.content())
                                .filter(mark -> !mark.isEmpty())
                                .ifPresent(mark -> marks.put(ArtifactId.parse(note.name()), mark)));
        Map<ArtifactId, String> keys = new HashMap<>();
        for (ArtifactHistory history : store.histories(marks.keySet(), knowledge)) {
            keys.put(history.artifact(), history.snapshot().key());
        }
        Map<ToolInstance, List<PublishedIssue>> issues = new HashMap<>();
        marks.forEach((issue, mark) -> issues.computeIfAbsent(issue.tool(), tool -> new ArrayList<>())
                .add(new PublishedIssue(
                        issue,
                        keys.getOrDefault(issue, issue.nativeId()),
                        !mark.path("property").asText().isEmpty(),
                        !mark.path("link").asText().isEmpty(),
                        mark.has("app") ? mark.path("app").asText() : null,
                        names(mark.path(IssueDraft.NUMBERS)))));
        return issues;
    }

    private static Set<String> names(JsonNode fields) {
        Set<String> names = new TreeSet<>();
        fields.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Optional<JsonNode> mark(String content) {
        try {
            return Optional.of(JSON.readTree(content));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // not ours
        }
    }

    /** What became of a removal from one site. */
    static PublishOutcome.Site outcome(
            ToolInstance tool,
            List<PublishedIssue> all,
            List<PublishedIssue> removed,
            List<String> refusals,
            @Nullable String failure) {
        long left = (long) all.size() - removed.size() - refusals.size();
        return new PublishOutcome.Site(
                tool.toString(),
                removed.stream().map(PublishedIssue::key).toList(),
                0,
                Math.max(0, left),
                refusals,
                failure);
    }
}
