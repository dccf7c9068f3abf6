package dev.millrace.github.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.github.GitHubSettings;
import dev.millrace.github.api.GitHubAdvice;
import dev.millrace.github.api.ShownText;
import dev.millrace.http.Authorization;
import dev.millrace.http.HttpBody;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpHeaders;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.JsonClient;
import java.net.URI;

/**
 * The check run of ours at the newest commit of a pull request. It is neutral: it says where the change is and judges nothing. Only an
 * app may write one, and the token of a workflow is that of an app.
 */
public final class FlowCheck {

    private static final String NAME = "Millrace";
    private static final int LONGEST_TITLE = 200;

    private final String checkRuns;
    private final String repositoryUrl;
    private final JsonClient rest;

    /** In a repository, {@code owner/name}. */
    public FlowCheck(GitHubSettings settings, String repository, HttpTransport transport) {
        this.repositoryUrl = settings.apiUrl() + "/repos/" + repository;
        this.checkRuns = repositoryUrl + "/check-runs";
        this.rest = new JsonClient(transport, settings.token(), new GitHubAdvice());
    }

    /**
     * Writes it, or edits it.
     *
     * @param commit the full hash of the commit
     * @param title one sentence
     * @param markdown more, escaped already
     */
    public void put(String commit, String title, String markdown) {
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        run.put("name", NAME).put("status", "completed").put("conclusion", "neutral");
        run.putObject("output")
                .put("title", ShownText.line(title, LONGEST_TITLE))
                .put("summary", StickyComment.fitting(QuietMarkdown.of(markdown)));
        JsonNode known = rest.get(URI.create(
                        repositoryUrl + "/commits/" + commit + "/check-runs?filter=latest&check_name=" + NAME))
                .body()
                .path("check_runs")
                .path(0)
                .path("id");
        if (known.isIntegralNumber()) {
            rest.send(new HttpCall(
                    "PATCH",
                    URI.create(checkRuns + "/" + known.longValue()),
                    HttpHeaders.none(),
                    Authorization.none(),
                    HttpBody.json(run.toString()),
                    true));
        } else {
            run.put("head_sha", commit);
            rest.send(HttpCall.post(URI.create(checkRuns), HttpBody.json(run.toString())));
        }
    }
}
