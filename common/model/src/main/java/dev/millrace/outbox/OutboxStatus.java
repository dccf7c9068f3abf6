package dev.millrace.outbox;

/**
 * What stands in an outbox, for people to see.
 *
 * @param waiting messages that are not delivered yet
 * @param waitingBytes how much those take on disk, in bytes, with their frames
 * @param delivered messages delivered since the outbox was made
 * @param dropped messages that gave way to newer ones because the outbox was full, since it was made
 * @param refused messages that the hub would not take and that lie in {@code refused/}, since it was made
 * @param damaged stretches of a file that could not be read any more and were passed over, since it was made
 */
public record OutboxStatus(long waiting, long waitingBytes, long delivered, long dropped, long refused, long damaged) {}
