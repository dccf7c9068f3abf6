package dev.millrace.chain.graph;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
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
    private final StringPool ids;

    public ArtifactNumbers() {
        this(new StringPool());
    }

    private ArtifactNumbers(StringPool ids) {
        this.ids = ids;
    }

    /** Writes all of them, so that each comes back with its number. */
    public void write(BinaryOutput out) {
        out.number(origins.size());
        for (Origin origin : origins) {
            out.text(origin.tool().tool());
            out.text(origin.tool().id());
            out.text(origin.kind().name());
        }
        ids.write(out);
    }

    /** What {@link #write} wrote. */
    public static ArtifactNumbers read(BinaryInput in) {
        List<Origin> origins = new ArrayList<>();
        int size = in.integer();
        for (int i = 0; i < size; i++) {
            origins.add(new Origin(new ToolInstance(in.text(), in.text()), ArtifactKind.valueOf(in.text())));
        }
        ArtifactNumbers numbers = new ArtifactNumbers(StringPool.read(in));
        for (Origin origin : origins) {
            numbers.catalog.put(origin, numbers.origins.size());
            numbers.origins.add(origin);
        }
        return numbers;
    }

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
