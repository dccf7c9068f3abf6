package dev.millrace.github.actions;

import dev.millrace.document.Block;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.flow.Chain;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Coverage;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Reason;
import dev.millrace.view.Capture;
import dev.millrace.view.baseline.Baseline;
import dev.millrace.view.item.ItemBrief;
import dev.millrace.view.item.ItemView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The step summary of a pull request. Everyone who may see the pull request sees it, even without permission for the issue
 * or another repository: of these it contains key, state and times, but no titles, links or names.
 */
public final class PullRequestSummary {

    private static final String ELSEWHERE = "in another repository";
    private static final String OTHER_SOURCE = "another source";
    /** The section that a document draws; drawn once, above everything that is folded. */
    private static final String DRAWING = "timeline";

    private final String pullRequest;
    private final String repository;

    /** For the pull request of that key, {@code owner/name#12}. */
    public PullRequestSummary(String pullRequest) {
        this.pullRequest = pullRequest;
        this.repository = pullRequest.substring(0, Math.max(0, pullRequest.lastIndexOf('#')));
    }

    /**
     * What a step shows: a sentence, a table and a drawing of the pull request; below, folded, everything behind it.
     *
     * @param own the pull request's own flow
     * @param issues the issues that it serves; if there is none, the details are its own
     * @param baseline what is usual; null if that is not known
     */
    public List<StepSummary.Section> sections(ItemView own, List<ItemView> issues, @Nullable Baseline baseline) {
        ItemBrief brief = new ItemBrief(issues.isEmpty() ? own : bare(own), baseline);
        Document.Section overview = brief.section();
        List<Block> blocks = new ArrayList<>(overview.blocks());
        for (ItemView issue : issues) {
            blocks.add(new Block.Paragraph("Serves " + new ItemBrief(bare(issue), null).line()));
        }
        blocks.addAll(drawing(own.document()));
        List<StepSummary.Section> sections = new ArrayList<>();
        sections.add(new StepSummary.Section(
                "Overview",
                new MarkdownRenderer()
                        .section(
                                new Document.Section(overview.id(), overview.title(), overview.definition(), blocks))));
        if (issues.isEmpty()) {
            sections.addAll(folded(own.document(), ""));
        }
        for (ItemView issue : issues) {
            String which = issues.size() == 1 ? "" : " (issue " + (issues.indexOf(issue) + 1) + ')';
            sections.addAll(folded(served(issue), which));
        }
        return sections;
    }

    private static List<Block> drawing(Document document) {
        return document.sections().stream()
                .filter(section -> section.id().startsWith(DRAWING))
                .reduce((before, last) -> last)
                .map(Document.Section::blocks)
                .orElse(List.of());
    }

    private ItemView bare(ItemView item) {
        return ItemView.of(
                item.cycles().stream().map(this::withoutDetails).toList(),
                item.stream(),
                item.knowledge(),
                item.zone(),
                withoutNames(item));
    }

    private Document served(ItemView issue) {
        Document document = bare(issue).document();
        List<Document.Fact> facts = new ArrayList<>();
        facts.add(new Document.Fact("Pull request", Cell.text(pullRequest)));
        facts.addAll(document.facts());
        return new Document(pullRequest, "serves " + document.title(), facts, document.cards(), document.sections());
    }

    /** What is missing, as it is said of the issue, without the names of what lies elsewhere. */
    private Capture withoutNames(ItemView issue) {
        Capture capture = issue.capture();
        Set<LedgerEntry> said = new HashSet<>();
        Set<String> here = new HashSet<>(Set.of(repository));
        for (ItemFlow cycle : issue.cycles()) {
            said.addAll(cycle.gaps());
            cycle.chain().parts().stream()
                    .filter(this::here)
                    .forEach(part -> here.add(part.artifact().toString()));
        }
        return new Capture(
                capture.of(),
                capture.until(),
                capture.behind().stream()
                        .map(one -> here(one.source()) ? one : new Coverage.Behind(OTHER_SOURCE, one.until()))
                        .toList(),
                capture.others(),
                capture.gaps().stream()
                        .map(gap -> said.contains(gap) || here.contains(gap.scope())
                                ? gap
                                : new LedgerEntry(
                                        gap.tool(), OTHER_SOURCE, gap.measure(), gap.expected(), gap.captured(), null))
                        .toList());
    }

    private boolean here(String source) {
        return source.toLowerCase(Locale.ROOT).contains('/' + repository.toLowerCase(Locale.ROOT) + '/');
    }

    private boolean here(Chain.Part part) {
        return part.key().startsWith(repository + '#') || part.key().startsWith(repository + ' ');
    }

    private ItemFlow withoutDetails(ItemFlow flow) {
        ArtifactSnapshot item = flow.item();
        ArtifactSnapshot bare = new ArtifactSnapshot(
                item.artifact(),
                item.key(),
                "",
                item.project(),
                item.type(),
                item.level(),
                item.parent(),
                item.state(),
                item.resolution(),
                null,
                item.createdAt(),
                item.updatedAt(),
                new TreeMap<>());
        List<Chain.Part> parts = flow.chain().parts().stream().map(this::bare).toList();
        List<Reason> contradictions = flow.chain().contradictions().stream()
                .map(reason -> Reason.of(reason.code()))
                .toList();
        return flow.with(
                bare,
                new Chain(
                        flow.chain().doneRule(),
                        parts,
                        contradictions,
                        flow.chain().rework()));
    }

    private Chain.Part bare(Chain.Part part) {
        boolean named = switch (part.artifact().kind()) {
            case PULL_REQUEST, DEPLOYMENT -> true;
            default -> false;
        };
        return !named || here(part)
                ? part
                : new Chain.Part(part.artifact(), ELSEWHERE, part.state(), part.begunAt(), part.endedAt());
    }

    /** The most important first, for the last ones are left out where there is no room. */
    private static List<StepSummary.Section> folded(Document document, String which) {
        MarkdownRenderer markdown = new MarkdownRenderer();
        List<StepSummary.Section> sections = new ArrayList<>();
        String figures = "Figures of " + document.title();
        sections.add(new StepSummary.Section("Figures" + which, markdown.folded(figures, document)));
        for (Document.Section section : document.sections()) {
            if (!section.id().startsWith(DRAWING)) {
                sections.add(new StepSummary.Section(
                        section.title() + which, markdown.folded(section.title() + which, section)));
            }
        }
        return sections;
    }
}
