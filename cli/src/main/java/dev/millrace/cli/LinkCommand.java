package dev.millrace.cli;

import dev.millrace.app.EnumOption;
import dev.millrace.app.UserError;
import dev.millrace.chain.Connections;
import dev.millrace.config.MillraceConfig;
import dev.millrace.facts.FactBatch;
import dev.millrace.flow.Connection;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LinkDecision;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.KnownFacts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace link}. */
@Command(
        name = "link",
        description = {
            "Decides whether two things belong together.",
            "That wins over every rule. The decision is kept beside what the rules found, with who decided "
                    + "and when, and a later one can take its place. What is linked shows millrace show KEY --links."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace link reject acme/shop#12 ABC-123",
            "  millrace link confirm acme/shop#12 ABC-124",
            "  millrace link confirm 'shop/main #130' ABC-124 --by anna"
        })
final class LinkCommand implements Callable<Integer> {

    private static final List<String> USER_VARIABLES = List.of("USER", "USERNAME", "LOGNAME");

    /** What can be decided. */
    enum Verdict {
        CONFIRM,
        REJECT
    }

    private final Session session;

    @Parameters(index = "0", paramLabel = "confirm|reject", description = "Whether they belong together.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String verdict;

    @Parameters(
            index = "1",
            paramLabel = "FROM",
            description = "A pull request, commit, build or issue: its key or id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String from;

    @Parameters(index = "2", paramLabel = "TO", description = "The issue it does or does not belong to.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String to;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who decides; the user of this process if not given. Only a pseudonym is stored.")
    private @Nullable String by;

    LinkCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        boolean confirmed = EnumOption.of(
                        "link", verdict, Verdict.values(), one -> one.name().toLowerCase(Locale.ROOT))
                == Verdict.CONFIRM;
        MillraceConfig config = session.workspace().config();
        session.workspace().storeToRead(config).close();
        try (FlowStore store = session.workspace().storeToWrite(config)) {
            Knowledge all = new Knowledge(Instant.MAX, Instant.MAX);
            ArtifactId one = artifact(store, all, from);
            ArtifactId other = artifact(store, all, to);
            // a link leads from what names to what is named
            boolean turned = one.kind() == ArtifactKind.ISSUE && other.kind() != ArtifactKind.ISSUE;
            decide(store, all, turned ? other : one, turned ? one : other, confirmed);
        }
        return ExitCode.OK;
    }

    private void decide(FlowStore store, Knowledge all, ArtifactId source, ArtifactId target, boolean confirmed) {
        if (source.equals(target)) {
            throw UserError.usage(from + " and " + to + " are the same");
        }
        Connection before = new Connections(store, all).between(source, target);
        if (!confirmed && before.found().isEmpty() && before.decision() == null) {
            throw UserError.failed("no rule links " + from + " to " + to + ", so there is nothing to reject");
        }
        Instant now = session.surroundings().clock().instant();
        // a clock that went back must not make an older decision win
        Instant at = before.decision() == null || before.decision().at().isBefore(now)
                ? now
                : before.decision().at().plusMillis(1);
        LinkDecision decision = new LinkDecision(source, target, confirmed, actor(), at);
        store.commit(
                new FactBatch(List.of(), List.of(), List.of(decision.link()), List.of(), List.of(), List.of()),
                new Cursor("decisions", ""));
        String found = before.strongest()
                .map(rule -> ", which was linked by its "
                        + rule.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse("");
        session.console()
                .say((confirmed ? "confirmed: " + from + " belongs to " : "rejected: " + from + " does not belong to ")
                        + to
                        + found);
    }

    private Actor actor() {
        Map<String, String> environment = session.surroundings().environment();
        String name = Optional.ofNullable(by)
                .or(() -> USER_VARIABLES.stream()
                        .map(variable -> environment.getOrDefault(variable, ""))
                        .filter(value -> !value.isBlank())
                        .findFirst())
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> UserError.usage("who decides? Say it with --by NAME"));
        return Actor.of(new ToolInstance("millrace", "cli"), name, Actor.Type.HUMAN);
    }

    private static ArtifactId artifact(KnownFacts store, Knowledge all, String text) {
        Optional<ArtifactId> byKey = store.find(text, all);
        if (byKey.isPresent()) {
            return byKey.get();
        }
        try {
            ArtifactId id = ArtifactId.parse(text);
            if (!store.histories(List.of(id), all).isEmpty()) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // no id either
        }
        throw UserError.failed(text
                + " is not known: name an issue (ABC-123), a pull request (owner/name#12), a commit (its first 10 digits)"
                + " or a build (job #12)");
    }
}
