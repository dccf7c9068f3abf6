package dev.millrace.hub.pages;

import dev.millrace.app.query.FoundArtifact;
import dev.millrace.metrics.ItemRef;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The paths of the pages of issues, pull requests and builds. */
public final class PagePath {

    private PagePath() {}

    /** The path of the page of what was found. */
    public static String of(FoundArtifact found) {
        return switch (found.kind()) {
            case PULL_REQUEST -> "/pull-requests/" + numbered(found.key(), "#");
            case BUILD -> "/builds/" + numbered(found.key(), " #");
            default -> "/items/" + encoded(found.key());
        };
    }

    /** The same of an item of a report. */
    public static URI of(ItemRef item) {
        return URI.create(of(new FoundArtifact(item.artifact().kind(), item.key())));
    }

    private static String numbered(String key, String sign) {
        int at = key.lastIndexOf(sign);
        return at < 0 ? encoded(key) : encoded(key.substring(0, at)) + '/' + encoded(key.substring(at + sign.length()));
    }

    /** A name is hostile text; its slashes divide segments. */
    private static String encoded(String name) {
        return Arrays.stream(name.split("/", -1))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** {@code owner/name/12} as people write it: {@code owner/name#12}. */
    public static String pullRequestKey(String id) {
        int slash = id.lastIndexOf('/');
        return slash < 0 ? id : id.substring(0, slash) + '#' + id.substring(slash + 1);
    }

    /** {@code folder/job/12} as people write it: {@code folder/job #12}. */
    public static String buildKey(String id) {
        int slash = id.lastIndexOf('/');
        return slash < 0 ? id : id.substring(0, slash) + " #" + id.substring(slash + 1);
    }
}
