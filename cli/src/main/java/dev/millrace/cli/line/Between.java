package dev.millrace.cli.line;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The numbers an option takes, both ends included. Checked by {@link Bounds} and named in every message about the option. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Between {

    /** The smallest. */
    long min();

    /** The largest. */
    long max();
}
