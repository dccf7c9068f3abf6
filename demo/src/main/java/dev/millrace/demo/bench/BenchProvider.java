package dev.millrace.demo.bench;

import dev.millrace.cli.CommandProvider;
import dev.millrace.cli.Session;
import java.util.concurrent.Callable;

/** Brings {@code millrace bench}. */
public final class BenchProvider implements CommandProvider {

    @Override
    public Callable<Integer> command(Session session) {
        return new BenchCommand(session);
    }

    @Override
    public String before() {
        return "prune";
    }
}
