package dev.millrace.jira.development;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of pull requests and commits, as GitHub, GitLab, Bitbucket and servers of these kinds have them. */
final class CodeAddress {

    private static final int LONGEST = 500;
    private static final Pattern PULL_REQUEST = Pattern.compile(
            "(https?)://([^/?#\\s]+)(/[^?#\\s]+/(?:pull|merge_requests|pull-requests)/\\d{1,18})(?:[/?#].*)?");
    private static final Pattern COMMIT =
            Pattern.compile("(https?)://([^/?#\\s]+)(/[^?#\\s]+/commits?/[0-9a-fA-F]{40,64})(?:[/?#].*)?");

    private CodeAddress() {}

    /** What stands for the pull request or commit at that address until it is captured; empty if it is the address of something else. */
    static Optional<ArtifactId> read(String url) {
        return url.length() > LONGEST
                ? Optional.empty()
                : read(PULL_REQUEST, ArtifactKind.PULL_REQUEST, url).or(() -> read(COMMIT, ArtifactKind.COMMIT, url));
    }

    private static Optional<ArtifactId> read(Pattern pattern, ArtifactKind kind, String url) {
        Matcher address = pattern.matcher(url.strip());
        return address.matches() && address.group(2).indexOf('@') < 0
                ? Optional.of(new ArtifactId(
                        ToolInstance.WEB,
                        kind,
                        "https://" + address.group(2).toLowerCase(Locale.ROOT) + address.group(3)))
                : Optional.empty();
    }
}
