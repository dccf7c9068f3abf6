package dev.millrace.buildcard;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the revisions and change requests of a build have their pages, if its repository is at GitHub, GitLab or Bitbucket. An address is put
 * together from parts that are known to be harmless.
 */
public final class CardLinks {

    /**
     * A name with its page.
     *
     * @param name plain text, hostile
     * @param page its address; null if that is not known
     */
    public record Named(String name, @Nullable String page) {}

    private static final Pattern REMOTE = Pattern.compile(
            "(?:https?://|ssh://git@|git@)([a-z0-9.-]+)[/:]((?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*/)+[A-Za-z0-9_~-][A-Za-z0-9_.~-]*?)(?:\\.git)?/?");
    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{7,64}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int LONGEST = 300;

    private record Site(String name, String revision, String changeRequest) {}

    private static final List<Site> SITES = List.of(
            new Site("github", "/commit/", "/pull/"),
            new Site("gitlab", "/-/commit/", "/-/merge_requests/"),
            new Site("bitbucket.org", "/commits/", "/pull-requests/"));

    private final BuildRecord build;

    CardLinks(BuildRecord build) {
        this.build = build;
    }

    /** The page of that revision. */
    @Nullable String revision(HeadRecord head) {
        return REVISION.matcher(head.id()).matches()
                ? pages(head, head.id(), true).findFirst().orElse(null)
                : null;
    }

    /** The page of the change request with that number, if all that the build checked out is of one repository. */
    @Nullable String changeRequest(String number) {
        if (!NUMBER.matcher(number).matches()) {
            return null;
        }
        List<String> pages = build.heads().stream()
                .flatMap(head -> pages(head, number, false))
                .distinct()
                .toList();
        return pages.size() == 1 ? pages.get(0) : null;
    }

    private static Stream<String> pages(HeadRecord head, String id, boolean revision) {
        return head.remotes().stream()
                .filter(remote -> remote.length() <= LONGEST)
                .flatMap(remote -> {
                    Matcher matcher = REMOTE.matcher(remote);
                    return matcher.matches()
                            ? SITES.stream()
                                    .filter(site -> matcher.group(1).equals(site.name())
                                            || matcher.group(1).startsWith(site.name() + '.'))
                                    .map(site -> "https://" + matcher.group(1) + '/' + matcher.group(2)
                                            + (revision ? site.revision() : site.changeRequest()) + id)
                            : Stream.of();
                });
    }
}
