package dev.millrace.valuestream;

import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ids that a tool gave the resolutions of an artifact. */
public final class ResolutionIds {

    private ResolutionIds() {}

    /**
     * The id of a resolution; null if there is none or the tool did not give it.
     *
     * @param artifact had the resolution at some time
     * @param name of the resolution, or null
     */
    public static @Nullable String of(ArtifactSnapshot artifact, @Nullable String name) {
        if (name == null) {
            return null;
        }
        for (String entry : artifact.attributes().getOrDefault(Attribute.RESOLUTION_IDS, List.of())) {
            int space = entry.indexOf(' ');
            if (space > 0 && entry.substring(space + 1).equals(name)) {
                return entry.substring(0, space);
            }
        }
        return null;
    }
}
