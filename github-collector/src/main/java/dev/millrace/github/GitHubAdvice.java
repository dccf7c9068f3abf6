package dev.millrace.github;

import dev.millrace.http.Authorization;
import dev.millrace.http.StatusAdvice;

/** What to do about the statuses that mean something of their own at GitHub. */
final class GitHubAdvice implements StatusAdvice {

    @Override
    public String whatToDo(int status, Authorization who) {
        return switch (status) {
            case 401 ->
                who.isAnonymous()
                        ? "GitHub wants a token: configure one."
                        : "The token is wrong or has expired: check " + who.setting() + '.';
            case 403 ->
                "The token lacks a permission, or the organisation wants it authorised for SSO; see docs/github.md.";
            case 404 ->
                "There is no such repository, or the token may not see it: GitHub does not say which. Check the name and "
                        + "the permissions in docs/github.md.";
            default -> StatusAdvice.general().whatToDo(status, who);
        };
    }
}
