package io.jenkins.plugins.millrace.agents;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Plays a recorded queue again, first come first served: each task becomes ready when it did, takes as long as it did, and gets the first
 * executor that fits and is free. With the executors that there were, this is how long tasks would have waited by this rule; with one agent
 * more, how long they would have waited then. The difference is what the agent would have saved.
 */
final class Replay {

    /** An executor, and when it was there. Intervals do not overlap and are in order. */
    record Server(Agents.Agent agent, List<Period> there) {

        /** Until when it is there at that time; the time itself if it is not. */
        private long thereUntil(long time) {
            for (Period period : there) {
                if (period.from() <= time && time < period.to()) {
                    return period.to();
                }
            }
            return time;
        }
    }

    /**
     * A half-open interval in milliseconds.
     *
     * @param from its begin
     * @param to its end, which is not in it
     */
    record Period(long from, long to) {}

    /** A state is recorded each ten minutes while Jenkins runs: after that it was down, and its agents were not idle. */
    private static final Duration KNOWN_FOR = Duration.ofMinutes(15);

    private record Task(int index, AgentUse use) {}

    private final LabelMatch match;
    private final List<Server> servers;
    private final long[] freeAt;
    private final long end;

    /** Instants at which an executor may become free or come. */
    private final PriorityQueue<Long> instants = new PriorityQueue<>();

    private Replay(List<Server> servers, LabelMatch match, long end) {
        this.match = match;
        this.servers = servers;
        this.freeAt = new long[servers.size()];
        this.end = end;
        servers.forEach(server -> server.there().forEach(period -> instants.add(period.from())));
    }

    /**
     * How long each task would have waited, in milliseconds, in the order of the tasks.
     *
     * @param uses in the order in which they became ready
     * @param end when the recording ends: what has no executor until then waited until then
     */
    static long[] waits(List<AgentUse> uses, List<Server> servers, LabelMatch match, long end) {
        return new Replay(servers, match, end).play(uses);
    }

    private long[] play(List<AgentUse> uses) {
        long[] waits = new long[uses.size()];
        // of tasks that ask for the same, the first is always the first to start
        Map<String, Deque<Task>> waiting = new LinkedHashMap<>();
        int next = 0;
        while (true) {
            Long instant = instants.peek();
            if (next < uses.size() && (instant == null || uses.get(next).from() < instant)) {
                AgentUse use = uses.get(next);
                Deque<Task> before = waiting.computeIfAbsent(use.label(), label -> new ArrayDeque<>());
                if (!before.isEmpty() || !starts(use, use.from())) {
                    before.add(new Task(next, use));
                }
                next++;
            } else if (instant == null) {
                break;
            } else {
                instants.poll();
                startWaiting(waiting.values(), instant, waits);
            }
        }
        waiting.values().stream()
                .flatMap(Deque::stream)
                .forEach(task ->
                        waits[task.index()] = Math.max(0, end - task.use().from()));
        return waits;
    }

    private void startWaiting(Collection<Deque<Task>> waiting, long now, long[] waits) {
        boolean started = true;
        while (started) {
            started = false;
            List<Deque<Task>> inOrder = waiting.stream()
                    .filter(tasks -> !tasks.isEmpty())
                    .sorted(Comparator.comparing(tasks -> tasks.element().index()))
                    .toList();
            for (Deque<Task> tasks : inOrder) {
                Task first = tasks.element();
                if (starts(first.use(), now)) {
                    waits[first.index()] = now - first.use().from();
                    tasks.remove();
                    started = true;
                    break;
                }
            }
        }
    }

    /** Takes the executor that goes away first, as what is there for longer may be needed later. */
    private boolean starts(AgentUse use, long now) {
        int chosen = -1;
        long until = Long.MAX_VALUE;
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.get(i);
            long there = freeAt[i] <= now && fits(use, server.agent()) ? server.thereUntil(now) : now;
            if (there > now && there < until) {
                chosen = i;
                until = there;
            }
        }
        if (chosen < 0) {
            return false;
        }
        freeAt[chosen] = now + use.took();
        instants.add(freeAt[chosen]);
        return true;
    }

    private boolean fits(AgentUse use, Agents.Agent agent) {
        return use.label().isEmpty() ? !agent.exclusive() : match.fits(use.label(), agent.labels());
    }

    /**
     * The executors of a recording.
     *
     * @param states what was there, in order; each holds until the next, at most a quarter of an hour
     * @param uses what was done: an executor that did something was there, whatever the states say
     * @param end when the last state ends
     */
    static List<Server> servers(List<Agents> states, List<AgentUse> uses, long end) {
        List<Server> servers = new ArrayList<>();
        List<Agents.Agent> agents = states.stream()
                .flatMap(state -> state.agents().stream())
                .distinct()
                .sorted(Comparator.comparing(Agents.Agent::name))
                .toList();
        for (Agents.Agent agent : agents) {
            List<Period> there = new ArrayList<>();
            for (int i = 0; i < states.size(); i++) {
                if (states.get(i).agents().contains(agent)) {
                    long at = states.get(i).at();
                    there.add(new Period(
                            at,
                            Math.min(
                                    at + KNOWN_FOR.toMillis(),
                                    i + 1 < states.size() ? states.get(i + 1).at() : end)));
                }
            }
            boolean only = agents.stream()
                            .filter(other -> other.name().equals(agent.name()))
                            .count()
                    == 1;
            if (only) {
                uses.stream()
                        .filter(use -> use.agent().equals(agent.name()))
                        .forEach(use -> there.add(new Period(use.start(), use.end())));
            }
            List<Period> joined = joined(there);
            for (int i = 0; i < agent.executors(); i++) {
                servers.add(new Server(agent, joined));
            }
        }
        return servers;
    }

    private static List<Period> joined(List<Period> periods) {
        List<Period> joined = new ArrayList<>();
        for (Period each :
                periods.stream().sorted(Comparator.comparing(Period::from)).toList()) {
            Period last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && each.from() <= last.to()) {
                joined.set(joined.size() - 1, new Period(last.from(), Math.max(last.to(), each.to())));
            } else if (each.to() > each.from()) {
                joined.add(each);
            }
        }
        return joined;
    }
}
