package dev.millrace.cli;

import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.files.OutputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints a view in the requested format. */
final class ViewOutput {

    private final CliContext context;

    ViewOutput(CliContext context) {
        this.context = context;
    }

    /**
     * Prints the view, as text for a terminal if no format was requested.
     *
     * @param document the view in words
     * @param json writes the view for programs
     * @param asJson whether JSON was requested
     * @param asMarkdown whether Markdown was requested
     * @param html the file to write a page to, or null if none was requested
     */
    void put(Document document, Supplier<String> json, boolean asJson, boolean asMarkdown, @Nullable Path html) {
        if (html != null) {
            Path file = context.process().resolve(html);
            OutputFile.write(
                    file, out -> out.write(new HtmlRenderer().render(document).getBytes(StandardCharsets.UTF_8)));
            context.console().say("wrote " + file);
        } else if (asJson) {
            context.console().print(json.get());
        } else if (asMarkdown) {
            context.console().print(new MarkdownRenderer().render(document));
        } else {
            context.console().print(new TerminalRenderer(TerminalLook.of(context.process())).render(document));
        }
    }
}
