package dev.millrace.chain.graph;

import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of snapshots that chains are made from. */
public final class Attributes {

    /** What told that it is production; only of what was read, see {@link ServiceCatalog#read}, and never stored. */
    public static final String PRODUCTION_RULE = "productionRule";

    private Attributes() {}

    public static List<String> all(ArtifactSnapshot snapshot, String name) {
        return snapshot.attributes().getOrDefault(name, List.of());
    }

    public static @Nullable String first(ArtifactSnapshot snapshot, String name) {
        List<String> values = all(snapshot, name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** What stands for the job of a build or deployment, whatever the job was called when it was made; else for its repository. */
    public static String pipeline(ArtifactSnapshot run) {
        String job = first(run, Attribute.JOB);
        return job == null ? run.project() : job;
    }

    public static boolean isTrue(ArtifactSnapshot snapshot, String name) {
        return "true".equals(first(snapshot, name));
    }

    /** Whether a commit lies on no default branch: it was captured because it was deployed. */
    public static boolean isAside(ArtifactSnapshot commit) {
        return "false".equals(first(commit, Attribute.DEFAULT_BRANCH));
    }
}
