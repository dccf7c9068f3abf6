package dev.millrace.model;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value as far as it is known. Never 0 for missing: who wants the number must say what happens when there is none.
 *
 * @param <T> what is measured: a duration, an instant, a ratio
 */
public sealed interface Figure<T> {

    /** The value, only if it is measured. */
    default Optional<T> measured() {
        return this instanceof Measured<T> m ? Optional.of(m.value()) : Optional.empty();
    }

    /** Why there is no measured value; empty if there is one, or if the value is merely still growing. */
    default Optional<Reason> reason() {
        if (this instanceof Unknown<T> u) {
            return Optional.of(u.why());
        } else if (this instanceof NotApplicable<T> n) {
            return Optional.of(n.why());
        } else if (this instanceof Contradictory<T> c) {
            return Optional.of(c.why());
        }
        return Optional.empty();
    }

    /** The same figure of another type: what is not a value stays as it is. */
    <R> Figure<R> map(Function<? super T, ? extends R> change);

    /** A figure that is measured. */
    static <T> Figure<T> of(T value) {
        return new Measured<>(value);
    }

    /** A figure that is unknown for that reason. */
    static <T> Figure<T> unknown(Reason.Code code, String detail) {
        return new Unknown<>(new Reason(code, detail));
    }

    /** A figure that does not apply, for that reason. */
    static <T> Figure<T> notApplicable(Reason.Code code) {
        return new NotApplicable<>(Reason.of(code));
    }

    /**
     * Known and final.
     *
     * @param value the value
     */
    record Measured<T>(T value) implements Figure<T> {
        /** Validates. */
        public Measured {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public <R> Figure<R> map(Function<? super T, ? extends R> change) {
            return new Measured<>(change.apply(value));
        }
    }

    /**
     * Not ended: the value is at least this, and grows.
     *
     * @param lowerBound the value so far, such as an age
     */
    record Open<T>(T lowerBound) implements Figure<T> {
        /** Validates. */
        public Open {
            Objects.requireNonNull(lowerBound, "lowerBound");
        }

        @Override
        public <R> Figure<R> map(Function<? super T, ? extends R> change) {
            return new Open<>(change.apply(lowerBound));
        }
    }

    /**
     * There is a value, but it is not known.
     *
     * @param why the reason
     */
    record Unknown<T>(Reason why) implements Figure<T> {
        /** Validates. */
        public Unknown {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public <R> Figure<R> map(Function<? super T, ? extends R> change) {
            return new Unknown<>(why);
        }
    }

    /**
     * There is no such value for this item.
     *
     * @param why the reason
     */
    record NotApplicable<T>(Reason why) implements Figure<T> {
        /** Validates. */
        public NotApplicable {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public <R> Figure<R> map(Function<? super T, ? extends R> change) {
            return new NotApplicable<>(why);
        }
    }

    /**
     * The sources contradict each other.
     *
     * @param why the contradiction
     */
    record Contradictory<T>(Reason why) implements Figure<T> {
        /** Validates. */
        public Contradictory {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public <R> Figure<R> map(Function<? super T, ? extends R> change) {
            return new Contradictory<>(why);
        }
    }
}
