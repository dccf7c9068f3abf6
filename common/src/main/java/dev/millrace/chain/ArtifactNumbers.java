package dev.millrace.chain;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives artifacts numbers from 0 on and turns them back, in a few bytes each. Not for concurrent use. */
final class ArtifactNumbers {

    private record Origin(ToolInstance tool, ArtifactKind kind) {}

    private final List<Origin> origins = new ArrayList<>();
    private final List<Texts> ids = new ArrayList<>();
    private final Map<Origin, Integer> places = new HashMap<>();
    private final IntList originOf = new IntList();
    private final IntList idOf = new IntList();
    private final List<IntList> numbers = new ArrayList<>();

    /** The number of the artifact; a new one if it was not seen before. */
    int number(ArtifactId artifact) {
        Origin origin = new Origin(artifact.tool(), artifact.kind());
        int place = places.computeIfAbsent(origin, unseen -> {
            origins.add(unseen);
            ids.add(new Texts());
            numbers.add(new IntList());
            return origins.size() - 1;
        });
        int id = ids.get(place).number(artifact.nativeId());
        if (id == numbers.get(place).size()) {
            numbers.get(place).add(idOf.size());
            originOf.add(place);
            idOf.add(id);
        }
        return numbers.get(place).get(id);
    }

    /** The number of the artifact, or {@link Texts#NONE} if it was not seen before. */
    int find(ArtifactId artifact) {
        Integer place = places.get(new Origin(artifact.tool(), artifact.kind()));
        int id = place == null ? Texts.NONE : ids.get(place).find(artifact.nativeId());
        return place == null || id == Texts.NONE
                ? Texts.NONE
                : numbers.get(place).get(id);
    }

    /** The artifact of that number. */
    ArtifactId artifact(int number) {
        Origin origin = origins.get(originOf.get(number));
        return new ArtifactId(
                origin.tool(), origin.kind(), ids.get(originOf.get(number)).text(idOf.get(number)));
    }

    ArtifactKind kind(int number) {
        return origins.get(originOf.get(number)).kind();
    }

    int size() {
        return idOf.size();
    }
}
