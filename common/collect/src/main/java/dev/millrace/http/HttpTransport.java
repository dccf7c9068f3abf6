package dev.millrace.http;

/**
 * Sends one call and gives the answer. The whole of HTTP as far as collectors see it: what repeats, waits or records is a
 * transport around another transport.
 */
@FunctionalInterface
public interface HttpTransport {

    /**
     * Sends the call and waits for the whole answer. An answer of any status is an answer, not a failure.
     *
     * @throws HttpException if there was no usable answer; the subclass says why
     */
    HttpReply send(HttpCall call) throws HttpException;
}
