package dev.millrace.hub.web;

import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import java.util.List;
import java.util.Map;

/** A problem as a page for browsers, which says what to do; programs get problem details. */
final class ProblemPage {

    private ProblemPage() {}

    /** The problem in the form that the client prefers. */
    static HubResponse of(ProblemDetails problem, HubRequest.Headers headers) {
        if (!Browser.wantsPage(headers)) {
            return problem.answer();
        }
        HubResponse page = HubPage.of(problem.status(), HubPage.TOP, document(problem));
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            page = page.with(header.getKey(), header.getValue());
        }
        return page;
    }

    private static Document document(ProblemDetails problem) {
        return new Document(
                problem.title(),
                "Status " + problem.status(),
                List.of(),
                List.of(),
                List.of(new Section(
                        "problem",
                        "What to do",
                        "",
                        List.of(new Paragraph(sentence(problem.detail())), new Paragraph(advice(problem))))));
    }

    /** Not capitalised: it may begin with the name of a parameter. */
    private static String sentence(String detail) {
        return detail.endsWith(".") ? detail : detail + '.';
    }

    private static String advice(ProblemDetails problem) {
        return switch (problem.status()) {
            case 400 -> "Correct the address, or begin with Home in the menu.";
            case 401 -> "Sign in: Signed in, in the menu, leads to the form.";
            case 403 ->
                "Sign out (Signed in, in the menu) and sign in with another token, or request one from whoever runs this hub.";
            case 404 -> "Check the spelling, search with the field above, or begin with Home in the menu.";
            case 429, 503 ->
                "Open this page again in " + problem.headers().getOrDefault("Retry-After", "a few") + " seconds.";
            case 500 -> "Tell whoever runs this hub when it happened.";
            default -> "Go back, or begin with Home in the menu.";
        };
    }
}
