package dev.millrace.demo.tools;

import dev.millrace.fake.LoopbackServer;
import dev.millrace.fake.Request;
import dev.millrace.fake.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was asked of a fake and what it answered. */
final class Exchanges implements LoopbackServer.Observer {

    record Exchange(Request request, Response answer) {}

    private final List<Exchange> all = new CopyOnWriteArrayList<>();

    @Override
    public void observe(Request request, Response answer) {
        all.add(new Exchange(request, answer));
    }

    /** All of them, whatever was answered. */
    List<Exchange> asked() {
        return List.copyOf(all);
    }

    /** Those with that path's beginning and status 200. */
    List<Exchange> answered(String path) {
        return all.stream()
                .filter(exchange -> exchange.request().path().startsWith(path))
                .filter(exchange -> exchange.answer().status() == 200)
                .toList();
    }
}
