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

    /**
     * Sends a call again because its answer could not be used; a patient transport waits before.
     *
     * @param repetition how often it is sent again with this call, from 1
     * @param reason why, for whoever waits
     * @throws HttpException if there was no usable answer
     */
    default HttpReply sendAgain(HttpCall call, int repetition, String reason) throws HttpException {
        return send(call);
    }
}
