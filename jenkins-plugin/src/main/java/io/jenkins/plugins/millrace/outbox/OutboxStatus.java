package io.jenkins.plugins.millrace.outbox;

/**
 * What stands in an outbox, for people to see.
 *
 * @param waiting messages that are not delivered yet
 * @param waitingBytes how many bytes the files of those have
 * @param delivered messages delivered since the outbox was made
 * @param dropped messages that gave way to newer ones because the outbox was full, since it was made
 * @param refused messages that the hub would not take and that lie in {@code refused/}, since it was made
 * @param damaged messages that could not be read any more and were passed over, since it was made; what is left of them lies
 *     in {@code damaged/}
 * @param removed how many of the refused and the damaged ones do not lie there any more, because newer ones needed the room
 */
public record OutboxStatus(
        long waiting, long waitingBytes, long delivered, long dropped, long refused, long damaged, long removed) {}
