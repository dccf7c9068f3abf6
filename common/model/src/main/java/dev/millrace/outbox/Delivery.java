package dev.millrace.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Brings messages to where they belong. One attempt per call; repeating is the sender's business. */
public interface Delivery {

    /** Tries once. Never throws for what the other side or the network does; that is an {@link Outcome}. */
    Outcome deliver(List<byte[]> messages) throws InterruptedException;

    /** What came of an attempt. */
    sealed interface Outcome {

        /**
         * They are stored there for good.
         *
         * @param count how many of the messages, counted from the first; at least one
         */
        record Delivered(int count) implements Outcome {
            /** Validates. */
            public Delivered {
                if (count < 1) {
                    throw new IllegalArgumentException("something was delivered, so at least one");
                }
            }
        }

        /**
         * Not now: the hub or the network is away, or it is too much at once.
         *
         * @param after how long the hub wants to be left alone, if it said so
         * @param reason for people
         */
        record Later(Optional<Duration> after, String reason) implements Outcome {
            /** Validates. */
            public Later {
                Objects.requireNonNull(after, "after");
                Objects.requireNonNull(reason, "reason");
            }
        }

        /**
         * Never: the hub understood and will not take these messages as they are.
         *
         * @param reason for people
         */
        record Refused(String reason) implements Outcome {
            /** Validates. */
            public Refused {
                Objects.requireNonNull(reason, "reason");
            }
        }
    }
}
