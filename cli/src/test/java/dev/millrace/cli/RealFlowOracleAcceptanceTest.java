package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.ChainReader;
import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.flow.oracle.Agreement;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine and oracle agree on every real item, as of now and as of instants in the middle of its life. */
@ExtendWith(SyncedRealJira.class)
class RealFlowOracleAcceptanceTest {

    private final Synced synced;

    RealFlowOracleAcceptanceTest(Synced synced) {
        this.synced = synced;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-01T12:00:00Z", "2014-03-30T01:30:00Z", "2012-06-15T12:34:56.789Z"})
    void engine_and_oracle_agree_on_every_real_item(Instant asOf) {
        AtomicInteger items = new AtomicInteger();
        try (FlowStore store = synced.open()) {
            Knowledge knowledge = new Knowledge(asOf, Instant.MAX);
            StateCatalogue states = store.states(knowledge);
            ValueStream stream = DefaultValueStream.create();
            List<ArtifactHistory> issues = new ArrayList<>();
            store.forEachArtifact(ArtifactKind.ISSUE, knowledge, issues::add);
            new ChainReader(store, knowledge, Definition.standard()).forEachItem(item -> {
                items.incrementAndGet();
                assertThat(Agreement.engine(item, stream, states, asOf, issues))
                        .as(item.item().snapshot().key())
                        .isEqualTo(Agreement.oracle(item, stream, states, asOf, issues));
            });
        }
        assertThat(items).as("items as of " + asOf).hasValueGreaterThan(200);
    }
}
