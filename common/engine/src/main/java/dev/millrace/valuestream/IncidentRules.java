package dev.millrace.valuestream;

import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.NativeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which issues are incidents: something that went wrong in production. Of each kind of pattern that is given one must match; an
 * artifact that its tool calls an incident is one always.
 *
 * @param types patterns of the names of issue types
 * @param labels patterns of labels
 * @param priorities patterns of the names of priorities
 */
public record IncidentRules(List<Glob> types, List<Glob> labels, List<Glob> priorities) {

    /** What holds if a definition says nothing of it: issues of the type Incident. */
    public static final IncidentRules STANDARD = new IncidentRules(List.of(new Glob("Incident")), List.of(), List.of());

    /** Copies the lists. */
    public IncidentRules {
        types = List.copyOf(types);
        labels = List.copyOf(labels);
        priorities = List.copyOf(priorities);
        if (types.isEmpty() && labels.isEmpty() && priorities.isEmpty()) {
            throw new IllegalArgumentException("what an incident is must be said by types, labels or priorities");
        }
    }

    /** Whether an issue, or whatever its tool calls an incident, is one. */
    public boolean accepts(ArtifactSnapshot artifact) {
        if (artifact.artifact().kind() == ArtifactKind.INCIDENT) {
            return true;
        }
        NativeType type = artifact.type();
        return artifact.artifact().kind() == ArtifactKind.ISSUE
                && (types.isEmpty() || (type != null && matches(types, List.of(type.name()))))
                && (labels.isEmpty() || matches(labels, artifact.attributes().get(Attribute.LABELS)))
                && (priorities.isEmpty()
                        || matches(priorities, artifact.attributes().get(Attribute.PRIORITY)));
    }

    private static boolean matches(List<Glob> patterns, @Nullable List<String> values) {
        return values != null
                && values.stream().anyMatch(value -> patterns.stream().anyMatch(glob -> glob.matches(value)));
    }
}
