package dev.millrace.hub;

import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * A hub as a process of its own, to be killed: {@code FOLDER PORT [STEP]}. Says {@code ready} once it listens. The steps are
 * {@code received}, before a commit, and {@code committed}, before its answer.
 */
final class HubProcess {

    private HubProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        Steps steps = new Steps(args.length > 2 ? args[2] : "");
        try (Hub hub = Hub.start(
                HubSettings.loopback()
                        .at("127.0.0.1", Integer.parseInt(args[1]))
                        .limited(1 << 20, 100_000, 100_000),
                () -> stepping(SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system()), steps),
                new TokenFile(folder.resolve("tokens.json")),
                HubUnderTest.queries(),
                Webhooks.none(),
                InstantSource.system())) {
            System.out.println("ready");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static FlowStore stepping(FlowStore store, Steps steps) {
        return (FlowStore) Proxy.newProxyInstance(
                FlowStore.class.getClassLoader(), new Class<?>[] {FlowStore.class}, (proxy, method, args) -> {
                    boolean commit = method.getName().equals("commit");
                    if (commit) {
                        steps.at("received");
                    }
                    Object result;
                    try {
                        result = method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (commit) {
                        steps.at("committed");
                    }
                    return result;
                });
    }
}
