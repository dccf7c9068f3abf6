package dev.millrace.hub.web;

/**
 * The kinds of work a request can mean. Each has a bound of its own on how many requests are under way at once, so that a
 * flood of one kind never keeps another waiting.
 */
enum Work {
    /** Whether the hub works. Touches no store. */
    HEALTH(64),
    /** What the hub is and how it does. */
    STATE(8),
    /** Signing in and out. */
    SIGN_IN(8),
    /** Posted events: each holds a thread until its commit. */
    INTAKE(64),
    /** Webhooks: each ends as soon as it is read. */
    WEBHOOKS(16),
    /** The page of one item or build. */
    ITEMS(24),
    /** Questions of assistants: each holds a thread until its answer. */
    ASSISTANTS(8),
    /** Reports: computed elsewhere, so that a waiting reader holds no thread. */
    REPORTS(256);

    private final int atOnce;

    Work(int atOnce) {
        this.atOnce = atOnce;
    }

    /** How many requests of this kind may be under way at once. */
    int atOnce() {
        return atOnce;
    }

    /** How many threads all kinds together can hold. */
    static int threads() {
        return HEALTH.atOnce
                + STATE.atOnce
                + SIGN_IN.atOnce
                + INTAKE.atOnce
                + WEBHOOKS.atOnce
                + ITEMS.atOnce
                + ASSISTANTS.atOnce;
    }
}
