package dev.millrace.view.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.Percentiles;
import dev.millrace.view.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file {@code baseline.json}: written by a scheduled run, read by the checks of pull requests. */
public final class BaselineJson {

    /** The longest file that is written, and that is read. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final String FORMAT = "millrace-baseline/1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BaselineJson() {}

    /** At most {@link #MAX_BYTES} long: stages that were visited least are left out, and then counted in {@code stagesLeftOut}. */
    public static String render(Baseline baseline) {
        List<Baseline.OfStage> kept = new ArrayList<>(baseline.stages());
        String text = text(baseline, kept);
        while (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES && !kept.isEmpty()) {
            kept.remove(kept.stream()
                    .min(Comparator.comparingLong(stage -> stage.visits().n()))
                    .orElseThrow());
            text = text(baseline, kept);
        }
        return text;
    }

    private static String text(Baseline baseline, List<Baseline.OfStage> kept) {
        ObjectNode json = Json.object()
                .put("format", FORMAT)
                .put("stream", baseline.stream())
                .put("version", baseline.version())
                .put("since", baseline.since().toString())
                .put("until", baseline.until().toString());
        json.set("leadTime", baseline.leadTime() == null ? null : percentiles(baseline.leadTime()));
        json.put("flowEfficiency", baseline.flowEfficiency());
        json.put("bottleneck", baseline.bottleneck());
        kept.forEach(stage ->
                json.withArray("stages").add(percentiles(stage.visits()).put("id", stage.id())));
        json.put("stagesLeftOut", baseline.stages().size() - kept.size());
        return json.toPrettyString() + '\n';
    }

    private static ObjectNode percentiles(Percentiles<Duration> times) {
        return Json.object()
                .put("n", times.n())
                .put("p50Ms", times.p50().toMillis())
                .put("p85Ms", times.p85().toMillis())
                .put("p95Ms", times.p95().toMillis());
    }

    /**
     * What such a file says.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static Baseline parse(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (!json.path("format").asText().equals(FORMAT)) {
                throw new IllegalArgumentException("its format is not " + FORMAT);
            }
            List<Baseline.OfStage> stages = new ArrayList<>();
            for (JsonNode stage : json.path("stages")) {
                stages.add(new Baseline.OfStage(stage.path("id").asText(), percentiles(stage)));
            }
            return new Baseline(
                    json.path("stream").asText(),
                    json.path("version").asText(),
                    Instant.parse(json.path("since").asText()),
                    Instant.parse(json.path("until").asText()),
                    json.path("leadTime").isObject() ? percentiles(json.path("leadTime")) : null,
                    share(json.path("flowEfficiency")),
                    json.path("bottleneck").isTextual()
                            ? json.path("bottleneck").textValue()
                            : null,
                    stages);
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("it is damaged", e);
        }
    }

    private static Percentiles<Duration> percentiles(JsonNode json) {
        return new Percentiles<>(
                json.path("n").asLong(), time(json, "p50Ms"), time(json, "p85Ms"), time(json, "p95Ms"));
    }

    private static Duration time(JsonNode json, String name) {
        JsonNode millis = json.path(name);
        if (!millis.isIntegralNumber() || millis.longValue() < 0) {
            throw new IllegalArgumentException("its " + name + " is no time");
        }
        return Duration.ofMillis(millis.longValue());
    }

    private static @Nullable Double share(JsonNode json) {
        return json.isNumber() && json.doubleValue() >= 0 && json.doubleValue() <= 1 ? json.doubleValue() : null;
    }
}
