package dev.millrace.hub.web;

import dev.millrace.document.Formats;
import dev.millrace.document.Markup;
import dev.millrace.hub.access.Sessions;
import dev.millrace.hub.access.Token;
import dev.millrace.hub.access.TokenScope;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** The pages around signing in. None contains a token. */
final class SignInPage {

    private SignInPage() {}

    /**
     * The form to sign in.
     *
     * @param problem what was wrong with the last attempt; empty if there was none
     * @param back the path to lead to afterwards
     * @param proof what the form must contain
     */
    static HubResponse form(int status, String problem, String back, String proof) {
        return HubPage.of(status, HubPage.noMenu(), "Sign in", out -> {
            out.open("section", "class", "hub-form");
            if (!problem.isEmpty()) {
                out.element("p", problem, "role", "alert", "class", "hub-problem", "id", "problem");
            }
            out.open("form", "method", "post", "action", "/sign-in");
            hidden(out, "proof", proof);
            hidden(out, "to", back);
            // a password manager files a password under a name
            out.empty("input", "type", "text", "autocomplete", "username", "value", "millrace", "hidden", "hidden");
            out.element("label", "Token", "for", "token");
            String[] described = problem.isEmpty()
                    ? new String[] {"aria-describedby", "hint"}
                    : new String[] {"aria-describedby", "problem hint", "aria-invalid", "true"};
            out.empty("input", field(described));
            out.element("button", "Sign in", "type", "submit");
            out.closeLine();
            out.open("p", "id", "hint", "class", "hub-hint")
                    .text("A token begins with mlr_. Whoever runs this hub makes one for you with ")
                    .element("code", "millrace token create NAME --scope reports:read,views:read")
                    .text(".")
                    .closeLine();
            out.element(
                    "p",
                    "You stay signed in for " + Sessions.LIFE.toDays() + " days, or until you open no page for "
                            + Sessions.IDLE.toHours() + " hours.",
                    "class",
                    "hub-hint");
            out.closeLine();
        });
    }

    private static String[] field(String... more) {
        String[] always = {
            "id",
            "token",
            "name",
            "token",
            "type",
            "password",
            "required",
            "required",
            "autofocus",
            "autofocus",
            "autocomplete",
            "current-password",
            "autocapitalize",
            "none",
            "spellcheck",
            "false"
        };
        String[] all = Arrays.copyOf(always, always.length + more.length);
        System.arraycopy(more, 0, all, always.length, more.length);
        return all;
    }

    /** Who is signed in, and the form to sign out. */
    static HubResponse session(int status, Token token, String proof, String problem) {
        return HubPage.of(status, HubPage.TOP, "Signed in", out -> {
            out.open("section", "class", "hub-form");
            if (!problem.isEmpty()) {
                out.element("p", problem, "role", "alert", "class", "hub-problem");
            }
            facts(out, token);
            out.open("form", "method", "post", "action", "/sign-out");
            hidden(out, "proof", proof);
            out.element("button", "Sign out", "type", "submit");
            out.close().closeLine();
        });
    }

    /** Whom the proxy has signed in, and what they may see; they sign out there. */
    static HubResponse ofProxy(Token token, String user) {
        return HubPage.of(200, HubPage.TOP, "Signed in", out -> {
            out.open("section", "class", "hub-form");
            out.element(
                    "p",
                    "The proxy in front of this hub has signed you in as " + Formats.shorten(user, Formats.NAME) + ".");
            facts(out, token);
            out.closeLine();
        });
    }

    private static void facts(Markup out, Token token) {
        out.open("dl", "class", "mr-facts");
        fact(out, "Token", token.name() + " (" + token.id() + ")");
        fact(out, "Scopes", token.sortedScopes().stream().map(TokenScope::text).collect(Collectors.joining(", ")));
        fact(out, "Projects", shown(token.visibility().projects()));
        fact(out, "Teams", shown(token.visibility().teams()));
        fact(out, "Services", shown(token.visibility().services()));
        fact(
                out,
                "Token expires",
                token.expiresAt() == null ? "never" : token.expiresAt().toString());
        out.closeLine();
    }

    private static String shown(SortedSet<String> names) {
        return names.isEmpty() ? "all" : String.join(", ", names);
    }

    private static void fact(Markup out, String label, String value) {
        out.open("div").element("dt", label).element("dd", value).closeLine();
    }

    /** Makes the browser open that path again, as a link of this hub. */
    static HubResponse again(String path) {
        return HubPage.of(
                200,
                HubPage.noMenu(),
                "One moment",
                out -> out.empty("meta", "http-equiv", "refresh", "content", "0; url=" + path)
                        .open("p")
                        .element("a", "Open the page", "href", path)
                        .close());
    }

    private static void hidden(Markup out, String name, String value) {
        out.empty("input", "type", "hidden", "name", name, "value", value);
    }
}
