package dev.millrace.app.forecast;

import dev.millrace.app.UserError;
import dev.millrace.app.item.ItemService;
import dev.millrace.app.report.Outlook;
import dev.millrace.app.report.ReportAnswer;
import dev.millrace.app.report.ReportService;
import dev.millrace.app.report.ReportWindow;
import dev.millrace.app.report.StreamChoice;
import dev.millrace.derive.Questions;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.outlook.Forecasts;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.store.FlowStore;
import dev.millrace.view.item.ItemsForecastView;
import dev.millrace.view.item.ItemsForecastView.Asked;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Forecasts when items will be done. */
public final class ItemsForecastService {

    /** Weeks from as long ago as a forecast of half a year needs. */
    private static final Outlook HISTORY =
            new Outlook(Optional.empty(), Optional.of("none"), List.of(Forecast.HISTORY_WEEKS), List.of());

    private final FlowStore store;
    private final ZoneId zone;
    private final Knowledge knowledge;
    private final StreamChoice chosen;
    private final ItemFilter filter;
    private final Consumer<String> messages;

    /**
     * Forecasts as of that knowledge.
     *
     * @param chosen whose speed it is: the weeks are those of the items that were chosen and pass the filter
     * @param messages takes what the user should know beside the answer
     */
    public ItemsForecastService(
            FlowStore store,
            ZoneId zone,
            Knowledge knowledge,
            StreamChoice chosen,
            ItemFilter filter,
            Consumer<String> messages) {
        this.store = store;
        this.zone = zone;
        this.knowledge = knowledge;
        this.chosen = chosen;
        this.filter = filter;
        this.messages = messages;
    }

    /**
     * When all of them will be done.
     *
     * @param keys of issues and pull requests; an epic stands for the items in it
     * @param version the name of a version or milestone whose issues are meant as well
     * @throws UserError if nothing is meant, or one of them is not captured
     */
    public ItemsForecastView when(List<String> keys, Optional<String> version) {
        if (keys.isEmpty() && version.isEmpty()) {
            throw UserError.usage("name the items: keys of issues, pull requests or epics, or a version");
        }
        Set<ArtifactId> wanted = wanted(keys, version);
        List<Asked> items = flows(wanted);
        if (items.isEmpty()) {
            throw UserError.failed("none of them existed as of " + knowledge.asOf() + "; pass a later --as-of.");
        }
        long open = items.stream().filter(Asked::open).count();
        long begun =
                items.stream().filter(item -> item.status() == Status.IN_FLOW).count();
        ReportAnswer report = new ReportService(store, zone, knowledge, chosen, filter)
                .run(ReportWindow.ofDays(ReportWindow.DEFAULT_DAYS), HISTORY, null);
        FlowReport now = report.flow();
        long others = Math.max(0, now.load().items().total() - begun);
        List<Long> asked = open == 0 ? List.of() : others == 0 ? List.of(open) : List.of(open, open + others);
        Forecast forecast = Forecasts.of(report.throughput(), now.load().at(), List.of(), asked);
        return new ItemsForecastView(
                version.orElse(null),
                keys,
                items,
                open,
                others,
                forecast,
                now.request(),
                chosen.stream().name());
    }

    /** The items that are meant: those in an epic instead of the epic. */
    private Set<ArtifactId> wanted(List<String> keys, Optional<String> version) {
        ItemService items = new ItemService(store, knowledge, messages, chosen.definition());
        Map<ArtifactId, List<ArtifactId>> parts = new HashMap<>();
        Set<ArtifactId> epics = new HashSet<>();
        Set<ArtifactId> tasks = new HashSet<>();
        Set<ArtifactId> ofVersion = new LinkedHashSet<>();
        TreeSet<String> versions = new TreeSet<>();
        String wantedVersion = version.map(ItemsForecastService::folded).orElse(null);
        store.forEachSnapshot(ArtifactKind.ISSUE, knowledge, issue -> {
            if (issue.parent() != null) {
                parts.computeIfAbsent(issue.parent(), unseen -> new ArrayList<>())
                        .add(issue.artifact());
            }
            if (issue.level() == Level.PORTFOLIO) {
                epics.add(issue.artifact());
            } else if (issue.level() == Level.SUB_TASK) {
                tasks.add(issue.artifact());
            }
            for (String name : issue.attributes().getOrDefault(Attribute.FIX_VERSIONS, List.of())) {
                versions.add(name);
                if (folded(name).equals(wantedVersion)) {
                    ofVersion.add(issue.artifact());
                }
            }
        });
        if (version.isPresent() && ofVersion.isEmpty()) {
            throw UserError.failed("no captured issue names the version \"" + version.get() + '"'
                    + (versions.isEmpty()
                            ? ": none names any"
                            : "; some that are named: "
                                    + String.join(
                                            ", ", versions.stream().limit(5).toList())));
        }
        Set<ArtifactId> found = new LinkedHashSet<>();
        Set<ArtifactId> seen = new HashSet<>();
        Deque<ArtifactId> next =
                new ArrayDeque<>(keys.stream().map(items::artifact).toList());
        next.addAll(ofVersion);
        while (!next.isEmpty()) {
            ArtifactId one = next.poll();
            boolean epic = epics.contains(one);
            if (seen.add(one) && epic) {
                next.addAll(parts.getOrDefault(one, List.of()));
            } else if (!epic && (!tasks.contains(one) || keys.size() == 1)) {
                found.add(one);
            }
        }
        if (found.isEmpty()) {
            throw UserError.failed("there is no item in " + String.join(", ", keys));
        }
        return found;
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private List<Asked> flows(Collection<ArtifactId> wanted) {
        return new Questions(store, chosen.definition(), knowledge)
                .askFlows(flows -> wanted.stream()
                        .flatMap(artifact -> flows.of(artifact).stream())
                        .map(item -> {
                            ItemFlow last = item.cycles().get(item.cycles().size() - 1);
                            return new Asked(last.item().key(), last.item().title(), last.status());
                        })
                        .toList());
    }
}
