package dev.millrace.cli;

import dev.millrace.app.report.Outlook;
import dev.millrace.app.report.ReportService;
import dev.millrace.app.report.ReportWindow;
import dev.millrace.app.report.StreamChoice;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.view.ReportView;
import dev.millrace.view.item.ItemView;
import java.time.ZoneId;
import java.util.Optional;

/** What {@code report} and {@code show} say of a store without a configuration, for commands of other jars. */
public final class Answers {

    private final FlowStore store;
    private final ZoneId zone;
    private final Knowledge knowledge;

    /** Answers about that store, as it was known. */
    public Answers(FlowStore store, ZoneId zone, Knowledge knowledge) {
        this.store = store;
        this.zone = zone;
        this.knowledge = knowledge;
    }

    /** The report of the last 90 days. */
    public ReportView report() {
        ReportService.Made made = new ReportService(
                        store, zone, knowledge, StreamChoice.first(Definition.standard()), ItemFilter.all())
                .run(ReportWindow.ofDays(ReportWindow.DEFAULT_DAYS), Outlook.usual(Optional.empty()), null);
        return ReportView.of(made.flow(), made.extras());
    }

    /**
     * The flow of the item that has the key.
     *
     * @throws CommandFailure if there is none
     */
    public ItemView item(String key) {
        ItemLookup lookup = new ItemLookup(store, knowledge, Console.silent(), Definition.standard());
        return lookup.view(lookup.artifact(key), key, zone, false);
    }
}
