package dev.millrace.config;

import dev.millrace.http.Secret;
import dev.millrace.words.Quoted;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the secret that a {@code token} setting points to: in the environment or in a file, never in the YAML itself. */
final class SecretReader {

    private static final int MAX_BYTES = 1 << 14;
    /** Shorter secrets of webhooks can be guessed from one signed body. */
    private static final int SHORTEST_WEBHOOK_SECRET = 16;

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    /** A name that looks like anything else may be a token in the wrong place, so messages do not repeat it. */
    private static final Pattern SHOWABLE_VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    private static final int SHOWABLE_LENGTH = 40;

    private final Map<String, String> environment;
    private final Path folder;
    private final String exampleVariable;

    /**
     * A reader.
     *
     * @param environment the environment variables
     * @param folder what relative paths are relative to
     * @param exampleVariable what a variable could be called, for messages
     */
    SecretReader(Map<String, String> environment, Path folder, String exampleVariable) {
        this.environment = environment;
        this.folder = folder;
        this.exampleVariable = exampleVariable;
    }

    /** As {@link #password}, but nothing and no error if what is pointed to is not there: not every command needs it. */
    Optional<Secret> passwordIfThere(YamlNode token) {
        return token.isMapping() ? pointedTo(token).filter(this::isThere).flatMap(this::secret) : literal(token);
    }

    private boolean isThere(Pointer pointer) {
        return pointer.env()
                .or(pointer::file)
                .flatMap(YamlNode::text)
                .filter(text -> pointer.env().isPresent()
                        ? environment.containsKey(text)
                        : Files.isRegularFile(folder.resolve(text)))
                .isPresent();
    }

    /** The password, which may be any line of text; empty if an error was reported. */
    Optional<Secret> password(YamlNode token) {
        return token.isMapping() ? pointedTo(token).flatMap(this::secret) : literal(token);
    }

    /** The token, which has to fit into an HTTP header as it is; empty if an error was reported. */
    Optional<Secret> bearer(YamlNode token) {
        return password(token).filter(secret -> {
            boolean fits = secret.reveal().chars().allMatch(c -> c > ' ' && c <= '~');
            if (!fits) {
                token.error("contains blanks or characters that are not ASCII, so it is not a token");
            }
            return fits;
        });
    }

    /**
     * The {@code webhookSecret} of a site; empty if it has none.
     *
     * @param lookUp whether it is wanted, and not only whether there is one
     */
    Optional<Secret.OfWebhook> webhook(YamlNode.Mapping site, boolean lookUp) {
        return site.get("webhookSecret").map(node -> {
            if (!lookUp) {
                check(node);
                return new Secret.OfWebhook(Optional.empty());
            }
            return new Secret.OfWebhook(password(node).filter(secret -> {
                boolean longEnough = secret.reveal().length() >= SHORTEST_WEBHOOK_SECRET;
                if (!longEnough) {
                    node.error("must have at least " + SHORTEST_WEBHOOK_SECRET
                            + " characters; openssl rand -hex 20 makes one");
                }
                return longEnough;
            }));
        });
    }

    /** Checks that the setting is well-formed without looking the secret up. */
    void check(YamlNode token) {
        if (token.isMapping()) {
            pointedTo(token);
        } else {
            literal(token);
        }
    }

    /** Where to look: exactly one of the two is there. */
    private record Pointer(Optional<YamlNode> env, Optional<YamlNode> file) {}

    private static Optional<Pointer> pointedTo(YamlNode token) {
        return token.mapping("env", "file").flatMap(mapping -> {
            Pointer pointer = new Pointer(mapping.get("env"), mapping.get("file"));
            if (pointer.env().isPresent() == pointer.file().isPresent()) {
                token.error("needs either env: NAME (an environment variable) or file: PATH");
                return Optional.empty();
            }
            return Optional.of(pointer);
        });
    }

    private Optional<Secret> literal(YamlNode token) {
        token.error("a token must not be in this file. Put it into an environment variable and write "
                + "token: {env: " + exampleVariable + "}, or into a file of its own and write token: {file: PATH}."
                + " If this file was ever committed or shared, revoke the token");
        return Optional.empty();
    }

    private Optional<Secret> secret(Pointer pointer) {
        return pointer.env().isPresent()
                ? fromEnvironment(pointer.env().get())
                : pointer.file().flatMap(this::fromFile);
    }

    private Optional<Secret> fromEnvironment(YamlNode node) {
        return node.text().flatMap(name -> {
            if (!VARIABLE.matcher(name).matches()) {
                node.error("must be the name of an environment variable: letters, digits and _");
                return Optional.empty();
            }
            String variable = "the environment variable " + (showable(name) ? name : "that is named here");
            String value = environment.get(name);
            if (value == null) {
                node.error(variable + " is not set");
                return Optional.empty();
            }
            return usable(node, value.strip(), variable);
        });
    }

    private Optional<Secret> fromFile(YamlNode node) {
        return node.text().flatMap(text -> {
            Path file;
            try {
                file = folder.resolve(text);
            } catch (InvalidPathException e) {
                node.error("is not a valid path");
                return Optional.empty();
            }
            if (!Files.isRegularFile(file)) {
                // without the path: it may be the token itself, pasted into the wrong setting
                node.error("there is no such file; "
                        + (text.startsWith("~") ? "~ is not expanded here" : "relative paths start at " + folder));
                return Optional.empty();
            }
            return content(node, file);
        });
    }

    private static Optional<Secret> content(YamlNode node, Path file) {
        String name = "the file " + Quoted.of(file.toString());
        try {
            if (Files.size(file) > MAX_BYTES) {
                node.error(name + " is too large to hold a token");
                return Optional.empty();
            }
            if (readableByAll(file)) {
                node.warn(name + " can be read by every user of this machine; chmod 600 corrects that");
            }
            return usable(node, Files.readString(file, StandardCharsets.UTF_8).strip(), name);
        } catch (CharacterCodingException e) {
            node.error(name + " is not a text file");
        } catch (IOException e) {
            node.error(name + " cannot be read: " + e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private static Optional<Secret> usable(YamlNode node, String value, String name) {
        if (value.isEmpty()) {
            node.error(name + " is empty");
        } else if (!Secret.isUsable(value)) {
            node.error(name + " must hold the token and nothing else, on one line");
        } else {
            return Optional.of(new Secret(value, node.path() + " in " + node.place()));
        }
        return Optional.empty();
    }

    private static boolean readableByAll(Path file) throws IOException {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException e) {
            return false; // a file system without such permissions, as on Windows
        }
    }

    private static boolean showable(String name) {
        return name.length() <= SHOWABLE_LENGTH
                && SHOWABLE_VARIABLE.matcher(name).matches();
    }
}
