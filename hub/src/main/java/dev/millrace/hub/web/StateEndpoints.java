package dev.millrace.hub.web;

import dev.millrace.hub.intake.EventIntake;
import dev.millrace.store.FlowStore;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the hub is doing, and what it can be asked. */
final class StateEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(StateEndpoints.class);
    private static final String OPENAPI = "/dev/millrace/hub/openapi.yaml";
    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final EventIntake intake;
    private final StorePool stores;
    private final HubMetrics metrics;

    StateEndpoints(EventIntake intake, StorePool stores, HubMetrics metrics) {
        this.intake = intake;
        this.stores = stores;
        this.metrics = metrics;
    }

    /** {@code GET /health}: can it store and read? Says no more than that, since anybody may ask. */
    Answer health(Ask ask) throws InterruptedException {
        if (!intake.alive()) {
            throw new ProblemException(Problem.busy("the hub does not store events", COME_BACK));
        }
        try {
            stores.read(FlowStore::lastRecordedAt);
        } catch (ProblemException e) {
            return Answer.json("{\"status\":\"busy\"}\n"); // it reads, for others
        } catch (RuntimeException e) {
            LOG.warn("the store cannot be read", e);
            throw new ProblemException(Problem.busy("the store cannot be read", COME_BACK));
        }
        return Answer.json("{\"status\":\"ok\"}\n");
    }

    /** {@code GET /metrics}. */
    Answer metrics(Ask ask) throws IOException {
        return Answer.of(200, OpenMetricsTextFormatWriter.CONTENT_TYPE, metrics.text());
    }

    /** {@code GET /openapi.yaml}. */
    Answer openApi(Ask ask) throws IOException {
        try (InputStream in = Objects.requireNonNull(StateEndpoints.class.getResourceAsStream(OPENAPI), OPENAPI)) {
            return Answer.of(200, "application/yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
