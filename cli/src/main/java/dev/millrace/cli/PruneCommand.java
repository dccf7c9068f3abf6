package dev.millrace.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.UserError;
import dev.millrace.app.prune.PruneService;
import dev.millrace.codec.PrintedJson;
import dev.millrace.model.ArtifactKind;
import dev.millrace.store.Retention.Pruned;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace prune}. */
@Command(
        name = "prune",
        description = {
            "Removes old, finished data from the store.",
            "It keeps what is open, what has changed since, and what belongs to something that "
                    + "stays. Figures about earlier times are then refused; they are never computed from a "
                    + "part of the data."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  millrace prune --keep 400d --dry-run", "  millrace prune --keep 2y"})
final class PruneCommand implements Callable<Integer>, Stoppable {

    private static final Pattern AGE = Pattern.compile("(\\d{1,5})([dwy])");
    private static final int DAYS_A_WEEK = 7;
    private static final int DAYS_A_YEAR = 366;

    private final CliContext context;

    @Option(
            names = "--keep",
            paramLabel = "AGE",
            required = true,
            description = "The age up to which figures stay possible: days (400d), weeks (60w) or years (2y); "
                    + "at least 180d.")
    private String keep = "";

    @Option(names = "--dry-run", description = "Remove nothing; print what would be removed.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print what was removed as JSON.")
    private boolean json;

    PruneCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public String whenStopped() {
        return "nothing was removed";
    }

    @Override
    public Integer call() {
        Pruned pruned = new PruneService(context.workspace()).prune(days(), dryRun);
        if (json) {
            context.console().print(json(pruned));
        } else {
            context.console().show(text(pruned));
        }
        return ExitCode.OK;
    }

    private int days() {
        Matcher age = AGE.matcher(keep.strip().toLowerCase(Locale.ROOT));
        if (!age.matches()) {
            throw UserError.usage("--keep must be an age such as 400d, 60w or 2y, but is \"" + keep + '"');
        }
        return Integer.parseInt(age.group(1))
                * switch (age.group(2)) {
                    case "w" -> DAYS_A_WEEK;
                    case "y" -> DAYS_A_YEAR;
                    default -> 1;
                };
    }

    private String text(Pruned pruned) {
        StringBuilder text = new StringBuilder();
        String would = dryRun ? "would be removed" : "removed";
        if (pruned.artifacts().isEmpty()) {
            text.append("nothing ").append(dryRun ? would : "was removed").append('\n');
        } else {
            text.append(would).append(": ");
            String separator = "";
            for (var entry : new TreeMap<>(pruned.artifacts()).entrySet()) {
                text.append(separator).append(counted(entry.getValue(), words(entry.getKey())));
                separator = ", ";
            }
            text.append("; ").append(counted(pruned.events(), "event"));
            pruned.oldest()
                    .ifPresent(
                            oldest -> text.append("; the oldest was created ").append(oldest));
            text.append('\n');
        }
        if (pruned.keptForOthers() > 0) {
            text.append("equally old, but kept because something that stays needs it: ")
                    .append(pruned.keptForOthers())
                    .append('\n');
        }
        text.append(dryRun ? "after that" : "from now on")
                .append(" no figures are possible for times before ")
                .append(pruned.horizon())
                .append(": an --as-of, --since or --compare that goes back further is rejected or left out,\n")
                .append("and so is every item that was finished by then\n");
        return text.toString();
    }

    private static String counted(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static String words(ArtifactKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String json(Pruned pruned) {
        ObjectNode root = JsonMapper.builder().build().createObjectNode();
        root.put("dryRun", dryRun);
        root.put("horizon", pruned.horizon().toString());
        ObjectNode artifacts = root.putObject("artifacts");
        new TreeMap<>(pruned.artifacts())
                .forEach((kind, count) -> artifacts.put(kind.name().toLowerCase(Locale.ROOT), count));
        root.put("events", pruned.events());
        root.put("keptForOthers", pruned.keptForOthers());
        pruned.oldest().ifPresent(oldest -> root.put("oldest", oldest.toString()));
        return PrintedJson.pretty(root);
    }
}
