package dev.millrace.demo;

import dev.millrace.cli.CliContext;
import dev.millrace.cli.CommandProvider;
import java.util.List;
import java.util.concurrent.Callable;

/** Brings {@code millrace demo}. */
public final class DemoProvider implements CommandProvider {

    @Override
    public Callable<Integer> command(CliContext context) {
        return new DemoCommand(context);
    }

    @Override
    public String before() {
        return "init";
    }

    @Override
    public List<String> examples() {
        return List.of("  millrace demo                  all features on a simulated company");
    }
}
