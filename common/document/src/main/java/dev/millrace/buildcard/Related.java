package dev.millrace.buildcard;

import java.util.List;

/**
 * What a build says it belongs to, beside its commits and issues. All texts are hostile.
 *
 * @param upstream the builds that started it, each as job, number sign, number
 * @param pullRequests the numbers of the change requests that it is made of: the one that its branch is, and those that the Pipeline links
 * @param artifacts the files that it made or used, each as name, space, fingerprint; and artifacts that the Pipeline links
 */
public record Related(List<String> upstream, List<String> pullRequests, List<String> artifacts) {

    /** Nothing. */
    public static final Related NONE = new Related(List.of(), List.of(), List.of());

    /** Copies the lists without repetitions. */
    public Related {
        upstream = upstream.stream().distinct().toList();
        pullRequests = pullRequests.stream().distinct().toList();
        artifacts = artifacts.stream().distinct().toList();
    }
}
