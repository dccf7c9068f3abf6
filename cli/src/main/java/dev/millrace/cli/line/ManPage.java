package dev.millrace.cli.line;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command, in roff with the macros of man(7), from picocli's model. The same command gives the same bytes. */
public final class ManPage {

    private final CommandSpec command;

    /** The page of that command. */
    public ManPage(CommandSpec command) {
        this.command = command;
    }

    /** The pages of a command and of all below it. */
    public static List<ManPage> all(CommandLine root) {
        List<ManPage> pages = new ArrayList<>();
        pages.add(new ManPage(root.getCommandSpec()));
        root.getSubcommands().values().forEach(inner -> pages.addAll(all(inner)));
        return List.copyOf(pages);
    }

    /** The name of the page without its section, such as {@code millrace-token-create}. */
    public String name() {
        return command.qualifiedName("-");
    }

    /** The roff. */
    public String text() {
        StringBuilder page = new StringBuilder(".TH \"")
                .append(name().toUpperCase(Locale.ROOT))
                .append("\" \"1\" \"\" \"")
                .append(escaped(version()))
                .append("\" \"Millrace Manual\"\n");
        section(page, "NAME");
        page.append(escaped(name())).append(" \\- ").append(line(HelpText.summary(command)));
        section(page, "SYNOPSIS");
        synopsis(page);
        section(page, "DESCRIPTION");
        for (String paragraph : command.usageMessage().description()) {
            page.append(".PP\n").append(line(HelpText.plain(paragraph)));
        }
        arguments(page);
        commands(page);
        exitCodes(page);
        examples(page);
        environment(page);
        seeAlso(page);
        return page.toString();
    }

    private String version() {
        String[] version = command.root().version();
        return version.length == 0 ? "millrace" : version[0];
    }

    private void synopsis(StringBuilder page) {
        page.append(".B ").append(escaped(command.qualifiedName(" "))).append('\n');
        page.append("[\\fIOPTION\\fR]...");
        command.positionalParameters()
                .forEach(parameter -> page.append(' ')
                        .append(parameter.arity().min() == 0 ? "[" : "")
                        .append("\\fI")
                        .append(escaped(parameter.paramLabel()))
                        .append("\\fR")
                        .append(parameter.arity().min() == 0 ? "]" : "")
                        .append(parameter.arity().max() > 1 ? "..." : ""));
        page.append(command.subcommands().isEmpty() ? "\n" : " \\fICOMMAND\\fR\n");
    }

    private void arguments(StringBuilder page) {
        List<OptionSpec> options = command.options().stream()
                .sorted(Comparator.comparing(option -> option.longestName().replaceFirst("^-+", "")))
                .toList();
        section(page, "OPTIONS");
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            page.append(".TP\n\\fI").append(escaped(parameter.paramLabel())).append("\\fR\n");
            page.append(line(HelpText.of(parameter)));
        }
        for (OptionSpec option : options) {
            String names = List.of(option.names()).stream()
                    .map(name -> "\\fB" + escaped(name) + "\\fR")
                    .collect(Collectors.joining(", "));
            page.append(".TP\n").append(names).append(value(option)).append('\n');
            page.append(line(HelpText.of(option)));
        }
    }

    private static String value(OptionSpec option) {
        String label = "\\fI" + escaped(option.paramLabel()) + "\\fR";
        if (option.arity().max() == 0) {
            return "";
        }
        return option.arity().min() == 0 ? " [" + label + "]" : " " + label;
    }

    private void commands(StringBuilder page) {
        if (!command.subcommands().isEmpty()) {
            section(page, "COMMANDS");
            for (Map.Entry<String, CommandLine> inner : command.subcommands().entrySet()) {
                page.append(".TP\n\\fB").append(escaped(inner.getKey())).append("\\fR\n");
                page.append(line(HelpText.summary(inner.getValue().getCommandSpec()) + "."));
            }
        }
    }

    private void exitCodes(StringBuilder page) {
        Map<String, String> codes = command.usageMessage().exitCodeList();
        Map<String, String> told =
                codes.isEmpty() ? command.root().usageMessage().exitCodeList() : codes;
        section(page, "EXIT STATUS");
        told.forEach((code, meaning) ->
                page.append(".TP\n").append(code.strip()).append('\n').append(line(meaning)));
    }

    private void examples(StringBuilder page) {
        String[] footer = command.usageMessage().footer();
        if (footer.length > 0) {
            section(page, "EXAMPLES");
            page.append(".nf\n");
            for (String example : footer) {
                page.append(line(HelpText.plain(example)));
            }
            page.append(".fi\n");
        }
    }

    private static void environment(StringBuilder page) {
        section(page, "ENVIRONMENT");
        entry(page, "MILLRACE_DEBUG", "1 does the same as --debug.");
        entry(page, "MILLRACE_JAVA_OPTS", "More options for the JVM, such as -Xmx4g.");
        entry(
                page,
                "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY",
                "The proxy for connections to hosts, and the hosts that need none.");
        entry(page, "COLUMNS", "The width of the terminal, if the terminal does not report it.");
    }

    private static void entry(StringBuilder page, String name, String meaning) {
        page.append(".TP\n.B ").append(name).append('\n').append(line(meaning));
    }

    private void seeAlso(StringBuilder page) {
        List<String> near = new ArrayList<>();
        if (command.parent() != null) {
            near.add(command.parent().qualifiedName("-"));
        }
        command.subcommands()
                .values()
                .forEach(inner -> near.add(inner.getCommandSpec().qualifiedName("-")));
        section(page, "SEE ALSO");
        page.append(near.stream()
                        .map(name -> "\\fB" + escaped(name) + "\\fR(1)")
                        .collect(Collectors.joining(",\n")))
                .append('\n');
    }

    private static void section(StringBuilder page, String title) {
        page.append(".SH ").append(title).append('\n');
    }

    /** Text of a line of its own, which a full stop at its begin must not make a request. */
    private static String line(String text) {
        return text.lines()
                        .map(ManPage::escaped)
                        .map(one -> one.startsWith(".") ? "\\&" + one : one)
                        .collect(Collectors.joining("\n"))
                + '\n';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("\"", "\\(dq")
                .replace("'", "\\(aq");
    }
}
