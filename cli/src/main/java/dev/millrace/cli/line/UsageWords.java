package dev.millrace.cli.line;

import dev.millrace.config.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in the words of its user, who knows options and no Java types. */
public final class UsageWords {

    private static final String NOT_A = "' is not a";
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");

    private UsageWords() {}

    /** One sentence: what, and what would be right. */
    public static String of(ParameterException problem) {
        CommandSpec command = problem.getCommandLine().getCommandSpec();
        String said = String.valueOf(problem.getMessage());
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched, command);
        } else if (problem instanceof MissingParameterException missing) {
            return missing(missing, command, said);
        } else if (problem instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice; pass it once";
        }
        ArgSpec argument = problem.getArgSpec();
        int end = said.lastIndexOf(NOT_A);
        if (argument != null && end > 0) {
            String value = said.substring(said.lastIndexOf(": '", end) + 3, end);
            return wrongValue(argument, value);
        }
        return said.startsWith("Error: ") ? said.substring("Error: ".length()) : said;
    }

    private static String unknown(UnmatchedArgumentException problem, CommandSpec command) {
        String first = problem.getUnmatched().get(0);
        boolean option = first.startsWith("-") && first.length() > 1;
        if (option) {
            String written = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
            return command.qualifiedName() + " has no option " + written
                    + near(
                            written,
                            command.options().stream()
                                    .flatMap(known -> Arrays.stream(known.names()))
                                    .toList());
        } else if (!command.subcommands().isEmpty()) {
            return noCommand(first, command);
        }
        String takes = command.positionalParameters().isEmpty()
                ? "accepts options only"
                : "accepts "
                        + command.positionalParameters().stream()
                                .map(PositionalParamSpec::paramLabel)
                                .collect(Collectors.joining(" "))
                        + " and options";
        return '"' + first + "\" is one argument too many: " + command.qualifiedName() + " " + takes;
    }

    /** There is no such command; which there may be. */
    public static String noCommand(String name, CommandSpec command) {
        return "there is no command \"" + name + "\" of " + command.qualifiedName()
                + near(name, List.copyOf(command.subcommands().keySet()));
    }

    private static String missing(MissingParameterException problem, CommandSpec command, String said) {
        List<ArgSpec> missing = problem.getMissing();
        if (said.startsWith("Missing required subcommand") || missing.isEmpty()) {
            return command.qualifiedName() + " needs one of its commands: "
                    + String.join(", ", command.subcommands().keySet());
        } else if (said.contains("arameter for option") && missing.get(0) instanceof OptionSpec option) {
            return name(option) + " needs a value: " + option.paramLabel() + bounds(option) + told(option);
        }
        return command.qualifiedName() + " needs "
                + missing.stream().map(one -> label(one) + told(one)).collect(Collectors.joining("; and "));
    }

    private static String wrongValue(ArgSpec argument, String value) {
        Class<?> type = argument.isMultiValue() && argument.auxiliaryTypes().length > 0
                ? argument.auxiliaryTypes()[0]
                : argument.type();
        if (type == boolean.class || type == Boolean.class) {
            return name(argument) + " accepts no value, but got '" + value + "'";
        } else if (type.isEnum()) {
            return name(argument) + ": '" + value + "' is not known; it accepts "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return name(argument) + ": '" + value
                    + (WHOLE.matcher(value).matches() ? "' is too large" : "' is not a whole number")
                    + Bounds.of(argument)
                            .map(bounds -> "; it accepts " + Bounds.words(bounds))
                            .orElse("");
        }
        return name(argument) + ": '" + value + "' cannot be used" + told(argument);
    }

    private static String near(String written, List<String> known) {
        Suggestion suggestion = new Suggestion(written, 2);
        known.forEach(suggestion::offer);
        List<String> closest = suggestion.closest();
        return closest.isEmpty() ? "" : "; did you mean " + String.join(" or ", closest) + "?";
    }

    private static String bounds(ArgSpec argument) {
        return Bounds.of(argument).map(bounds -> ", " + Bounds.words(bounds)).orElse("");
    }

    /** The first sentence of its description. */
    private static String told(ArgSpec argument) {
        return Optional.of(HelpText.firstSentence(String.join(" ", argument.description())))
                .filter(text -> !text.isEmpty())
                .map(text -> " (" + text + ')')
                .orElse("");
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? name(option) + ' ' + option.paramLabel() : argument.paramLabel();
    }

    private static String name(@Nullable ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName()
                : argument == null ? "an option" : argument.paramLabel();
    }
}
