package dev.millrace.http;

/** What a user can do about a status. A collector knows its tool and says it better than HTTP can. */
@FunctionalInterface
public interface StatusAdvice {

    /**
     * One or two sentences, or an empty text if there is nothing to say.
     *
     * @param status the status code
     * @param authorization the credentials; its {@link Authorization#setting} is the setting to check
     */
    String whatToDo(int status, Authorization authorization);

    /** The same, for a tool that says more in the answer's headers than in its status. */
    default String whatToDo(HttpReply reply, Authorization authorization) {
        return whatToDo(reply.status(), authorization);
    }

    /** What holds for any tool. */
    static StatusAdvice general() {
        return (status, who) -> switch (status) {
            case 401 ->
                who.isAnonymous()
                        ? "The server requires authentication: configure a token."
                        : "The token or password is wrong or has expired: check " + who.setting() + '.';
            case 403 ->
                who.isAnonymous()
                        ? "Anonymous users may not see this: configure a token."
                        : "The account behind " + who.setting() + " may not see this.";
            case 404 -> "Check the URL.";
            case 429 -> "The server limits how often it can be called; try again later.";
            default -> status >= 500 ? "The server has an internal problem; try again later." : "";
        };
    }
}
