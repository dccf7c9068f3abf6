package io.jenkins.plugins.millrace.hub;

import java.time.Duration;
import java.util.Optional;

/** What came of an attempt to deliver a message. */
public sealed interface Outcome {

    /** It is stored there for good. */
    record Delivered() implements Outcome {}

    /**
     * Not now: the hub or the network is away, or it is too much at once.
     *
     * @param after how long the hub wants to be left alone, if it said so
     * @param reason for people
     */
    record Later(Optional<Duration> after, String reason) implements Outcome {}

    /**
     * Never: the hub understood and will not take this message as it is.
     *
     * @param reason for people
     */
    record Refused(String reason) implements Outcome {}
}
