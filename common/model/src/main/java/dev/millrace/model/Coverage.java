package dev.millrace.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Until when what is collected was completely read, and from when on, as the latest collection has found at its end. What happened
 * after that is not known, which is not the same as that nothing happened. Tools that send by themselves, and what was imported, make
 * no such claim.
 *
 * @param until until when every source was read that the latest collection read to its end; null if it read none to its end
 * @param complete how many sources those are
 * @param behind the sources that it did not read to their end, by their ids
 * @param late the sources that begin late, by their ids
 * @param left the sources that are not collected any more, by their ids
 */
public record Coverage(@Nullable Instant until, long complete, List<Behind> behind, List<Late> late, List<Left> left) {

    /**
     * A source whose latest reading did not come to its end.
     *
     * @param source its id
     * @param until until when it was completely read by an earlier one, or null if it never was
     */
    public record Behind(String source, @Nullable Instant until) {
        /** Validates. */
        public Behind {
            Objects.requireNonNull(source, "source");
        }
    }

    /**
     * A source that does not show what was before, such as a Jira with {@code jql: created >= 2024-01-01}.
     *
     * @param source its id
     * @param from the first instant that it shows all of
     */
    public record Late(String source, Instant from) {
        /** Validates. */
        public Late {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(from, "from");
        }
    }

    /**
     * A source that was collected once and is not configured any more. What is stored of it stays; it bounds nothing.
     *
     * @param source its id
     * @param until until when it was completely read, or null if it never was
     */
    public record Left(String source, @Nullable Instant until) {
        /** Validates. */
        public Left {
            Objects.requireNonNull(source, "source");
        }
    }

    /** Copies the lists. */
    public Coverage {
        behind = List.copyOf(behind);
        late = List.copyOf(late);
        left = List.copyOf(left);
        if (complete < 0 || (complete > 0 && until == null)) {
            throw new IllegalArgumentException("sources that were read to their end were read until some instant");
        }
    }

    /**
     * Until when all is known: the earliest instant of all sources that were ever read to their end. Those that never were cannot bound
     * it, and are among {@link #behind}.
     */
    public Optional<Instant> knownUntil() {
        return Stream.concat(Stream.ofNullable(until), behind.stream().flatMap(one -> Stream.ofNullable(one.until())))
                .min(Comparator.naturalOrder());
    }

    /** From when on all is known; empty if no source begins late. */
    public Optional<Instant> knownFrom() {
        return late.stream().map(Late::from).max(Comparator.naturalOrder());
    }
}
