package dev.millrace.jira;

import dev.millrace.http.Authorization;
import dev.millrace.http.StatusAdvice;
import java.net.URI;

/** What to do about the statuses a Jira Cloud answers. */
record CloudAdvice(URI baseUrl) implements StatusAdvice {

    private static final String BOTH =
            "Jira Cloud needs both user (the e-mail address of an account) and token (an API token of that account)";

    @Override
    public String whatToDo(int status, Authorization who) {
        return switch (status) {
            case 400 ->
                "Check the configured projects and jql in Jira's own issue search. A project that "
                        + "the account may not see is treated as one that does not exist.";
            case 401 ->
                who.isAnonymous()
                        ? "This Jira rejects anonymous users. " + BOTH + ": configure them."
                        : BOTH
                                + "; one of them is wrong, or the token has expired (it lives for a year at most): check "
                                + who.setting()
                                + ". A token with scopes works only with a url of https://api.atlassian.com/ex/jira/ "
                                + "followed by the site's cloud id, and needs the scope read:jira-work.";
            case 403 ->
                who.isAnonymous()
                        ? "Anonymous users may not see this. " + BOTH + ": configure them."
                        : "The account behind " + who.setting()
                                + " may not see this, or has no access to Jira. It needs the permission Browse projects; a token with scopes"
                                + " needs read:jira-work. " + BOTH
                                + "; a token without user is rejected.";
            case 404 ->
                "Is " + baseUrl + " the address of a Jira Cloud site, such as https://example.atlassian.net, or"
                        + " https://api.atlassian.com/ex/jira/ with the site's cloud id behind it?";
            case 410 ->
                "Jira Cloud has removed an API that this version of Millrace uses: install a newer " + "Millrace.";
            default -> StatusAdvice.general().whatToDo(status, who);
        };
    }
}
