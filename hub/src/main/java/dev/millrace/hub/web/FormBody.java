package dev.millrace.hub.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of a form that a browser posted. */
final class FormBody {

    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final long MAX_BYTES = 16 << 10;

    private final Map<String, String> fields = new HashMap<>();

    private FormBody() {}

    /**
     * Reads the form.
     *
     * @throws ProblemException 415 if the body is no form, 413 if it is too large, 400 if it is not well-formed
     */
    static FormBody of(HubRequest request) throws IOException {
        String type = request.headers().get("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", -1)[0].strip().equals(TYPE)) {
            throw new ProblemException(ProblemDetails.unsupported("post a form as " + TYPE));
        }
        String body = new String(new BoundedStream(request.body(), MAX_BYTES).readAllBytes(), StandardCharsets.UTF_8);
        FormBody form = new FormBody();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemDetails.badRequest("the form is not well-formed"));
        }
    }

    /** The first value of a field; empty if there is none. */
    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
