package dev.millrace.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.demo.bench.Organisation;
import dev.millrace.demo.bench.StoreFill;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.store.FlowStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub whose heap is too small for the report that is asked for. */
class HubOutOfMemoryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void a_hub_whose_memory_is_used_up_ends_with_exit_code_3_and_does_not_linger() throws Exception {
        try (FlowStore store = StoredBuilds.open(folder)) {
            new StoreFill(store, new Organisation(1_000, 1, Instant.parse("2025-11-01T00:00:00Z")))
                    .fill((items, events) -> {});
        }
        String token = ServingHub.tokens(folder, 1, TokenScope.REPORTS_READ).get(0);
        try (ServingHub hub = ServingHub.start(folder, "", "-Xmx16m", "-XX:+UseSerialGC")) {
            Tally reports = new Tally();
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
                try {
                    new LoadGenerator(hub.address())
                            .run(
                                    List.of(new Reading(
                                            () -> Optional.of("/v1/reports/flow?since=2020-11-01&by=team"),
                                            token,
                                            Duration.ZERO,
                                            reports)),
                                    PATIENCE,
                                    PATIENCE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            assertThat(hub.ended(PATIENCE)).as(hub.said()).isEqualTo(3);
            reader.join();
            assertThat(reports.of(200)).as("reports that fit after all").isZero();
        }
    }
}
