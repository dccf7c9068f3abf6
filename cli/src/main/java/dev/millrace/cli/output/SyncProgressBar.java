package dev.millrace.cli.output;

import dev.millrace.app.sync.SyncObserver;
import dev.millrace.app.sync.WaitCount;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncProgress;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Draws on a terminal how far a run is. */
public final class SyncProgressBar implements SyncObserver.Progress {

    private static final int REDRAW_MILLIS = 200;

    private final ProgressBar bar;
    private long problems;

    public SyncProgressBar(Console console, String source) {
        this.bar = new ProgressBarBuilder()
                .setTaskName(source)
                .setInitialMax(-1)
                .setUnit(" items", 1)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(console.progress()))
                .build();
    }

    @Override
    public void page(SyncProgress progress) {
        progress.total().ifPresent(bar::maxHint);
        bar.stepTo(progress.done());
        bar.setExtraMessage(problems == 0 ? "" : problems + " problems");
    }

    @Override
    public void problem(SyncProblem problem) {
        // listed in the summary; a line in between would tear the bar
        problems++;
    }

    @Override
    public void waiting(String host, Duration duration, String reason) {
        bar.setExtraMessage("waiting " + WaitCount.words(duration) + " for " + host);
    }

    @Override
    public void close() {
        bar.close();
    }
}
