package dev.millrace.github.api;

import dev.millrace.http.Authorization;
import dev.millrace.http.HttpHeaders;
import dev.millrace.http.HttpReply;
import dev.millrace.http.StatusAdvice;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about the answers that mean something of their own at GitHub. */
public final class GitHubAdvice implements StatusAdvice {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Pattern ORGANISATION = Pattern.compile("/orgs/([A-Za-z0-9-]{1,100})/sso");
    private static final Pattern PERMISSIONS = Pattern.compile("[a-z_=,;: ]{1,200}");

    @Override
    public String whatToDo(HttpReply reply, Authorization who) {
        Optional<String> sso = singleSignOn(reply.headers(), who);
        if (sso.isPresent() && (reply.status() == FORBIDDEN || reply.status() == NOT_FOUND)) {
            return sso.get();
        }
        String advice = whatToDo(reply.status(), who);
        // only fine-grained tokens and apps get it
        return reply.status() != FORBIDDEN
                ? advice
                : reply.headers()
                        .first("X-Accepted-GitHub-Permissions")
                        .filter(permissions -> PERMISSIONS.matcher(permissions).matches())
                        .map(permissions -> advice + " This call needs " + permissions + '.')
                        .orElse(advice);
    }

    @Override
    public String whatToDo(int status, Authorization who) {
        return switch (status) {
            case 401 ->
                who.isAnonymous()
                        ? "GitHub requires a token: configure one."
                        : "The token is wrong or has expired: check " + who.setting() + '.';
            case FORBIDDEN ->
                "The token lacks a permission, or the organisation requires an SSO authorisation for "
                        + "it; see docs/github.md.";
            case NOT_FOUND ->
                "The repository does not exist, or the token may not see it: GitHub does not report "
                        + "which. Check the name and the permissions in docs/github.md.";
            case 451 -> "GitHub has blocked the repository for legal reasons; remove it from the " + "configuration.";
            default -> StatusAdvice.general().whatToDo(status, who);
        };
    }

    /**
     * What to do if the organisation insists on SAML single sign-on. The address in the header is left out: it contains a key with which
     * a reader could begin a log-in.
     */
    static Optional<String> singleSignOn(HttpHeaders headers, Authorization who) {
        return headers.first("X-GitHub-SSO")
                .filter(value -> value.startsWith("required"))
                .map(value -> {
                    Matcher organisation = ORGANISATION.matcher(value);
                    return "The organisation " + (organisation.find() ? organisation.group(1) + ' ' : "")
                            + "requires that the token is authorised for SAML single sign-on: on GitHub, Settings, "
                            + "Developer settings, Personal access tokens, Configure SSO, Authorize; the token is "
                            + "that of " + who.setting()
                            + '.';
                });
    }
}
