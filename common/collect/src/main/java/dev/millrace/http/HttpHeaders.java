package dev.millrace.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Header fields of a call or an answer. Names are compared without regard to case. Immutable. */
public final class HttpHeaders {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final HttpHeaders NONE = new HttpHeaders(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

    private final SortedMap<String, List<String>> fields;

    private HttpHeaders(SortedMap<String, List<String>> fields) {
        this.fields = fields;
    }

    /** No header field at all. */
    public static HttpHeaders none() {
        return NONE;
    }

    /**
     * These fields and one more value.
     *
     * @throws IllegalArgumentException if the name is no header name or the value contains a line break, which would
     *     inject headers; the message does not repeat the value
     */
    public HttpHeaders with(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + PlainText.line(name, 80) + "\" is no header name");
        }
        if (Objects.requireNonNull(value, name).chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("the value of header " + name + " holds a line break");
        }
        return plus(name, value);
    }

    /** One more value, as a server sent it: what it may send is not ours to check. */
    HttpHeaders plus(String name, String value) {
        SortedMap<String, List<String>> more = new TreeMap<>(fields);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, Collections.unmodifiableList(values));
        return new HttpHeaders(more);
    }

    /** The first value of a field, if it is there. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a field in their order; empty if it is not there. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** Gives every name and value. */
    public void forEach(BiConsumer<? super String, ? super String> consumer) {
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            field.getValue().forEach(value -> consumer.accept(field.getKey(), value));
        }
    }

    /** The names only: a value may be a secret. */
    @Override
    public String toString() {
        return fields.keySet().toString();
    }
}
