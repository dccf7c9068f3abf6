package dev.millrace.demo.load;

import java.nio.ByteBuffer;
import java.time.Duration;

/** One client of a hub with a connection of its own: asks, is answered, pauses, and asks again. */
interface LoadClient {

    /**
     * What came back.
     *
     * @param status the HTTP status; 0 if the connection broke before there was one
     * @param retryAfter what the hub asked to wait; zero if it asked for nothing
     * @param bytes of the body
     * @param nanos from the first byte sent to the last byte received
     */
    record Answer(int status, Duration retryAfter, long bytes, long nanos) {}

    /** The next request, head and body; empty if this client has nothing more to ask. */
    ByteBuffer next();

    /** Takes the answer; returns how long to pause before the next request. */
    Duration answered(Answer answer);
}
