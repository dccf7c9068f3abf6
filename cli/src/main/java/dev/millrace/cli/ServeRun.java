package dev.millrace.cli;

import dev.millrace.app.Completeness;
import dev.millrace.app.UserError;
import dev.millrace.app.publish.PublishOutcome;
import dev.millrace.app.publish.PublishService;
import dev.millrace.app.query.Queries;
import dev.millrace.app.status.JobLog;
import dev.millrace.app.sync.Hint;
import dev.millrace.app.sync.HintedSync;
import dev.millrace.app.sync.SyncExtent;
import dev.millrace.app.sync.SyncService;
import dev.millrace.cli.output.PublishOutput;
import dev.millrace.cli.output.SyncProgressView;
import dev.millrace.config.MillraceConfig;
import dev.millrace.http.Secret;
import dev.millrace.hub.Hub;
import dev.millrace.hub.MemoryWatch;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.web.HubException;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.hub.webhook.Hints;
import dev.millrace.hub.webhook.ToolWebhook;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the hub, keeps it running until the process receives a signal, and stops it cleanly. */
final class ServeRun {

    static final Duration STOP_MARGIN = Duration.ofSeconds(5);

    /** What a webhook named waits that long at most, while no other job runs. */
    private static final Duration READ_HINTS = Duration.ofSeconds(1);

    private final CliContext context;
    private final ServeOptions options;

    ServeRun(CliContext context, ServeOptions options) {
        this.context = context;
        this.options = options;
    }

    int serve() throws IOException, InterruptedException {
        MillraceConfig config = config();
        Optional<Duration> syncEvery =
                every(options.syncMinutes(), config.serve().syncEvery()).filter(pause -> !options.readOnly());
        HubSettings settings = new HubSettingsOptions(context, options, config.serve()).settings();
        TokenFile tokens = TokenRun.file(context, options.tokens(), config);
        if (tokens.read().isEmpty()) {
            context.console()
                    .say("there is no token in " + tokens.path()
                            + " yet, so every request is rejected; create one with millrace token create NAME "
                            + "--scope events:write --tool jenkins:*");
        }
        open(config).close(); // its mistakes are reported here, once
        Optional<Duration> publishEvery =
                every(options.publishMinutes(), config.serve().publishEvery()).filter(pause -> !options.readOnly());
        publishEvery.ifPresent(pause -> PublishService.check(config));
        syncEvery.ifPresent(pause -> SyncService.check(context.workspace(), config));
        MemoryWatch.start();
        Webhooks webhooks = webhooks(config);
        Hub hub = start(settings, config, tokens, webhooks);
        CountDownLatch stopped = new CountDownLatch(1);
        Duration patience = settings.stopTimeout().plus(STOP_MARGIN);
        Thread stop = new Thread(() -> stop(hub, stopped, patience), "millrace-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        syncEvery.ifPresent(pause ->
                hub.jobs().every("sync", Duration.ZERO, pause, () -> kept("sync", config, this::sync)));
        publishEvery.ifPresent(pause ->
                hub.jobs().every("publish", Duration.ZERO, pause, () -> kept("publish", config, this::publish)));
        if (!webhooks.isEmpty()) {
            hub.jobs().every("webhooks", READ_HINTS, READ_HINTS, () -> readHints(hub, webhooks.hints(), config));
        }
        context.console()
                .say("the hub listens on " + hub.address() + (options.readOnly() ? " and only reads the store" : "")
                        + "; Ctrl-C stops it");
        stopped.await();
        return ExitCode.OK;
    }

    /** Secrets are looked up only where they are needed, so that a hub without jobs needs none. */
    private MillraceConfig config() {
        MillraceConfig config = context.workspace().configOfHub();
        if (context.workspace().fileIfAny() == null) {
            context.console()
                    .say("there is no millrace.yml in this directory: the hub receives what builds post into "
                            + config.store()
                            + ", collects nothing itself, and begins days in UTC; see docs/configuration.md");
        }
        boolean jobs = options.syncMinutes() != null
                || options.publishMinutes() != null
                || config.serve().syncEvery().isPresent()
                || config.serve().publishEvery().isPresent()
                || config.jira().stream().anyMatch(site -> site.webhook().isPresent())
                || config.github().stream().anyMatch(site -> site.webhook().isPresent());
        boolean secrets =
                (jobs && !options.readOnly()) || config.serve().keyStore().isPresent();
        return secrets ? context.workspace().configWithTokens() : config;
    }

    /** A hub that only reads takes none. */
    private Webhooks webhooks(MillraceConfig config) {
        List<ToolWebhook> tools = new ArrayList<>();
        if (!options.readOnly()) {
            config.jira().forEach(site -> webhook(site.tool(), site.webhook()).ifPresent(tools::add));
            config.github().forEach(site -> webhook(site.tool(), site.webhook()).ifPresent(tools::add));
        }
        return new Webhooks(tools, context.process().clock());
    }

    private static Optional<ToolWebhook> webhook(ToolInstance tool, Optional<Secret.OfWebhook> secret) {
        return secret.flatMap(Secret.OfWebhook::secret).map(shared -> new ToolWebhook(tool, shared));
    }

    /** Reads what webhooks named, and publishes what the issues among it show now. */
    private void readHints(Hub hub, Hints hints, MillraceConfig config) {
        List<Hint> taken =
                hints.take(HintedSync.AT_ONCE, context.process().clock().instant());
        if (taken.isEmpty()) {
            return;
        }
        kept("webhooks", config, unused -> {
            Set<ArtifactId> changed = new HintedSync(context.workspace()).run(config, taken);
            if (!changed.isEmpty()) {
                PublishOutcome outcome = new PublishService(context.workspace(), false).run(config, changed);
                if (outcome.completeness() != Completeness.COMPLETE) {
                    throw UserError.failed(PublishOutput.text(outcome, false).strip());
                }
            }
            Instant now = context.process().clock().instant();
            taken.forEach(hint -> hub.metrics().webhookDone(Duration.between(hint.receivedAt(), now)));
        });
    }

    private FlowStore open(MillraceConfig config) {
        return options.readOnly()
                ? context.workspace().storeAsItIs(config)
                : context.workspace().storeToWrite(config);
    }

    private static Optional<Duration> every(@Nullable Integer minutes, Optional<Duration> configured) {
        return minutes == null ? configured : Optional.of(Duration.ofMinutes(minutes));
    }

    /** Runs a job and keeps in the store how it went, for {@code millrace status}. */
    private void kept(String job, MillraceConfig config, Consumer<MillraceConfig> work) {
        Instant startedAt = context.process().clock().instant();
        @Nullable RuntimeException failure = null;
        try {
            work.accept(config);
        } catch (RuntimeException e) {
            failure = e;
        }
        try (FlowStore store = context.workspace().storeToWrite(config)) {
            new JobLog(store.operations(), context.process().clock())
                    .ended(job, startedAt, failure == null ? null : String.valueOf(failure.getMessage()));
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Hub start(HubSettings settings, MillraceConfig config, TokenFile tokens, Webhooks webhooks) {
        try {
            return Hub.start(
                    settings,
                    () -> open(config),
                    tokens,
                    new Queries(config, context.process().clock()),
                    webhooks,
                    context.process().clock());
        } catch (HubException e) {
            throw UserError.failed(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Stops in an orderly way, and ends the process in any case: even if a part hangs, what was acknowledged is stored. A signal to
     * stop is no failure, so the exit code is 0.
     */
    private void stop(Hub hub, CountDownLatch stopped, Duration patience) {
        context.console().say("stopping: running requests are completed first");
        Thread closing = new Thread(hub::close, "millrace-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.console()
                .say(
                        closing.isAlive()
                                ? "some work did not end within " + patience.toSeconds()
                                        + " s and was cut off; what was acknowledged is stored"
                                : "stopped; what was acknowledged is stored");
        stopped.countDown();
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private void sync(MillraceConfig config) {
        Completeness completeness = new SyncService(
                        context.workspace(), new SyncProgressView(context.console()), SyncExtent.NEWS)
                .run(config)
                .completeness();
        if (completeness == Completeness.FAILED) {
            throw UserError.failed("the sync failed");
        }
    }

    private void publish(MillraceConfig config) {
        PublishOutcome outcome = new PublishService(context.workspace(), false).run(config);
        if (outcome.completeness() != Completeness.COMPLETE) {
            throw UserError.failed(PublishOutput.text(outcome, false).strip());
        }
    }
}
