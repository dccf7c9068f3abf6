package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadAheadTest {

    private static final int MANY = 10_000;

    @Test
    void everything_arrives_once_in_order_and_in_the_thread_of_the_caller() {
        List<String> taken = new ArrayList<>();
        Thread here = Thread.currentThread();
        Recorded sink = new Recorded() {
            @Override
            public void unsettled(ArtifactId item) {
                assertThat(Thread.currentThread()).isSameAs(here);
                taken.add(item.nativeId());
            }
        };

        ReadAhead.run(to -> tell(to, MANY), sink);

        assertThat(taken)
                .hasSize(MANY)
                .isSortedAccordingTo((one, other) -> Integer.parseInt(one) - Integer.parseInt(other));
    }

    @Test
    void few_records_end_as_many_do() {
        Recorded sink = new Recorded();

        for (int time = 0; time < MANY; time++) {
            ReadAhead.run(to -> tell(to, 1), sink);
        }

        assertThat(sink.unsettled()).hasSize(MANY);
    }

    @Test
    void a_failure_of_the_reader_is_thrown_behind_what_it_had_read() {
        Recorded sink = new Recorded();

        assertThatThrownBy(() -> ReadAhead.run(
                        to -> {
                            tell(to, MANY);
                            throw new IllegalStateException("damaged");
                        },
                        sink))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("damaged");
        assertThat(sink.unsettled()).hasSizeGreaterThan(MANY / 2);
    }

    @Test
    void a_failure_of_the_taker_ends_the_reading() {
        AtomicBoolean ended = new AtomicBoolean();
        Recorded sink = new Recorded() {
            @Override
            public void unsettled(ArtifactId item) {
                throw new IllegalStateException("full");
            }
        };

        assertThatThrownBy(() -> ReadAhead.run(
                        to -> {
                            try {
                                while (true) {
                                    tell(to, 1);
                                }
                            } finally {
                                ended.set(true);
                            }
                        },
                        sink))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
        assertThat(ended).isTrue();
    }

    private static void tell(ItemRecords.Sink to, int items) {
        for (int item = 0; item < items; item++) {
            to.unsettled(ArtifactId.issue(ToolInstance.jira("acme"), Integer.toString(item)));
        }
    }
}
