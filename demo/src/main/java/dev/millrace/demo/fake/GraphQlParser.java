package dev.millrace.demo.fake;

import dev.millrace.demo.fake.GraphQlDocument.Field;
import dev.millrace.demo.fake.GraphQlDocument.Fragment;
import dev.millrace.demo.fake.GraphQlDocument.GraphQlException;
import dev.millrace.demo.fake.GraphQlDocument.Inline;
import dev.millrace.demo.fake.GraphQlDocument.Operation;
import dev.millrace.demo.fake.GraphQlDocument.Selection;
import dev.millrace.demo.fake.GraphQlDocument.Spread;
import dev.millrace.demo.fake.GraphQlDocument.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses queries, as far as queries are concerned: no mutations, subscriptions, directives and types. */
final class GraphQlParser {

    private static final Pattern TOKEN = Pattern.compile(
            "[\\s,\\uFEFF]+|#[^\\n\\r]*|(\\.\\.\\.|[!$():=@\\[\\]{}|]|[_A-Za-z]\\w*|-?\\d+(?:\\.\\d+)?|\"(?:[^\"\\\\]|\\\\.)*\")");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private GraphQlParser(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            matcher.region(at, text.length());
            if (!matcher.lookingAt()) {
                throw new GraphQlException("Unexpected character at " + at + ": " + text.charAt(at));
            }
            if (matcher.group(1) != null) {
                tokens.add(matcher.group(1));
            }
            at = matcher.end();
        }
    }

    static GraphQlDocument parse(String text) {
        return new GraphQlParser(text).document();
    }

    private GraphQlDocument document() {
        Map<String, Operation> operations = new LinkedHashMap<>();
        Map<String, Fragment> fragments = new LinkedHashMap<>();
        while (next < tokens.size()) {
            if (peek().equals("{")) {
                operations.put("", new Operation("", Map.of(), selections()));
            } else if (accept("fragment")) {
                String name = take();
                expect("on");
                String type = take();
                fragments.put(name, new Fragment(type, selections()));
            } else {
                expect("query");
                String name = peek().equals("{") || peek().equals("(") ? "" : take();
                Map<String, Object> defaults = variables();
                operations.put(name, new Operation(name, defaults, selections()));
            }
        }
        return new GraphQlDocument(operations, fragments);
    }

    private Map<String, Object> variables() {
        Map<String, Object> defaults = new LinkedHashMap<>();
        if (accept("(")) {
            while (!accept(")")) {
                expect("$");
                String name = take();
                expect(":");
                while (!peek().equals("$") && !peek().equals(")") && !peek().equals("=")) {
                    take();
                }
                if (accept("=")) {
                    defaults.put(name, value());
                }
            }
        }
        return defaults;
    }

    private List<Selection> selections() {
        expect("{");
        List<Selection> selections = new ArrayList<>();
        while (!accept("}")) {
            selections.add(accept("...") ? fragment() : field());
        }
        return List.copyOf(selections);
    }

    private Selection fragment() {
        if (peek().equals("{")) {
            return new Inline(null, selections());
        }
        String name = take();
        return name.equals("on") ? new Inline(take(), selections()) : new Spread(name);
    }

    private Field field() {
        String alias = take();
        String name = accept(":") ? take() : alias;
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (accept("(")) {
            while (!accept(")")) {
                String argument = take();
                expect(":");
                arguments.put(argument, value());
            }
        }
        return new Field(alias, name, Map.copyOf(arguments), peek().equals("{") ? selections() : List.of());
    }

    /** A list, an object, a variable, a text, a number, or a bare word: an enum value, a boolean or null. */
    private Object value() {
        String token = take();
        if (token.equals("$")) {
            return new Variable(take());
        } else if (token.equals("[")) {
            List<Object> list = new ArrayList<>();
            while (!accept("]")) {
                list.add(value());
            }
            return list;
        } else if (token.equals("{")) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (!accept("}")) {
                String name = take();
                expect(":");
                object.put(name, value());
            }
            return object;
        } else if (token.startsWith("\"")) {
            return token.substring(1, token.length() - 1).replace("\\\"", "\"");
        } else if (Character.isDigit(token.charAt(token.length() - 1)) && !Character.isLetter(token.charAt(0))) {
            return Long.valueOf(token);
        }
        return token;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String take() {
        if (next >= tokens.size()) {
            throw new GraphQlException("Unexpected end of document");
        }
        return tokens.get(next++);
    }

    private boolean accept(String token) {
        boolean found = peek().equals(token);
        next += found ? 1 : 0;
        return found;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw new GraphQlException("Expected " + token + ", actual: " + peek());
        }
    }
}
