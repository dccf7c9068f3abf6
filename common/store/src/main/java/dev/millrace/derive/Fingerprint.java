package dev.millrace.derive;

import dev.millrace.derive.codec.Bodies;
import dev.millrace.store.CodeVersion;
import dev.millrace.valuestream.Definition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything but the facts that derived rows follow from: the definition as of an instant, and this build of the program. */
final class Fingerprint {

    /** Looked up once: it reads the list of all classes. */
    private static final Optional<String> CODE = CodeVersion.of(List.of(Fingerprint.class, Definition.class));

    private Fingerprint() {}

    /** Of that definition; empty if the program cannot see which build it is. */
    static Optional<String> of(Definition definition) {
        return CODE.map(code -> String.join(
                "\n",
                code,
                Bodies.version(),
                definition.version(),
                definition.streams().stream()
                        .map(stream -> stream.version() + " "
                                + stream.rules().stream()
                                        .map(rules -> rules.from().toString())
                                        .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining("\n")),
                definition.text()));
    }
}
