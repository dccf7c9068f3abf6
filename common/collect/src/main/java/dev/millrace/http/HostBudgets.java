package dev.millrace.http;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The budgets of all hosts that a process calls. One instance per process, passed to every transport: collectors of one host
 * share its limit, and none may call it during the pause of another. Where a host has several limits and names them
 * ({@code X-RateLimit-Resource}), one that is used up does not close the others.
 */
public final class HostBudgets {

    /** More paths than this are not remembered; one that is not known waits for every limit of its host. */
    private static final int MOST_PATHS = 1_000;

    /** A host that makes up names must not fill the memory. */
    private static final int MOST_LIMITS = 200;

    private static final int LONGEST_NAME = 60;
    private static final String WHOLE_HOST = "";

    private final ConcurrentMap<String, ConcurrentMap<String, HostBudget>> budgets = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> resources = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, HostLimit> said = new ConcurrentHashMap<>();

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
        Optional<RateLimitHeaders.Pause> pause = RateLimitHeaders.pause(reply, now);
        pause.ifPresent(asked -> host(reply.uri())
                .computeIfAbsent(
                        asked.ofResource() ? resource.orElse(WHOLE_HOST) : WHOLE_HOST, name -> new HostBudget())
                .close(now.plus(asked.duration()), asked.reason()));
        remember(reply, resource.orElse(WHOLE_HOST), pause.map(asked -> now.plus(asked.duration())), now);
    }

    /** What the hosts have last said about their limits, by host and name; nothing of hosts that said nothing. */
    public List<HostLimit> known() {
        return said.values().stream()
                .sorted(Comparator.comparing(HostLimit::host).thenComparing(HostLimit::name))
                .toList();
    }

    private void remember(HttpReply reply, String name, Optional<Instant> closedUntil, Instant now) {
        String host = HostAddress.of(reply.uri());
        Optional<RateLimitHeaders.Numbers> numbers = RateLimitHeaders.numbers(reply, now);
        if (said.size() >= MOST_LIMITS || (numbers.isEmpty() && closedUntil.isEmpty())) {
            return;
        }
        said.compute(host + ' ' + name, (key, before) -> {
            RateLimitHeaders.Numbers told = numbers.orElseGet(() -> before == null
                    ? new RateLimitHeaders.Numbers(null, null, null)
                    : new RateLimitHeaders.Numbers(before.limit(), before.remaining(), before.resetAt()));
            return new HostLimit(
                    host,
                    PlainText.line(name, LONGEST_NAME),
                    told.limit(),
                    told.remaining(),
                    told.resetAt(),
                    closedUntil.orElse(before == null ? null : before.closedUntil()),
                    now);
        });
    }

    private ConcurrentMap<String, HostBudget> host(URI uri) {
        return budgets.computeIfAbsent(HostAddress.of(uri), host -> new ConcurrentHashMap<>());
    }

    private static String place(URI uri) {
        return HostAddress.of(uri) + uri.getRawPath();
    }
}
