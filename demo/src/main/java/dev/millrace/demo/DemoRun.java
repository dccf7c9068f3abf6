package dev.millrace.demo;

import dev.millrace.app.item.Visibility;
import dev.millrace.app.query.Queries;
import dev.millrace.app.report.ReportQuestion;
import dev.millrace.collect.SyncSummary;
import dev.millrace.config.MillraceConfig;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.Simulation;
import dev.millrace.demo.tools.CompanyGitHub;
import dev.millrace.demo.tools.CompanyJira;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Coverage;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.view.ReportView;
import dev.millrace.view.baseline.Baseline;
import dev.millrace.view.item.ItemView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Plays the company's tools, collects from them into a new store, and makes of it what the other commands would make. */
final class DemoRun {

    /** The last day of the report, in the zone of the company. */
    static final LocalDate LAST_DAY =
            Company.END.atZone(Company.ZONE).toLocalDate().minusDays(1);

    private final DemoFolder folder;
    private final long seed;
    private final DemoListener listener;

    DemoRun(DemoFolder folder, long seed, DemoListener listener) {
        this.folder = folder;
        this.seed = seed;
        this.listener = listener;
    }

    /**
     * What a run has made.
     *
     * @param example the key of the item that the pictures show
     * @param report the flow of all items
     * @param item the example
     * @param collected what the collectors did
     * @param imported how many facts the file of builds held
     * @param links how many links were found between what the tools had said
     * @param pictures what was written, the first to look at first
     */
    record Outcome(
            String example,
            ReportView report,
            ItemView item,
            List<SyncSummary> collected,
            long imported,
            long links,
            List<DemoArtifact> pictures) {
        Outcome {
            collected = List.copyOf(collected);
            pictures = List.copyOf(pictures);
        }
    }

    Outcome run() {
        listener.step("Simulating a company: three services, six months of work");
        Company company = Simulation.of(seed);
        MillraceConfig config = DemoConfig.write(folder);
        // its clock stands still, so that every run records the same
        try (FlowStore store = SqliteFlowStore.open(folder.store(), InstantSource.fixed(Company.END));
                CompanyJira jira = new CompanyJira(company);
                CompanyGitHub github = new CompanyGitHub(company)) {
            DemoCollection collection = new DemoCollection(store, listener);
            listener.step("Collecting over HTTP from its Jira Cloud (simulated at " + jira.url()
                    + ") and its GitHub (at " + github.url() + ")");
            List<SyncSummary> collected = new ArrayList<>();
            collected.add(collection.issues(jira.url()));
            collected.addAll(collection.code(company, github.url()));
            long imported = collection.builds(company, folder);
            listener.step("Imported the builds of its Jenkins: " + imported + " facts");
            long links = collection.links();
            // its tools show at once what happens in them, and nothing happens any more
            store.cover(new Coverage(Company.END, collected.size(), List.of(), List.of(), List.of()));
            listener.step("Linked artifacts that belong together: " + links + " links");
            listener.step("Computing the flow of every item, and the bottleneck");
            Instant end = LAST_DAY.plusDays(1).atStartOfDay(Company.ZONE).toInstant();
            Knowledge knowledge =
                    new Knowledge(end.minusMillis(1), store.lastRecordedAt().orElse(Company.END));
            Queries queries = new Queries(config.definition(), config.zone(), InstantSource.fixed(end));
            ReportView report = queries.report(store, ReportQuestion.usual(), knowledge);
            String example = company.showcase();
            ItemView item = queries.item(store, ArtifactKind.ISSUE, example, knowledge, Visibility.EVERYTHING)
                    .orElseThrow();
            List<DemoArtifact> pictures = new Pictures(folder, store, knowledge)
                    .write(
                            queries.reportPage(store, ReportQuestion.usual(), knowledge),
                            item,
                            Baseline.of(report.report()),
                            key -> queries.item(store, ArtifactKind.PULL_REQUEST, key, knowledge, Visibility.EVERYTHING)
                                    .orElseThrow());
            return new Outcome(example, report, item, collected, imported, links, pictures);
        }
    }
}
