package dev.millrace.hub.web;

import dev.millrace.hub.figures.FlowGauges;
import dev.millrace.hub.intake.EventIntake;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Health, metrics and the API description of the hub. */
final class StateEndpoints {

    private static final String OPENAPI = "/dev/millrace/hub/openapi.yaml";
    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final EventIntake intake;
    private final StoreProbe probe;
    private final HubMetrics metrics;
    private final CurrentReports reports;

    StateEndpoints(EventIntake intake, StoreProbe probe, HubMetrics metrics, CurrentReports reports) {
        this.intake = intake;
        this.probe = probe;
        this.metrics = metrics;
        this.reports = reports;
    }

    /** {@code GET /health}: can it store and read? Contains no more than that, since it needs no token. */
    HubResponse health(HubRequest request) {
        if (!intake.alive()) {
            throw new ProblemException(ProblemDetails.busy("the hub does not store events", COME_BACK));
        }
        return switch (probe.health()) {
            case READABLE -> HubResponse.json("{\"status\":\"ok\"}\n");
            case SLOW -> throw new ProblemException(ProblemDetails.busy("the store does not answer", COME_BACK));
            case UNREADABLE -> throw new ProblemException(ProblemDetails.busy("the store cannot be read", COME_BACK));
        };
    }

    /** {@code GET /metrics}: of the hub, and the figures of reports for a token that may see all of them. */
    HubResponse metrics(HubRequest request) throws IOException {
        boolean all =
                request.token().filter(token -> token.visibility().everything()).isPresent();
        return HubResponse.of(
                200,
                OpenMetricsTextFormatWriter.CONTENT_TYPE,
                metrics.text(all ? FlowGauges.of(reports.figures()) : List.of()));
    }

    /** {@code GET /openapi.yaml}. */
    HubResponse openApi(HubRequest request) throws IOException {
        try (InputStream in = Objects.requireNonNull(StateEndpoints.class.getResourceAsStream(OPENAPI), OPENAPI)) {
            return HubResponse.of(200, "application/yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
