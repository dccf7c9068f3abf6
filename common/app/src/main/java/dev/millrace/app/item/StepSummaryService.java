package dev.millrace.app.item;

import dev.millrace.app.UserError;
import dev.millrace.github.actions.ActionsEvent;
import dev.millrace.github.actions.PullRequestSummary;
import dev.millrace.github.actions.StepSummary;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.view.item.ItemView;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the step summary of GitHub Actions says about a pull request. */
public final class StepSummaryService {

    private final ItemService items;
    private final Consumer<String> messages;

    /**
     * A service.
     *
     * @param items finds items and computes their flow
     * @param messages takes what the user should know besides the summary
     */
    public StepSummaryService(ItemService items, Consumer<String> messages) {
        this.items = items;
        this.messages = messages;
    }

    /**
     * The pull request of the event that started the workflow; empty, with a message, if no pull request brought its commits.
     *
     * @param environment the environment variables of the step
     * @throws UserError if this is no step of GitHub Actions
     */
    public Optional<String> pullRequest(Map<String, String> environment) {
        ActionsEvent event = ActionsEvent.ofStep(environment)
                .orElseThrow(() -> UserError.usage(
                        "this is not a step of GitHub Actions; name a pull request: millrace step-summary "
                                + "owner/name#12"));
        if (event.pullRequest().isPresent()) {
            return event.pullRequest();
        }
        Optional<String> merged = items.mergedAs(event.commits());
        if (merged.isEmpty()) {
            messages.accept("the event (" + event.name()
                    + ") belongs to no pull request in the store; nothing was written. Name one: millrace "
                    + "step-summary owner/name#12");
        }
        return merged;
    }

    /**
     * The sections of a summary: the issues that the pull request serves, or the pull request itself.
     *
     * @param key the pull request, as owner/name#12
     * @throws UserError if it is not known, or is an issue
     */
    public List<StepSummary.Section> sections(String key, ZoneId zone) {
        ArtifactId artifact = items.artifact(key);
        if (artifact.kind() != ArtifactKind.PULL_REQUEST) {
            throw UserError.usage(key + " is an issue; name a pull request, owner/name#12");
        }
        ItemView pullRequest = items.view(artifact, key, zone, false);
        PullRequestSummary summary =
                new PullRequestSummary(pullRequest.current().item().key());
        List<ItemView> issues = new ArrayList<>();
        for (ArtifactId issue : items.issuesOf(artifact)) {
            items.viewOf(issue, zone).ifPresent(issues::add);
        }
        return issues.isEmpty() ? summary.alone(pullRequest) : summary.serving(issues);
    }
}
