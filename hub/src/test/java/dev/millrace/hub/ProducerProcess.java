package dev.millrace.hub;

import io.jenkins.plugins.millrace.hub.HubDelivery;
import io.jenkins.plugins.millrace.hub.OutboxSender;
import io.jenkins.plugins.millrace.hub.Outcome;
import io.jenkins.plugins.millrace.outbox.Outbox;
import io.jenkins.plugins.millrace.outbox.OutboxLimits;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * The Jenkins plugin as a producer, in a process of its own, to be killed: {@code FOLDER HUB TOKEN FROM TO [STEP]}. Puts the issues of those numbers into
 * its outbox, one message each, while it sends; says the number of each once it is in the outbox, and ends when all are
 * delivered. The steps are {@code appended}, before anything is sent, {@code answered}, before that is acknowledged in the
 * outbox, and {@code acknowledged}.
 */
final class ProducerProcess {

    private static final long PAUSE = 20; // instead of the sender's, which is for real hubs

    private ProducerProcess() {}

    public static void main(String[] args) throws InterruptedException {
        int to = Integer.parseInt(args[4]);
        Steps steps = new Steps(args.length > 5 ? args[5] : "");
        HubDelivery hub = new HubDelivery();
        OutboxSender.Delivery delivery = message -> {
            Outcome outcome = hub.deliver(URI.create(args[1]), args[2], message);
            if (outcome instanceof Outcome.Delivered) {
                steps.at("answered");
            }
            return outcome;
        };
        try (Outbox outbox = Outbox.open(Path.of(args[0]), OutboxLimits.DEFAULT)) {
            OutboxSender sender = new OutboxSender(outbox, delivery, new Random(1));
            System.out.println("ready");
            for (int number = Integer.parseInt(args[3]); number < to; number++) {
                outbox.append(Posts.issues(number, number + 1).getBytes(StandardCharsets.UTF_8));
                System.out.println(number);
                if (number % 3 == 1) {
                    steps.at("appended");
                }
                if (number % 3 == 0) {
                    send(sender, steps);
                }
            }
            while (outbox.status().waiting() > 0) {
                send(sender, steps);
            }
        }
    }

    private static void send(OutboxSender sender, Steps steps) throws InterruptedException {
        if (sender.send().equals(Duration.ZERO)) {
            steps.at("acknowledged");
        } else {
            Thread.sleep(PAUSE);
        }
    }
}
