package dev.millrace.hub.web;

import dev.millrace.hub.access.Authenticator;
import dev.millrace.hub.access.Sessions;
import dev.millrace.hub.access.Token;
import dev.millrace.hub.access.TokenScope;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** Signs browsers in with a token, once, and out. The token is in the body of one post and nowhere else. */
final class SignIn {

    private static final String WRONG =
            "This is no token of this hub, or it has expired or was revoked. Copy it completely: it begins with mlr_.";
    private static final String NOT_READING =
            "This token can read nothing. Use one with the scope reports:read or views:read.";
    private static final String OLD_FORM =
            "This form is too old, or the browser rejects cookies. Allow cookies for this "
                    + "site, and enter the token again.";

    private final Authenticator authenticator;
    private final Sessions sessions;
    private final HubSettings settings;

    SignIn(Authenticator authenticator, Sessions sessions, HubSettings settings) {
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
        this.sessions = Objects.requireNonNull(sessions, "sessions");
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** The token of the session that the browser sent, or of whom the proxy has signed in; empty if it is not signed in, or no longer. */
    Optional<Token> token(HubRequest.Headers headers) {
        return ofSession(headers).or(() -> user(headers).flatMap(user -> ofProxy()));
    }

    private Optional<Token> ofSession(HubRequest.Headers headers) {
        return cookies(headers).session(headers).flatMap(sessions::token);
    }

    /** Whom the proxy has signed in, as it calls them; hostile text. */
    private Optional<String> user(HubRequest.Headers headers) {
        return settings.userHeader()
                .flatMap(header -> headers.get(header.name()))
                .filter(user -> !user.isBlank());
    }

    private Optional<Token> ofProxy() {
        return settings.userHeader()
                .flatMap(header -> authenticator.named(header.token()))
                .filter(SignIn::reads);
    }

    /** Leads a browser without a session to the page to sign in, and from there back to the target. */
    HubResponse lead(HubRequest.Headers headers, String target) {
        String back = ReturnPath.of(Optional.of(target));
        if (Browser.comesFromAnotherSite(headers)) {
            return SignInPage.again(
                    back); // the browser may have a session, and sends it from one of our own pages only
        }
        String to = back.equals(ReturnPath.HOME) ? "" : "?to=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        return HubResponse.seeOther("/sign-in" + to);
    }

    /** {@code GET /sign-in}. */
    HubResponse page(HubRequest request) {
        request.onlyKnows("to");
        return form(request, 200, "", ReturnPath.of(request.one("to")));
    }

    /** {@code POST /sign-in}. */
    HubResponse enter(HubRequest request) throws IOException {
        FormBody form = FormBody.of(request);
        String back = ReturnPath.of(form.field("to"));
        Cookies cookies = cookies(request.headers());
        if (!ours(request.headers(), cookies.form(request.headers()), form)) {
            return form(request, 400, OLD_FORM, back);
        }
        Optional<Token> token =
                authenticator.ofSecret(form.field("token").orElse("").strip());
        if (token.isEmpty()) {
            return form(request, 401, WRONG, back).with("WWW-Authenticate", "Bearer");
        } else if (!reads(token.get())) {
            return form(request, 400, NOT_READING, back);
        }
        cookies.session(request.headers()).ifPresent(sessions::end);
        return HubResponse.seeOther(back)
                .with("Set-Cookie", cookies.keepSession(sessions.begin(token.get()), Sessions.LIFE));
    }

    /** {@code GET /session}: who is signed in, and the form to sign out. */
    HubResponse session(HubRequest request) {
        Optional<Token> token = ofSession(request.headers());
        Optional<String> id = cookies(request.headers()).session(request.headers());
        return token.isPresent() && id.isPresent()
                ? SignInPage.session(200, token.get(), Sessions.proof(id.get()), "")
                : user(request.headers())
                        .flatMap(user -> ofProxy().map(shared -> SignInPage.ofProxy(shared, user)))
                        .orElseGet(() -> lead(request.headers(), "/session"));
    }

    /** {@code POST /sign-out}. */
    HubResponse leave(HubRequest request) throws IOException {
        FormBody form = FormBody.of(request);
        Cookies cookies = cookies(request.headers());
        Optional<String> id = cookies.session(request.headers());
        Optional<Token> token = ofSession(request.headers());
        if (id.isPresent() && token.isPresent() && !ours(request.headers(), id, form)) {
            return SignInPage.session(
                    400, token.get(), Sessions.proof(id.get()), "The form was not of this session. Nothing changed.");
        }
        id.ifPresent(sessions::end);
        return HubResponse.seeOther("/sign-in").with("Set-Cookie", cookies.forgetSession());
    }

    private static boolean reads(Token token) {
        return token.scopes().contains(TokenScope.REPORTS_READ)
                || token.scopes().contains(TokenScope.VIEWS_READ);
    }

    /** Whether a page of this hub posted the form, from the browser that it was sent to. */
    private static boolean ours(HubRequest.Headers headers, Optional<String> secret, FormBody form) {
        return !Browser.postedFromElsewhere(headers)
                && secret.map(Sessions::proof).equals(form.field("proof"))
                && secret.isPresent();
    }

    private HubResponse form(HubRequest request, int status, String problem, String back) {
        Cookies cookies = cookies(request.headers());
        String secret = cookies.form(request.headers()).orElseGet(sessions::secret);
        return SignInPage.form(status, problem, back, Sessions.proof(secret))
                .with("Set-Cookie", cookies.keepForm(secret));
    }

    /** A proxy terminates https, unless it says that the browser came without. */
    private Cookies cookies(HubRequest.Headers headers) {
        boolean plain = headers.get("X-Forwarded-Proto")
                .filter("http"::equalsIgnoreCase)
                .isPresent();
        return new Cookies(settings.tls().isPresent() || (settings.behindProxy() && !plain));
    }
}
