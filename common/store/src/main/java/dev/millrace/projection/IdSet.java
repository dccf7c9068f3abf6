package dev.millrace.projection;

import dev.millrace.model.ArtifactId;
import java.util.BitSet;
import java.util.Set;

/** Few ids, among many that are read: most of those can be told to be none of them by their number alone. */
final class IdSet {

    private static final int LOW = 0xFFFF;

    private final Set<ArtifactId> ids;
    private final BitSet lows = new BitSet();

    IdSet(Set<ArtifactId> ids) {
        this.ids = ids;
        for (ArtifactId id : ids) {
            if (IdOutput.isNumber(id.nativeId())) {
                lows.set((int) Long.parseLong(id.nativeId()) & LOW);
            }
        }
    }

    boolean has(ArtifactId id) {
        return ids.contains(id);
    }

    /** Whether one of them may have that number. */
    boolean mayHave(long number) {
        return lows.get((int) number & LOW);
    }
}
