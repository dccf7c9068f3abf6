package dev.millrace.cli;

import dev.millrace.app.UserError;
import dev.millrace.app.Workspace;
import dev.millrace.app.init.FirstConfig;
import dev.millrace.cli.output.Questioner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace init}. */
@Command(
        name = "init",
        description = {
            "Writes the first millrace.yml, and shows the first report.",
            "It asks for your tools, or takes them as options; tries the tokens; lists the projects that they see; writes "
                    + "millrace.yml with comments; collects; and prints the report in brief with what to do next.",
            "A token is never asked for and never written: put it into an environment variable first."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace init",
            "  millrace init --jira https://jira.example.org --project ABC",
            "  millrace init --jira https://NAME.atlassian.net --jira-user ann@example.org",
            "  millrace init --repository acme/shop --repository acme/tools",
            "  millrace init --jira https://jira.example.org --git ../shop.git=team/shop"
        })
final class InitCommand implements Callable<Integer>, Stoppable {

    private static final String JIRA_TOKEN = "JIRA_TOKEN";
    private static final String GITHUB_TOKEN = "GITHUB_TOKEN";

    private final CliContext context;

    @Option(names = "--jira", paramLabel = "URL", description = "The address of a Jira: Cloud, Data Center or Server.")
    private @Nullable String jira;

    @Option(
            names = "--jira-user",
            paramLabel = "NAME",
            description = "The account of the token: on Jira Cloud its e-mail address.")
    private @Nullable String user;

    @Option(
            names = "--jira-token",
            paramLabel = "VARIABLE",
            description = "The environment variable with the token. Default: " + JIRA_TOKEN
                    + " if it is set, else anonymous access.")
    private @Nullable String jiraToken;

    @Option(
            names = "--project",
            paramLabel = "KEY",
            description = "A project to read. Repeat it for several. Default: all that the account sees.")
    private List<String> projects = List.of();

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description = "A repository, as owner/name, or owner/* for all of an owner. Repeat it for several.")
    private List<String> repositories = List.of();

    @Option(names = "--github", paramLabel = "URL", description = "The address of your GitHub. Default: github.com.")
    private @Nullable String gitHub;

    @Option(
            names = "--github-token",
            paramLabel = "VARIABLE",
            defaultValue = GITHUB_TOKEN,
            description = "The environment variable with the token. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String gitHubToken;

    @Option(
            names = "--git",
            paramLabel = "PATH=NAME",
            description = "A clone of code that is not on GitHub, and the repository as builds call it: "
                    + "../shop.git=team/shop. Repeat it for several.")
    private List<String> clones = List.of();

    @Option(names = "--no-sync", description = "Write millrace.yml and check the tools; collect nothing yet.")
    private boolean noSync;

    InitCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public String whenStopped() {
        return "what was stored stays, and millrace sync continues from there";
    }

    @Override
    public Integer call() throws Exception {
        Workspace workspace = context.workspace();
        Path file = workspace.configPlace();
        if (Files.exists(file)) {
            throw UserError.usage(file + " exists already, and was not changed: move it away, or correct it and run "
                    + "millrace doctor");
        }
        boolean asks = jira == null && repositories.isEmpty() && clones.isEmpty();
        FirstConfig first = asks ? asked() : given();
        return new InitRun(context, file, ZoneId.systemDefault().getId()).run(first, asks, !noSync);
    }

    private FirstConfig given() {
        return new FirstConfig(
                Optional.ofNullable(jira),
                Optional.ofNullable(user),
                Optional.ofNullable(jiraToken).or(() -> set(JIRA_TOKEN)),
                projects,
                Optional.ofNullable(gitHub),
                repositories,
                gitHubToken,
                clones.stream().map(FirstConfig.Clone::of).toList());
    }

    private FirstConfig asked() {
        Questioner questioner =
                new Questioner(context.console(), context.process().input());
        Optional<String> url = questioner.line("Address of your Jira, such as https://jira.example.org (empty: none):");
        Optional<String> name = Optional.empty();
        Optional<String> token = Optional.empty();
        if (url.isPresent()) {
            name = questioner.line("Account of the token (Jira Cloud: its e-mail address; empty: none):");
            token = questioner
                    .line("Environment variable with the token (empty: "
                            + (set(JIRA_TOKEN).isPresent() ? JIRA_TOKEN : "anonymous access") + "):")
                    .or(() -> set(JIRA_TOKEN));
        }
        return new FirstConfig(
                url, name, token, projects, Optional.ofNullable(gitHub), repositories, gitHubToken, List.of());
    }

    private Optional<String> set(String variable) {
        return context.process().environment().getOrDefault(variable, "").isEmpty()
                ? Optional.empty()
                : Optional.of(variable);
    }
}
