package dev.millrace.buildcard;

import dev.millrace.model.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a build says it belongs to, beside its commits and issues. All texts are hostile.
 *
 * @param upstream the builds that started it, each as job, number sign, number
 * @param pullRequests the numbers of the change requests that it is made of: the one that its branch is, and those that the Pipeline links
 * @param artifacts the files that it made or used, each as name, space, fingerprint; and artifacts that the Pipeline links
 * @param startedBy the person who started it, as a pseudonym; null if nobody did, or that is not known
 */
public record Related(
        List<String> upstream,
        List<String> pullRequests,
        List<String> artifacts,
        @Nullable Actor startedBy) {

    /** Nothing. */
    public static final Related NONE = new Related(List.of(), List.of(), List.of(), null);

    /** Copies the lists without repetitions. */
    public Related {
        upstream = upstream.stream().distinct().toList();
        pullRequests = pullRequests.stream().distinct().toList();
        artifacts = artifacts.stream().distinct().toList();
    }
}
