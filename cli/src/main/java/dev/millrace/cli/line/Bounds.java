package dev.millrace.cli.line;

import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Holds numbers of the command line to the bounds that {@link Between} names. */
public final class Bounds {

    private Bounds() {}

    /**
     * Looks at every option that was given.
     *
     * @throws ParameterException for the first number out of its bounds
     */
    public static void check(ParseResult parsed) {
        for (ParseResult command = parsed; command != null; command = command.subcommand()) {
            for (OptionSpec option : command.matchedOptions()) {
                Optional<Between> bounds = of(option);
                if (bounds.isPresent()) {
                    check(command, option, bounds.get());
                }
            }
        }
    }

    private static void check(ParseResult command, OptionSpec option, Between bounds) {
        Object value = option.getValue();
        Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
        for (Object one : values) {
            if (one instanceof Number number
                    && (number.longValue() < bounds.min() || number.longValue() > bounds.max())) {
                throw new ParameterException(
                        command.commandSpec().commandLine(),
                        option.longestName() + " must be " + words(bounds) + ", not " + number,
                        option,
                        String.valueOf(number));
            }
        }
    }

    /** The bounds of an option; empty if it has none. */
    static Optional<Between> of(ArgSpec argument) {
        return argument.userObject() instanceof AnnotatedElement element
                ? Optional.ofNullable(element.getAnnotation(Between.class))
                : Optional.empty();
    }

    /** Such as {@code 1 to 36,500}. */
    static String words(Between bounds) {
        return String.format(Locale.ROOT, "%,d to %,d", bounds.min(), bounds.max());
    }
}
