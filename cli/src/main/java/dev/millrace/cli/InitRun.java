package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.app.doctor.Doctor;
import dev.millrace.app.doctor.DoctorDocument;
import dev.millrace.app.doctor.Examination;
import dev.millrace.app.init.FirstConfig;
import dev.millrace.cli.output.Questioner;
import dev.millrace.collect.DoctorFinding;
import dev.millrace.config.ConfigReader;
import dev.millrace.config.MillraceConfig;
import dev.millrace.document.Block.Note;
import dev.millrace.document.Block.Notes;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.files.OutputFile;
import dev.millrace.github.GitHubRepositories;
import dev.millrace.github.GitHubSettings;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.NetworkSettings;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.jira.JiraProjects;
import dev.millrace.jira.JiraSettings;
import dev.millrace.valuestream.OriginRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The steps of {@code millrace init}, from what somebody said to the first report. */
final class InitRun {

    /** A person waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int STEPS = 3;
    private static final int SHOWN = 20;
    private static final int LONGEST_TEXT = 300;
    private static final Set<String> BEARABLE = Set.of("clock-skew", "limited", "server-error");

    private final CliContext context;
    private final Path file;
    private final String zone;

    InitRun(CliContext context, Path file, String zone) {
        this.context = context;
        this.file = file;
        this.zone = zone;
    }

    /**
     * Runs them.
     *
     * @param asks whether a person may be asked which projects
     * @param collects whether to collect and report
     * @return the exit code
     */
    int run(FirstConfig first, boolean asks, boolean collects) throws Exception {
        Examination examination;
        try (OkHttpTransport wire = new OkHttpTransport(
                context.workspace().transport(NetworkSettings.none()).withTimeouts(PATIENCE))) {
            List<String> found = projects(first, wire);
            FirstConfig chosen = asks ? withClones(withRepositories(withProjects(first, found), wire)) : first;
            if (chosen.isEmpty()) {
                throw UserError.usage(
                        "name a Jira (--jira URL), a repository (--repository owner/name) or a clone (--git "
                                + "PATH=NAME); nothing was written");
            }
            String text = chosen.text(zone, found);
            read(text); // a mistake leaves no file behind
            OutputFile.writeForAll(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            context.console().say("wrote " + file);
            examination = examine(wire);
        }
        if (examination.findings().stream().anyMatch(InitRun::blocks)) {
            context.console()
                    .print(new TerminalRenderer(TerminalLook.of(context.process()))
                            .render(DoctorDocument.of(examination)));
            context.console().say("correct this in " + file + " or at the tool, then run millrace sync");
            return ExitCode.INCOMPLETE;
        }
        if (!collects) {
            context.console()
                    .say("the tools can be read as configured; next: millrace sync, then millrace report --brief");
            return ExitCode.OK;
        }
        int synced = new SyncCommand(context).call();
        CommandLine.populateCommand(new ReportCommand(context), "--brief").call();
        context.console().print(new TerminalRenderer(TerminalLook.of(context.process())).render(next(examine(null))));
        return synced;
    }

    /** A wrong clock makes figures wrong, but what is collected is right. Sync waits for a tool that limits calls, or is not ready. */
    private static boolean blocks(DoctorFinding finding) {
        return finding.severity() == DoctorFinding.Severity.ERROR && !BEARABLE.contains(finding.code());
    }

    private MillraceConfig read(String text) {
        return new ConfigReader(context.process().environment()).read(file, text);
    }

    /** Where the Jira does not list them, or cannot be reached, the examination says why. */
    private List<String> projects(FirstConfig first, HttpTransport wire) {
        if (first.jira().isEmpty()) {
            return List.of();
        }
        JiraSettings settings =
                JiraSettings.of(read(first.text(zone, List.of())).jira().get(0));
        return shown("projects", () -> JiraProjects.of(settings, wire));
    }

    private List<String> repositories(FirstConfig first, HttpTransport wire) {
        if (context.process()
                .environment()
                .getOrDefault(first.gitHubToken(), "")
                .isEmpty()) {
            return List.of();
        }
        FirstConfig any = first.withRepositories(List.of("any/one")); // a GitHub needs one to be configured
        GitHubSettings settings =
                GitHubSettings.of(read(any.text(zone, List.of())).github().get(0), OriginRules.STANDARD);
        return shown("repositories", () -> GitHubRepositories.of(settings, wire));
    }

    private List<String> shown(String what, Supplier<List<String>> list) {
        try {
            List<String> found = list.get();
            if (!found.isEmpty()) {
                context.console()
                        .say("visible " + what + ": "
                                + String.join(", ", found.stream().limit(SHOWN).toList())
                                + (found.size() > SHOWN ? ", and " + (found.size() - SHOWN) + " more" : ""));
            }
            return found;
        } catch (HttpException e) {
            return List.of();
        }
    }

    private FirstConfig withProjects(FirstConfig first, List<String> found) {
        return found.size() < 2 || !first.projects().isEmpty()
                ? first
                : first.withProjects(words("Projects to read, by key, separated by blanks (empty: all):"));
    }

    private FirstConfig withRepositories(FirstConfig first, HttpTransport wire) {
        repositories(first, wire);
        return first.withRepositories(
                words("Repositories on GitHub, as owner/name or owner/*, separated by blanks (empty: none):"));
    }

    private FirstConfig withClones(FirstConfig first) {
        return first.withClones(
                words("Git clones of code that is elsewhere, as path=team/name, separated by blanks (empty: none):")
                        .stream()
                        .map(FirstConfig.Clone::of)
                        .toList());
    }

    private List<String> words(String question) {
        return new Questioner(context.console(), context.process().input())
                .line(question)
                .map(line -> Arrays.stream(line.split("[ ,]+", -1))
                        .filter(word -> !word.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    private Examination examine(@Nullable HttpTransport wire) {
        return new Doctor(
                        context.process().environment(),
                        context.process().clock(),
                        wire,
                        context.workspace()::openAsItIs)
                .examine(file, context.workspace().namedStore());
    }

    /** What helps most: first what makes figures unknown, then what else there is. */
    private static Document next(Examination examination) {
        List<Note> steps = new ArrayList<>();
        examination.findings().stream()
                .filter(finding -> !finding.code().equals("guessed-state"))
                .forEach(finding -> steps.add(note(
                        finding.what(),
                        finding.rules().isEmpty()
                                ? finding.action()
                                : "millrace doctor --fix shows rules for these states, and adds them if you agree")));
        steps.add(note("Read the whole report", "millrace report --html"));
        steps.add(note("See where one issue spent its time", "millrace show KEY"));
        steps.add(note("Keep it up to date for your team", "millrace serve --sync-every 15"));
        Section section = new Section("next", "Next", "", List.of(new Notes(steps.subList(0, STEPS))));
        return new Document("", "", List.of(), List.of(), List.of(section));
    }

    private static Note note(String what, String action) {
        return new Note(
                Formats.shorten(what, LONGEST_TEXT), "", "→ " + Formats.shorten(action, LONGEST_TEXT), List.of());
    }
}
