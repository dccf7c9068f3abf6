package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.Coverage.Behind;
import dev.millrace.model.Coverage.Late;
import dev.millrace.model.Coverage.Left;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void all_is_known_until_the_earliest_of_all_sources_that_were_ever_read() {
        Coverage one = new Coverage(
                JUNE, 2, List.of(new Behind("a", MAY), new Behind("b", null)), List.of(), List.of(new Left("c", null)));

        assertThat(one.knownUntil()).contains(MAY);
    }

    @Test
    void sources_that_are_not_collected_any_more_bound_nothing() {
        Coverage one = new Coverage(JUNE, 2, List.of(), List.of(), List.of(new Left("c", MAY)));

        assertThat(one.knownUntil()).contains(JUNE);
    }

    @Test
    void where_nothing_was_ever_read_to_its_end_nothing_is_claimed() {
        Coverage none = new Coverage(null, 0, List.of(new Behind("a", null)), List.of(), List.of());

        assertThat(none.knownUntil()).isEmpty();
        assertThat(none.knownFrom()).isEmpty();
    }

    @Test
    void all_is_known_from_the_latest_begin_on() {
        Coverage one = new Coverage(
                JUNE, 2, List.of(), List.of(new Late("a", MAY), new Late("b", MAY.plusSeconds(9))), List.of());

        assertThat(one.knownFrom()).contains(MAY.plusSeconds(9));
    }
}
