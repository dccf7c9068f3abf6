package dev.millrace.jira;

import dev.millrace.http.Authorization;
import dev.millrace.http.StatusAdvice;
import java.net.URI;

/** What to do about the statuses a Jira Data Center answers. */
record JiraAdvice(URI baseUrl) implements StatusAdvice {

    @Override
    public String whatToDo(int status, Authorization who) {
        return switch (status) {
            case 400 ->
                "Check the configured projects and jql in Jira's own issue search. A project that "
                        + "the account may not see is treated as one that does not exist.";
            case 401 ->
                who.isAnonymous()
                        ? "This Jira rejects anonymous users: configure a token."
                        : "The token or password is wrong or has expired: check " + who.setting() + '.';
            case 403 ->
                who.isAnonymous()
                        ? "Anonymous users may not see this: configure a token."
                        : "The account behind " + who.setting()
                                + " may not see this: it needs the permission Browse projects. Or Jira requires a CAPTCHA"
                                + " after failed logins: log in once in a browser.";
            case 404 ->
                "Is " + baseUrl + " the base URL of a Jira, with its context path, as in https://host.example/jira?";
            case 410 ->
                "This Jira has removed that API, as Jira Cloud did, but does not report at "
                        + "/rest/api/2/serverInfo that it is a Jira Cloud: configure the address of the site "
                        + "itself, such as https://example.atlassian.net.";
            default -> StatusAdvice.general().whatToDo(status, who);
        };
    }
}
