package dev.millrace.http;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The budgets of all hosts a process talks to. One instance per process, given to every transport: collectors that ask one host
 * share its limit, and none may use up what another was told to leave alone. Where a host has several limits and names them
 * ({@code X-RateLimit-Resource}), one that is used up does not close the others.
 */
public final class HostBudgets {

    /** More paths than this are not remembered; one that is not known waits for every limit of its host. */
    private static final int MOST_PATHS = 1_000;

    private static final String WHOLE_HOST = "";

    private final ConcurrentMap<String, ConcurrentMap<String, HostBudget>> budgets = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> resources = new ConcurrentHashMap<>();

    /** How long a call has to wait, and why; empty if it may be sent. */
    Optional<RateLimitHeaders.Pause> pause(URI uri, Instant now) {
        String resource = resources.get(place(uri));
        return host(uri).entrySet().stream()
                .filter(entry -> resource == null
                        || entry.getKey().equals(resource)
                        || entry.getKey().equals(WHOLE_HOST))
                .flatMap(entry -> entry.getValue().pause(now).stream())
                .max(Comparator.comparing(RateLimitHeaders.Pause::duration));
    }

    /** Learns from an answer which limit its path counts against, and whether that or the whole host is closed. */
    void learn(HttpReply reply, Instant now) {
        Optional<String> resource = reply.headers().first("X-RateLimit-Resource");
        resource.filter(name -> resources.size() < MOST_PATHS)
                .ifPresent(name -> resources.put(place(reply.uri()), name));
        RateLimitHeaders.pause(reply, now)
                .ifPresent(pause -> host(reply.uri())
                        .computeIfAbsent(
                                pause.ofResource() ? resource.orElse(WHOLE_HOST) : WHOLE_HOST, name -> new HostBudget())
                        .close(now.plus(pause.duration()), pause.reason()));
    }

    private ConcurrentMap<String, HostBudget> host(URI uri) {
        return budgets.computeIfAbsent(HostAddress.of(uri), host -> new ConcurrentHashMap<>());
    }

    private static String place(URI uri) {
        return HostAddress.of(uri) + uri.getRawPath();
    }
}
