package dev.millrace.demo.bench;

import dev.millrace.cli.output.Console;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Prints the progress of making a store: a bar on a terminal, a line for each tenth elsewhere. */
final class BenchProgress implements StoreFill.Listener, AutoCloseable {

    private static final int REDRAW_MILLIS = 200;
    private static final int PARTS = 10;

    private final Console console;
    private final long items;
    private final @Nullable ProgressBar bar;
    private long told;

    BenchProgress(Console console, long items) {
        this.console = console;
        this.items = items;
        this.bar = console.interactive()
                ? new ProgressBarBuilder()
                        .setTaskName("store")
                        .setInitialMax(items)
                        .setUnit(" items", 1)
                        .setUpdateIntervalMillis(REDRAW_MILLIS)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(console.progress()))
                        .build()
                : null;
    }

    @Override
    public void filled(long done, long events) {
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(String.format(Locale.ROOT, "%,d events", events));
        } else if (done * PARTS / items > told) {
            told = done * PARTS / items;
            console.say(String.format(Locale.ROOT, "%,d of %,d items stored, %,d events", done, items, events));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
