package dev.millrace.chain;

/** What was kept cannot be used, for a reason that is too rare to be followed up: everything must be read again. */
final class Outdated extends RuntimeException {

    private static final long serialVersionUID = 1;

    Outdated(String why) {
        super(why, null, false, false);
    }
}
