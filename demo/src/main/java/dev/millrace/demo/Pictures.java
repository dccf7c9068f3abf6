package dev.millrace.demo;

import dev.millrace.buildcard.BuildCard;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.files.OutputFile;
import dev.millrace.flow.Chain.Part;
import dev.millrace.github.actions.PullRequestSummary;
import dev.millrace.github.actions.StepSummary;
import dev.millrace.jira.panel.IssueProperty;
import dev.millrace.jira.panel.PanelContext;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import dev.millrace.view.baseline.Baseline;
import dev.millrace.view.item.ItemPanel;
import dev.millrace.view.item.ItemView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Writes what people would see in their tools, each with the code that writes it there: {@link ItemPanel} for Jira and Jenkins,
 * {@link PullRequestSummary} for GitHub. All are made of the one view of the example.
 */
public final class Pictures {

    private final DemoFolder folder;
    private final KnownFacts store;
    private final Knowledge knowledge;

    /**
     * Pictures in a folder.
     *
     * @param folder where to
     * @param store where builds are looked up
     * @param knowledge as of when
     */
    public Pictures(DemoFolder folder, KnownFacts store, Knowledge knowledge) {
        this.folder = folder;
        this.store = store;
        this.knowledge = knowledge;
    }

    /**
     * Writes all of them.
     *
     * @param report the page of the report
     * @param item the example; its chain has a pull request and a build
     * @param usual what the pull request is compared with
     * @param pullRequests the flow of a pull request, by its key
     * @return what was written, in the order in which to look at it
     * @throws dev.millrace.files.OutputFileException if the folder cannot be written to
     */
    public List<DemoArtifact> write(
            String report, ItemView item, Baseline usual, Function<String, ItemView> pullRequests) {
        HtmlRenderer html = new HtmlRenderer();
        text(DemoArtifact.REPORT, report);
        text(DemoArtifact.JIRA_PANEL, html.render(ItemPanel.own(item)));
        text(
                DemoArtifact.JIRA_PROPERTY,
                IssueProperty.of(item, PanelContext.NONE).json() + '\n');
        Part request = parts(item, ArtifactKind.PULL_REQUEST).get(0);
        new StepSummary(folder.file(DemoArtifact.GITHUB_SUMMARY.file()))
                .append(new PullRequestSummary(request.key())
                        .sections(pullRequests.apply(request.key()), List.of(item), usual));
        BuildRecord build = carrier(item);
        BuildCard card = new BuildCard(build, knowledge.asOf());
        text(DemoArtifact.JENKINS_CARD, JenkinsPage.render(build, card, List.of(ItemPanel.foreign(item, ""))));
        return List.of(DemoArtifact.values());
    }

    /** The build that took the change in: the first whose changelog says something. */
    private BuildRecord carrier(ItemView item) {
        StoredBuilds builds = new StoredBuilds(store, knowledge);
        List<BuildRecord> all = parts(item, ArtifactKind.BUILD).stream()
                .map(part -> builds.record(part.artifact()))
                .toList();
        return all.stream()
                .filter(build -> !build.commits().isEmpty())
                .findFirst()
                .orElse(all.get(0));
    }

    private static List<Part> parts(ItemView item, ArtifactKind kind) {
        List<Part> parts = item.current().chain().parts().stream()
                .filter(part -> part.artifact().kind() == kind)
                .toList();
        if (parts.isEmpty()) {
            throw new IllegalStateException("the chain of the example has no " + kind.text());
        }
        return parts;
    }

    private void text(DemoArtifact picture, String content) {
        OutputFile.write(folder.file(picture.file()), out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }
}
