package dev.millrace.cli.line;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Writes completions for the shell fish, which picocli does not. */
public final class FishCompletion {

    private FishCompletion() {}

    /** The script: commands with their first sentences, and the options of each. */
    public static String script(CommandLine all) {
        String program = all.getCommandName();
        StringBuilder script =
                new StringBuilder("# completions of " + program + " for fish\ncomplete -c " + program + " -f\n");
        commands(script, program, "__fish_use_subcommand", all);
        options(script, program, "__fish_use_subcommand", all);
        all.getSubcommands().forEach((name, command) -> {
            String within = "__fish_seen_subcommand_from " + name;
            commands(script, program, within, command);
            options(script, program, within, command);
            command.getSubcommands()
                    .forEach((inner, innermost) ->
                            options(script, program, within + "; and __fish_seen_subcommand_from " + inner, innermost));
        });
        return script.toString();
    }

    private static void commands(StringBuilder script, String program, String condition, CommandLine command) {
        for (Map.Entry<String, CommandLine> inner : command.getSubcommands().entrySet()) {
            script.append("complete -c ")
                    .append(program)
                    .append(" -n ")
                    .append(quoted(condition))
                    .append(" -a ")
                    .append(inner.getKey())
                    .append(" -d ")
                    .append(quoted(HelpText.summary(inner.getValue().getCommandSpec())))
                    .append('\n');
        }
    }

    private static void options(StringBuilder script, String program, String condition, CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            script.append("complete -c ").append(program).append(" -n ").append(quoted(condition));
            for (String name : option.names()) {
                script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().min() > 0) {
                script.append(" -r");
                if (option.paramLabel().equals("FILE") || option.paramLabel().equals("DIR")) {
                    script.append(" -F");
                }
            }
            script.append(" -d ")
                    .append(quoted(HelpText.firstSentence(HelpText.of(option))))
                    .append('\n');
        }
    }

    private static String quoted(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }
}
