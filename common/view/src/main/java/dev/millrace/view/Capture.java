package dev.millrace.view;

import dev.millrace.model.Coverage.Behind;
import dev.millrace.model.LedgerEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sources of everything that could be in an item's chain say of how much of it was captured.
 *
 * @param of where the item was taken from
 * @param until the end of the interval in which all were completely read; null if that is not known
 * @param behind those of its own repositories and its own tracker that the latest collection did not read to their end
 * @param others how many other sources it did not read to their end: what they hold could be in the chain too
 * @param gaps what of the repositories and of the parts of the chain is known to be missing
 */
public record Capture(From of, @Nullable Instant until, List<Behind> behind, long others, List<LedgerEntry> gaps) {

    /** Where an item was taken from. */
    public enum From {
        /** A store, where it is known until when it was collected. */
        COLLECTED_STORE,
        /** A store in which that is not recorded. */
        STORE
    }

    /** Copies the lists. */
    public Capture {
        behind = List.copyOf(behind);
        gaps = List.copyOf(gaps);
    }

    /** Whether no source says that anything is missing. */
    public boolean whole() {
        return behind.isEmpty() && others == 0 && gaps.isEmpty();
    }
}
