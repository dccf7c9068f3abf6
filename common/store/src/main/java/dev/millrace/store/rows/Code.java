package dev.millrace.store.rows;

import dev.millrace.store.StoreException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers that stand for the constants of an enum in the database. A number is given by the place in the list and never
 * changes: new constants go to the end of the list, wherever they stand in the enum.
 */
public final class Code<E extends Enum<E>> {

    private final Class<E> type;
    private final List<E> constants;
    private final Map<E, Integer> numbers;

    /** The first constant is number 1. Fails at once if a constant of the enum is missing or named twice. */
    Code(Class<E> type, List<E> constants) {
        this.type = type;
        this.constants = List.copyOf(constants);
        this.numbers = new EnumMap<>(type);
        for (E constant : constants) {
            numbers.put(constant, numbers.size() + 1);
        }
        if (numbers.size() != constants.size() || numbers.size() != type.getEnumConstants().length) {
            throw new IllegalStateException("each constant of " + type.getName() + " needs one number in the store");
        }
    }

    public int of(E constant) {
        Integer number = numbers.get(constant);
        if (number == null) {
            throw new IllegalStateException(constant + " has no number");
        }
        return number;
    }

    public E read(int number) {
        if (number < 1 || number > constants.size()) {
            throw new StoreException("the store holds a " + type.getSimpleName() + " of number " + number
                    + ", which this version of Millrace does not know: a newer version wrote it, so use that one");
        }
        return constants.get(number - 1);
    }
}
