package dev.millrace.cli;

import dev.millrace.cli.option.AnswerFormat;
import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.document.TerminalBrief;
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
        put(document, json, () -> new HtmlRenderer().render(document), asJson, asMarkdown, html);
    }

    /** The same in the format that was chosen, if one was. */
    void put(Document document, Supplier<String> json, @Nullable AnswerFormat format) {
        put(document, json, format != null && format.json(), format != null && format.markdown(), null);
    }

    /**
     * The same with a page of its own.
     *
     * @param page writes the page
     */
    void put(
            Document document,
            Supplier<String> json,
            Supplier<String> page,
            boolean asJson,
            boolean asMarkdown,
            @Nullable Path html) {
        if (html != null) {
            write(html, page.get());
        } else if (asJson) {
            context.console().print(json.get());
        } else if (asMarkdown) {
            context.console().print(new MarkdownRenderer().render(document));
        } else {
            context.console().print(new TerminalRenderer(TerminalLook.of(context.process())).render(document));
        }
    }

    /** Prints a view that was made short, in as few lines as possible, or as one page to print. */
    void brief(Document document, boolean asMarkdown, @Nullable Path html) {
        if (html != null) {
            write(html, new HtmlRenderer(true).render(document));
        } else if (asMarkdown) {
            context.console().print(new MarkdownRenderer().render(document));
        } else {
            context.console().print(new TerminalBrief(TerminalLook.of(context.process())).render(document));
        }
    }

    private void write(Path html, String page) {
        Path file = context.process().resolve(html);
        OutputFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
        context.console().say("wrote " + file);
    }
}
