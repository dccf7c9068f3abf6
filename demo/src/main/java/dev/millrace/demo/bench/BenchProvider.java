package dev.millrace.demo.bench;

import dev.millrace.cli.CliContext;
import dev.millrace.cli.CommandProvider;
import java.util.concurrent.Callable;

/** Brings {@code millrace bench}. */
public final class BenchProvider implements CommandProvider {

    @Override
    public Callable<Integer> command(CliContext context) {
        return new BenchCommand(context);
    }

    @Override
    public String before() {
        return "prune";
    }
}
