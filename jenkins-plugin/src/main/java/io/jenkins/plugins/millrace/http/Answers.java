package io.jenkins.plugins.millrace.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Answers to requests for something below a page. The caller checks permissions before. */
public final class Answers {

    private Answers() {}

    /**
     * Answers with what is written, or with 404 if the address goes on below it: Jenkins calls a method for any such address.
     *
     * @throws IOException if the reader went away
     */
    public static void answer(StaplerRequest2 request, StaplerResponse2 response, String type, Supplier<byte[]> write)
            throws IOException {
        if (!request.getRestOfPath().isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] body = write.get();
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (OutputStream out = response.getOutputStream()) {
            out.write(body);
        }
    }

    /**
     * Answers with a part of a page, escaped already; opened by itself it loads and runs nothing. 404 if there is none.
     *
     * @throws IOException if the reader went away
     */
    public static void part(StaplerRequest2 request, StaplerResponse2 response, @Nullable String html)
            throws IOException {
        if (html == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader("Cache-Control", "no-store");
        answer(request, response, "text/html", () -> html.getBytes(StandardCharsets.UTF_8));
    }
}
