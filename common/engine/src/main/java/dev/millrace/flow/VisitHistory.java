package dev.millrace.flow;

import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The visits of one artifact, and what is not known of them.
 *
 * @param visits in order and without a gap between them; empty if the artifact did not exist by then
 * @param unseen starts of visits without a captured beginning: they begin at the latest then, because the tool shows their state
 * @param createdLate whether something happened to it before its creation, so that the two contradict each other
 */
record VisitHistory(List<Visit> visits, Set<Instant> unseen, boolean createdLate) {

    VisitHistory {
        visits = List.copyOf(visits);
        unseen = Set.copyOf(unseen);
    }

    /** The same, with what came before all that. */
    VisitHistory after(List<Visit> earlier) {
        return new VisitHistory(Stream.concat(earlier.stream(), visits.stream()).toList(), unseen, createdLate);
    }

    /** The same, as far as it was for itself that the artifact was in its states. */
    VisitHistory with(Membership self, Instant asOf, @Nullable Stage elsewhere) {
        return new VisitHistory(self.masked(visits, asOf, elsewhere), unseen, createdLate);
    }
}
