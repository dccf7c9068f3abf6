package dev.millrace.cli.line;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Descriptions of commands and options as plain text. */
public final class HelpText {

    /** A full stop, and then blank space or the end; a colon does not end a sentence. */
    private static final Pattern END = Pattern.compile("\\.(?=\\s|$)");

    private HelpText() {}

    /** The first sentence without its full stop; all of it if there is none. */
    public static String firstSentence(String text) {
        Matcher end = END.matcher(text);
        return (end.find() ? text.substring(0, end.start()) : text).strip();
    }

    /** What a command does, in one sentence without a full stop. */
    public static String summary(CommandSpec command) {
        String[] description = command.usageMessage().description();
        return description.length == 0 ? "" : firstSentence(description[0]);
    }

    /** What an option or argument means, with its default value put in. */
    static String of(ArgSpec argument) {
        String text = String.join(" ", argument.description());
        String value = String.valueOf(argument.defaultValue());
        String fallback = argument instanceof picocli.CommandLine.Model.OptionSpec option
                ? String.valueOf(option.fallbackValue())
                : "";
        return plain(text.replace("${DEFAULT-VALUE}", value).replace("${FALLBACK-VALUE}", fallback));
    }

    /** Without picocli's line breaks and doubled percent signs. */
    static String plain(String text) {
        return Help.Ansi.OFF.string(text.replace("%n", "\n").replace("%%", "%"));
    }
}
