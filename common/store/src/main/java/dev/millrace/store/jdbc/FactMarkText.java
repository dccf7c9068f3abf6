package dev.millrace.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FactMark;
import dev.millrace.store.rows.StoredJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link FactMark} as text; instants in ISO 8601, because a knowledge may lie beyond what milliseconds can say. */
record FactMarkText(
        String asOf,
        String knownAt,
        String retractedUntil,
        @Nullable String horizon,
        long prunings,
        Map<String, FactMark.Place> places,
        List<String> later) {

    static String of(FactMark mark) {
        FactMarkText text = new FactMarkText(
                mark.knowledge().asOf().toString(),
                mark.knowledge().knownAt().toString(),
                mark.retractedUntil().toString(),
                mark.horizon() == null ? null : mark.horizon().toString(),
                mark.prunings(),
                mark.places(),
                mark.later().stream().map(ArtifactId::toString).sorted().toList());
        try {
            return StoredJson.MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }

    /** Empty if no version like this one wrote it: what it marks is then computed anew. */
    static Optional<FactMark> read(String json) {
        try {
            FactMarkText text = StoredJson.MAPPER.readValue(json, FactMarkText.class);
            return Optional.of(new FactMark(
                    new Knowledge(Instant.parse(text.asOf()), Instant.parse(text.knownAt())),
                    Instant.parse(text.retractedUntil()),
                    text.horizon() == null ? null : Instant.parse(text.horizon()),
                    text.prunings(),
                    text.places(),
                    text.later().stream().map(ArtifactId::parse).collect(Collectors.toSet())));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
