package dev.millrace.hub;

import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.store.SqliteFlowStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** A hub as a process of its own, to be killed: {@code FOLDER PORT}. Says {@code ready} once it listens. */
final class HubProcess {

    private HubProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        try (Hub hub = Hub.start(
                HubSettings.loopback()
                        .at("127.0.0.1", Integer.parseInt(args[1]))
                        .limited(1 << 20, 100_000, 100_000),
                () -> SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system()),
                new TokenFile(folder.resolve("tokens.json")),
                new PlainEngine(),
                InstantSource.system())) {
            System.out.println("ready");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
