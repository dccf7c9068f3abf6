package dev.millrace.chain.link;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import dev.millrace.store.LinkNames.Names;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pull requests and commits whose addresses issues show. A pull request must be captured under that number from a server of
 * that name; a commit under its whole hash, wherever. What is not captured may be later.
 */
final class DevelopmentLinks {

    private static final Pattern PULL_REQUEST = Pattern.compile("/([^/]+/[^/]+)/pull/(\\d{1,18})");

    private final FlowStore store;
    private final Knowledge knowledge;
    private final List<Link> shown = new ArrayList<>();

    DevelopmentLinks(FlowStore store, Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
    }

    /** Takes a link if an issue shows an address by it. */
    void add(Link link) {
        if (link.to().tool().equals(ToolInstance.WEB) && link.from().kind() == ArtifactKind.ISSUE) {
            shown.add(link);
        }
    }

    /** What issues name by the addresses that they show: commits, and the keys of pull requests. */
    Map<ArtifactId, Names> names() {
        Map<ArtifactId, Set<Long>> named = new HashMap<>();
        for (Link link : shown) {
            Set<Long> of = named.computeIfAbsent(link.from(), unseen -> new HashSet<>());
            if (link.to().kind() == ArtifactKind.COMMIT) {
                of.add(SourceNames.commit(hash(link.to().nativeId())));
            }
            key(link.to()).ifPresent(key -> of.add(SourceNames.key(key)));
        }
        Map<ArtifactId, Names> names = new HashMap<>();
        named.forEach((issue, of) -> names.put(issue, new Names(Set.of(), of)));
        return names;
    }

    /** What stands for the commits that are shown. */
    Set<Long> commits() {
        Set<Long> commits = new HashSet<>();
        for (Link link : shown) {
            if (link.to().kind() == ArtifactKind.COMMIT) {
                commits.add(SourceNames.commit(hash(link.to().nativeId())));
            }
        }
        return commits;
    }

    /** The links from what was found to the issues that show it. */
    List<Link> resolved(Map<String, ArtifactId> commits) {
        Map<ArtifactId, ArtifactId> requests = requests();
        List<Link> links = new ArrayList<>();
        for (Link link : shown) {
            ArtifactId found = link.to().kind() == ArtifactKind.COMMIT
                    ? commits.get(hash(link.to().nativeId()))
                    : requests.get(link.to());
            if (found != null) {
                links.add(new Link(found, link.from(), SourceLinks.FOR_ISSUE, Link.Rule.DEVELOPMENT));
            }
        }
        return links;
    }

    private static String hash(String address) {
        return address.substring(address.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** By their addresses. */
    private Map<ArtifactId, ArtifactId> requests() {
        Map<ArtifactId, ArtifactId> named = new HashMap<>();
        for (Link link : shown) {
            key(link.to())
                    .flatMap(key -> store.find(key, knowledge))
                    .filter(found -> found.kind() == ArtifactKind.PULL_REQUEST)
                    .ifPresent(found -> named.put(link.to(), found));
        }
        Map<ArtifactId, String> hosts = new HashMap<>();
        for (ArtifactHistory history : store.histories(named.values(), knowledge)) {
            hosts.put(history.artifact(), host(history.snapshot().url()));
        }
        named.entrySet()
                .removeIf(one -> !host(URI.create(one.getKey().nativeId())).equals(hosts.get(one.getValue())));
        return named;
    }

    private static Optional<String> key(ArtifactId address) {
        if (address.kind() != ArtifactKind.PULL_REQUEST) {
            return Optional.empty();
        }
        Matcher path = PULL_REQUEST.matcher(String.valueOf(path(address.nativeId())));
        return path.matches() ? Optional.of(path.group(1) + '#' + path.group(2)) : Optional.empty();
    }

    private static @Nullable String path(String address) {
        try {
            return URI.create(address).getPath();
        } catch (IllegalArgumentException e) {
            return null; // anybody may write the link of an issue
        }
    }

    private static String host(@Nullable URI url) {
        return url == null || url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    }
}
