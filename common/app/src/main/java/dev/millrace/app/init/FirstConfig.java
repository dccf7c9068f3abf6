package dev.millrace.app.init;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What somebody said of their tools, as the first {@code millrace.yml}. It has a comment for what they may want to change.
 *
 * @param jira the address of a Jira; empty for none
 * @param user the account of its token; empty for a personal access token, or for anonymous access
 * @param jiraToken the environment variable with the token; empty for anonymous access
 * @param projects keys of projects; empty for all that the account sees
 * @param gitHub the address of a GitHub; empty for github.com
 * @param repositories full names, or {@code owner/*}; empty for no GitHub
 * @param gitHubToken the environment variable with the token
 * @param clones clones of code that is not on GitHub
 */
public record FirstConfig(
        Optional<String> jira,
        Optional<String> user,
        Optional<String> jiraToken,
        List<String> projects,
        Optional<String> gitHub,
        List<String> repositories,
        String gitHubToken,
        List<Clone> clones) {

    /**
     * A clone on this machine.
     *
     * @param path its folder
     * @param name the repository as builds call it, such as {@code team/shop}; empty if nobody said
     */
    public record Clone(String path, String name) {

        /** As a command line has it: {@code PATH=NAME}. */
        public static Clone of(String text) {
            int end = text.lastIndexOf('=');
            return end < 0 ? new Clone(text, "") : new Clone(text.substring(0, end), text.substring(end + 1));
        }
    }

    private static final int SHOWN = 20;

    /** Copies the lists. */
    public FirstConfig {
        Objects.requireNonNull(jira, "jira");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(jiraToken, "jiraToken");
        projects = List.copyOf(projects);
        Objects.requireNonNull(gitHub, "gitHub");
        repositories = List.copyOf(repositories);
        Objects.requireNonNull(gitHubToken, "gitHubToken");
        clones = List.copyOf(clones);
    }

    /** The same with those projects. */
    public FirstConfig withProjects(List<String> keys) {
        return new FirstConfig(jira, user, jiraToken, keys, gitHub, repositories, gitHubToken, clones);
    }

    /** The same with those repositories. */
    public FirstConfig withRepositories(List<String> names) {
        return new FirstConfig(jira, user, jiraToken, projects, gitHub, names, gitHubToken, clones);
    }

    /** The same with those clones. */
    public FirstConfig withClones(List<Clone> others) {
        return new FirstConfig(jira, user, jiraToken, projects, gitHub, repositories, gitHubToken, others);
    }

    /** Whether it names no tool. */
    public boolean isEmpty() {
        return jira.isEmpty() && repositories.isEmpty() && clones.isEmpty();
    }

    /**
     * The file.
     *
     * @param zone the zone of dates, days and weeks
     * @param found the projects that the account sees, for the comment; may be empty
     */
    public String text(String zone, List<String> found) {
        StringBuilder text =
                new StringBuilder("# Written by millrace init. docs/configuration.md has every setting.\n");
        text.append("store: millrace.db          # one file beside this one; or PostgreSQL\n");
        text.append("zone: ").append(quoted(zone)).append("  # of dates, days and weeks\n");
        jira.ifPresent(url -> jira(text, url, found));
        if (!repositories.isEmpty()) {
            text.append("github:\n  - repositories: [")
                    .append(list(repositories))
                    .append("]\n");
            gitHub.ifPresent(url -> text.append("    url: ").append(quoted(url)).append('\n'));
            text.append("    token: {env: ")
                    .append(quoted(gitHubToken))
                    .append("}  # the token itself never stands in this file\n");
        }
        if (!clones.isEmpty()) {
            text.append("git:\n");
            clones.forEach(clone -> text.append("  - path: ")
                    .append(quoted(clone.path()))
                    .append("\n    name: ")
                    .append(quoted(clone.name()))
                    .append("  # the repository as builds call it\n"));
        }
        return text.append("""
                # Jenkins is not read from here: its plugin sends builds to a hub, or exports them for millrace import (docs/jenkins.md).
                # Which state belongs to which stage is guessed from categories and names. millrace stream show lists it,
                # millrace doctor says what the guesses cost, and docs/value-stream.md how to replace them:
                # valueStream:
                #   streams:
                #     - id: default
                #       states:
                #         - {name: Ready for QA, stage: waiting-for-test}
                """).toString();
    }

    private void jira(StringBuilder text, String url, List<String> found) {
        text.append("jira:\n  - url: ").append(quoted(url)).append('\n');
        user.ifPresent(name -> text.append("    user: ").append(quoted(name)).append('\n'));
        jiraToken.ifPresent(name -> text.append("    token: {env: ")
                .append(quoted(name))
                .append("}  # the token itself never stands in this file\n"));
        if (projects.isEmpty()) {
            text.append("    # projects: [")
                    .append(
                            found.isEmpty()
                                    ? "ABC, DEF"
                                    : list(found.stream().limit(SHOWN).toList()))
                    .append("]  # without this line: all that the account sees\n");
        } else {
            text.append("    projects: [").append(list(projects)).append("]\n");
        }
    }

    private static String list(List<String> texts) {
        return texts.stream().map(FirstConfig::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{C}", "?") + '"';
    }
}
