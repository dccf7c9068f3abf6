package dev.millrace.hub;

import dev.millrace.outbox.HubDelivery;
import dev.millrace.outbox.Outbox;
import dev.millrace.outbox.OutboxLimits;
import dev.millrace.outbox.OutboxSender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * A producer as a process of its own, to be killed: {@code FOLDER HUB TOKEN FROM TO}. Puts the issues of those numbers into
 * its outbox, one message each, while it sends; says the number of each once it is in the outbox, and ends when all are
 * delivered.
 */
final class ProducerProcess {

    private static final long PAUSE = 20; // instead of the sender's, which is for real hubs

    private ProducerProcess() {}

    public static void main(String[] args) throws InterruptedException {
        int to = Integer.parseInt(args[4]);
        try (Outbox outbox = Outbox.open(Path.of(args[0]), OutboxLimits.DEFAULT)) {
            OutboxSender sender =
                    new OutboxSender(outbox, new HubDelivery(URI.create(args[1]), () -> args[2]), new Random(1));
            System.out.println("ready");
            for (int number = Integer.parseInt(args[3]); number < to; number++) {
                outbox.append(Posts.issues(number, number + 1).getBytes(StandardCharsets.UTF_8));
                System.out.println(number);
                if (number % 3 == 0 && !sender.send().equals(Duration.ZERO)) {
                    Thread.sleep(PAUSE);
                }
            }
            while (outbox.status().waiting() > 0) {
                if (!sender.send().equals(Duration.ZERO)) {
                    Thread.sleep(PAUSE);
                }
            }
        }
    }
}
