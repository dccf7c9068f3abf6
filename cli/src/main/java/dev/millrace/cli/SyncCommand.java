package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.app.Workspace;
import dev.millrace.app.sync.SyncExtent;
import dev.millrace.app.sync.SyncLimits;
import dev.millrace.app.sync.SyncLimits.PullRequestName;
import dev.millrace.app.sync.SyncOutcome;
import dev.millrace.app.sync.SyncService;
import dev.millrace.cli.line.Between;
import dev.millrace.cli.output.SyncOutput;
import dev.millrace.cli.output.SyncProgressView;
import dev.millrace.config.MillraceConfig;
import dev.millrace.github.actions.ActionsEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace sync}. */
@Command(
        name = "sync",
        description = {
            "Collects new data from all configured tools.",
            "You can stop it at any moment, even with kill -9: what was stored stays, and the "
                    + "next sync continues from there."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace sync",
            "  millrace --config team-a.yml sync --json",
        })
final class SyncCommand implements Callable<Integer>, Stoppable {

    private static final String EVENT = "event";

    private final CliContext context;

    @Option(
            names = "--refresh",
            description = {
                "Read everything again, and retract what the tools no longer show.",
                "Until it ends, and if it fails, all stored data stays as it is."
            })
    private boolean refresh;

    @Option(
            names = "--sweep",
            description = {
                "List what each tool has, to find what was deleted without reading everything again.",
                "Runs automatically once a day."
            })
    private boolean sweep;

    @Option(
            names = "--accept-removals",
            description = "With --refresh or --sweep: retract even if more than half of the stored items, or a "
                    + "whole project, are no longer shown.")
    private boolean acceptRemovals;

    @Option(
            names = "--first",
            paramLabel = "PULL-REQUEST",
            description = "Read this pull request, owner/name#12, before everything else; event is the one of the "
                    + "event that started the workflow of GitHub Actions.")
    private @Nullable String first;

    @Option(
            names = "--max-wait",
            paramLabel = "SECONDS",
            description = "Stop instead of waiting longer for the limits of a tool, in total. Default: 1800.")
    @Between(min = 0, max = 86_400)
    private int longestWait = 1_800;

    @Option(
            names = "--max-requests",
            paramLabel = "N",
            description = "Stop after so many requests; the next sync continues there.")
    @Between(min = 1, max = 1_000_000_000)
    private @Nullable Long requests;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    SyncCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public String whenStopped() {
        return "what was stored stays, and the next millrace sync continues from there";
    }

    @Override
    public Integer call() {
        if (acceptRemovals && !refresh && !sweep) {
            throw UserError.usage("--accept-removals needs --refresh or --sweep");
        }
        if (refresh && sweep) {
            throw UserError.usage("--refresh includes what --sweep does: pass only one of them");
        }
        Workspace workspace = context.workspace();
        MillraceConfig config = workspace.configWithTokens();
        SyncService.check(workspace, config);
        SyncOutcome outcome = new SyncService(workspace, new SyncProgressView(context.console()), limits()).run(config);
        if (json) {
            context.console().print(SyncOutput.json(outcome));
        } else {
            context.console().show(SyncOutput.text(outcome));
        }
        return ExitCode.of(outcome.completeness());
    }

    private SyncLimits limits() {
        return new SyncLimits(
                extent(),
                first().map(PullRequestName::parse),
                Duration.ofSeconds(longestWait),
                requests == null ? OptionalLong.empty() : OptionalLong.of(requests));
    }

    private Optional<String> first() {
        return EVENT.equals(first)
                ? ActionsEvent.ofStep(context.process().environment()).flatMap(ActionsEvent::pullRequest)
                : Optional.ofNullable(first);
    }

    private SyncExtent extent() {
        if (sweep) {
            return acceptRemovals ? SyncExtent.NEWS_AND_RECONCILIATION_OF_ANY : SyncExtent.NEWS_AND_RECONCILIATION;
        }
        if (!refresh) {
            return SyncExtent.NEWS;
        }
        return acceptRemovals ? SyncExtent.EVERYTHING_AND_ANY_REMOVAL : SyncExtent.EVERYTHING;
    }
}
