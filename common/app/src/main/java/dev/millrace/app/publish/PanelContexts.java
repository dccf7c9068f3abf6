package dev.millrace.app.publish;

import dev.millrace.app.report.Outlook;
import dev.millrace.app.report.ReportService;
import dev.millrace.app.report.ReportWindow;
import dev.millrace.app.report.StreamChoice;
import dev.millrace.config.MillraceConfig;
import dev.millrace.flow.Chain;
import dev.millrace.jira.panel.PanelContext;
import dev.millrace.jira.panel.UsualTimes;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.item.ItemView;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What panels show besides their items: what is usual in each stream, where the parts of a chain are, and the page in the hub. */
final class PanelContexts {

    private final KnownFacts store;
    private final Knowledge knowledge;
    private final @Nullable URI hub;
    private final Map<String, UsualTimes> usual = new HashMap<>();

    /** Of that store; makes a report of each stream. */
    PanelContexts(MillraceConfig config, FlowStore store, Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
        this.hub = config.serve().url().orElse(null);
        if (store.firstItem(knowledge, knowledge.asOf()).isEmpty()) {
            return; // a report of nothing is an error
        }
        int days = config.publish().days();
        for (ValueStream stream : config.definition().streams()) {
            StreamChoice chosen = StreamChoice.ofParameters(
                    config.definition(), Optional.of(stream.id()), Optional.empty(), Optional.empty());
            usual.put(
                    stream.id(),
                    UsualTimes.of(
                            new ReportService(store, config.zone(), knowledge, chosen, ItemFilter.all())
                                    .run(ReportWindow.ofDays(days), Outlook.usual(Optional.empty()), null)
                                    .flow(),
                            days));
        }
    }

    PanelContext of(ItemView item) {
        return new PanelContext(usual.get(item.stream().id()), links(item), page(item));
    }

    private @Nullable URI page(ItemView item) {
        return hub == null ? null : page(hub, item.current().item().key());
    }

    /** The item's page in the hub. */
    static URI page(URI hub, String key) {
        return URI.create(hub + "/items/" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    private Map<ArtifactId, URI> links(ItemView item) {
        List<ArtifactId> parts = item.cycles().stream()
                .flatMap(cycle -> cycle.chain().parts().stream())
                .map(Chain.Part::artifact)
                .distinct()
                .toList();
        Map<ArtifactId, URI> links = new HashMap<>();
        if (parts.isEmpty()) {
            return links;
        }
        for (ArtifactHistory part : store.histories(parts, knowledge)) {
            ArtifactSnapshot snapshot = part.snapshot();
            URI url = snapshot.url();
            if (url != null && isWeb(url)) {
                links.put(snapshot.artifact(), url);
            }
        }
        return links;
    }

    /** A link of another kind has no place in a page of Jira. */
    private static boolean isWeb(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("https") || scheme.equals("http");
    }
}
