package dev.millrace.chain.graph;

import dev.millrace.chain.compact.StringPool;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives artifacts numbers from 0 on and turns them back, in a few bytes each. Not for concurrent use. */
public final class ArtifactNumbers {

    private record Origin(ToolInstance tool, ArtifactKind kind) {}

    private static final int ORIGIN_BYTES = 2;
    private static final int MOST_ORIGINS = 1 << 16;

    private final List<Origin> origins = new ArrayList<>();
    private final Map<Origin, Integer> catalog = new HashMap<>();
    /** Each id with the place of its origin behind it. */
    private final StringPool ids = new StringPool();

    /** The number of the artifact; a new one if it was not seen before. */
    public int number(ArtifactId artifact) {
        int place = catalog.computeIfAbsent(new Origin(artifact.tool(), artifact.kind()), unseen -> {
            if (origins.size() == MOST_ORIGINS) {
                throw new IllegalStateException("a store has at most " + MOST_ORIGINS / 8 + " tools");
            }
            origins.add(unseen);
            return origins.size() - 1;
        });
        return ids.number(bytes(artifact, place));
    }

    /** The number of the artifact, or {@link StringPool#NONE} if it was not seen before. */
    public int find(ArtifactId artifact) {
        Integer place = catalog.get(new Origin(artifact.tool(), artifact.kind()));
        return place == null ? StringPool.NONE : ids.find(bytes(artifact, place));
    }

    /** The artifact of that number. */
    public ArtifactId artifact(int number) {
        Origin origin = origin(number);
        return new ArtifactId(origin.tool(), origin.kind(), ids.text(number, ORIGIN_BYTES));
    }

    public ArtifactKind kind(int number) {
        return origin(number).kind();
    }

    private Origin origin(int number) {
        return origins.get(((ids.fromEnd(number, 2) & 0xFF) << Byte.SIZE) | (ids.fromEnd(number, 1) & 0xFF));
    }

    private static byte[] bytes(ArtifactId artifact, int place) {
        byte[] id = StringPool.encode(artifact.nativeId());
        byte[] bytes = Arrays.copyOf(id, id.length + ORIGIN_BYTES);
        bytes[id.length] = (byte) (place >> Byte.SIZE);
        bytes[id.length + 1] = (byte) place;
        return bytes;
    }
}
