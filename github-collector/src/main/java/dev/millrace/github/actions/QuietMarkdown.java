package dev.millrace.github.actions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Markdown that calls nobody: in a comment, GitHub would notify everybody whose name stands behind an at sign, and leave a trace at
 * each issue whose number stands there. An empty HTML comment between sign and name prevents both, and shows nothing.
 */
final class QuietMarkdown {

    private static final String FENCE = "```";
    private static final Pattern CALLS = Pattern.compile("(@|#|\\bGH-)(?=[\\p{L}\\p{N}_-])");
    /** The target of a link, whose bracket is not text. */
    private static final Pattern TARGET = Pattern.compile("(?<!\\\\)\\]\\([^)\\s]*\\)");

    private QuietMarkdown() {}

    static String of(String markdown) {
        boolean[] code = {false};
        return markdown.lines()
                        .map(line -> {
                            if (line.startsWith(FENCE)) {
                                code[0] = !code[0];
                                return line;
                            }
                            return code[0] ? line : quiet(line);
                        })
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String quiet(String line) {
        StringBuilder text = new StringBuilder();
        Matcher target = TARGET.matcher(line);
        int at = 0;
        while (target.find()) {
            text.append(CALLS.matcher(line.substring(at, target.start())).replaceAll("$1<!-- -->"))
                    .append(target.group());
            at = target.end();
        }
        return text.append(CALLS.matcher(line.substring(at)).replaceAll("$1<!-- -->"))
                .toString();
    }
}
