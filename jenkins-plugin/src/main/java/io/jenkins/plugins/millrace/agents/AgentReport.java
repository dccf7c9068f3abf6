package io.jenkins.plugins.millrace.agents;

import io.jenkins.plugins.millrace.agents.Replay.Period;
import io.jenkins.plugins.millrace.agents.Replay.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waiting for agents cost in a window, by the label that was asked for.
 *
 * @param from the begin of the window: when the recording begins, or later
 * @param to its end
 * @param labels each label, the one that caused the most waiting first
 * @param furtherLabels how many more labels were asked for, which are not played again
 */
public record AgentReport(Instant from, Instant to, List<Label> labels, int furtherLabels) {

    /** So many labels are played again with one agent more; each costs as much as all. */
    private static final int LABELS = 10;

    /**
     * One label.
     *
     * @param name the expression; empty for tasks that asked for none; hostile text
     * @param jobs what each job had of it, by full name
     * @param executors how many executors fitted at the end of the window
     * @param idle how long executors that fit had nothing to do, added up
     * @param there how long executors that fit were there, added up
     * @param like the agent that one more is taken to be like, or null if none fitted, or if the expression names one agent
     */
    public record Label(
            String name,
            Map<String, Share> jobs,
            int executors,
            Duration idle,
            Duration there,
            @Nullable Like like) {
        /** Copies the map. */
        public Label {
            jobs = Map.copyOf(jobs);
        }

        /** What the jobs that a viewer may see had of it. */
        public Share of(Predicate<String> visible) {
            return jobs.entrySet().stream()
                    .filter(entry -> visible.test(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .reduce(Share.NONE, Share::plus);
        }
    }

    /**
     * An agent to have one more of.
     *
     * @param name its name; hostile text
     * @param executors how many it has
     */
    public record Like(String name, int executors) {}

    /**
     * What jobs had of a label.
     *
     * @param uses how many tasks asked for it
     * @param waited how long they waited for an executor, in milliseconds
     * @param replayed how long they wait by the replay with the executors that there were
     * @param withOneMore how long they wait by the replay with one agent more for this label
     */
    public record Share(long uses, long waited, long replayed, long withOneMore) {
        static final Share NONE = new Share(0, 0, 0, 0);

        Share plus(Share other) {
            return new Share(
                    uses + other.uses,
                    waited + other.waited,
                    replayed + other.replayed,
                    withOneMore + other.withOneMore);
        }

        /** What one more agent would have saved; never more than what was really waited. */
        public Duration saved() {
            return Duration.ofMillis(Math.min(waited, Math.max(0, replayed - withOneMore)));
        }
    }

    /** Copies the list. */
    public AgentReport {
        labels = List.copyOf(labels);
    }

    /**
     * The report of a recording.
     *
     * @param states which agents there were, in order of time
     * @param uses in the order in which they became ready
     * @param begin the begin of the window in milliseconds
     * @param end its end
     */
    static AgentReport of(List<Agents> states, List<AgentUse> uses, LabelMatch match, long begin, long end) {
        long first = states.isEmpty() ? end : Math.max(begin, states.get(0).at());
        List<AgentUse> counted =
                uses.stream().filter(use -> use.start() >= first).toList();
        LabelMatch cached = cached(match);
        List<Server> servers = Replay.servers(states, counted, end);
        long[] replayed = Replay.waits(counted, servers, cached, end);
        Map<String, Long> waited = new HashMap<>();
        counted.forEach(use -> waited.merge(use.label(), use.waited(), Long::sum));
        List<String> names = waited.keySet().stream()
                .sorted(Comparator.comparing((String name) -> waited.getOrDefault(name, 0L))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Label> labels = new ArrayList<>();
        for (String name : names.subList(0, Math.min(LABELS, names.size()))) {
            labels.add(label(name, states, counted, servers, replayed, cached, new Period(first, end)));
        }
        return new AgentReport(
                Instant.ofEpochMilli(first), Instant.ofEpochMilli(end), labels, Math.max(0, names.size() - LABELS));
    }

    private static Label label(
            String name,
            List<Agents> states,
            List<AgentUse> uses,
            List<Server> servers,
            long[] replayed,
            LabelMatch match,
            Period window) {
        List<Agents.Agent> fitting = servers.stream()
                .map(Server::agent)
                .filter(agent -> name.isEmpty() ? !agent.exclusive() : match.fits(name, agent.labels()))
                .distinct()
                .toList();
        Agents.Agent model = model(name, uses, fitting, match);
        long[] better = replayed;
        if (model != null) {
            List<Server> more = new ArrayList<>(servers);
            for (int i = 0; i < model.executors(); i++) {
                more.add(new Server(model, List.of(window)));
            }
            better = Replay.waits(uses, more, match, window.to());
        }
        Map<String, Share> jobs = new LinkedHashMap<>();
        for (int i = 0; i < uses.size(); i++) {
            AgentUse use = uses.get(i);
            boolean own = use.label().equals(name);
            // one more agent may also serve tasks that ask for something else
            Share share = new Share(own ? 1 : 0, own ? use.waited() : 0, replayed[i], better[i]);
            if (own || replayed[i] != better[i]) {
                jobs.merge(use.job(), share, Share::plus);
            }
        }
        long there = servers.stream()
                .filter(server -> fitting.contains(server.agent()))
                .flatMap(server -> server.there().stream())
                .mapToLong(period -> overlap(period, window))
                .sum();
        Set<String> names =
                new HashSet<>(fitting.stream().map(Agents.Agent::name).toList());
        long busy = uses.stream()
                .filter(use -> names.contains(use.agent()))
                .mapToLong(use -> overlap(new Period(use.start(), use.end()), window))
                .sum();
        Collection<Agents.Agent> now =
                states.isEmpty() ? List.of() : states.get(states.size() - 1).agents();
        return new Label(
                name,
                jobs,
                now.stream()
                        .filter(fitting::contains)
                        .mapToInt(Agents.Agent::executors)
                        .sum(),
                Duration.ofMillis(Math.max(0, there - busy)),
                Duration.ofMillis(there),
                model == null ? null : new Like(model.name(), model.executors()));
    }

    /** Like the agent that did the most of these tasks; its own name is no label of the new one. */
    private static Agents.@Nullable Agent model(
            String label, List<AgentUse> uses, List<Agents.Agent> fitting, LabelMatch match) {
        Map<String, Long> tasks = new HashMap<>();
        uses.stream().filter(use -> use.label().equals(label)).forEach(use -> tasks.merge(use.agent(), 1L, Long::sum));
        return fitting.stream()
                .max(Comparator.comparing((Agents.Agent agent) -> tasks.getOrDefault(agent.name(), 0L))
                        .thenComparing(Agents.Agent::name, Comparator.reverseOrder()))
                .map(agent -> {
                    Set<String> labels = new HashSet<>(agent.labels());
                    labels.remove(agent.name());
                    return new Agents.Agent(agent.name(), labels, agent.executors(), agent.exclusive());
                })
                .filter(agent -> label.isEmpty() || match.fits(label, agent.labels()))
                .orElse(null);
    }

    private static LabelMatch cached(LabelMatch match) {
        Map<String, Map<Set<String>, Boolean>> known = new HashMap<>();
        return (expression, labels) -> known.computeIfAbsent(expression, each -> new HashMap<>())
                .computeIfAbsent(labels, each -> match.fits(expression, each));
    }

    private static long overlap(Period one, Period other) {
        return Math.max(0, Math.min(one.to(), other.to()) - Math.max(one.from(), other.from()));
    }
}
