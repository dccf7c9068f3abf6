package dev.millrace.flow.oracle;

import dev.millrace.model.FlowEvent;
import dev.millrace.model.NativeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rule H3: puts the changes of one instant into the order in which each begins where the one before ended. */
final class OneInstant<E extends FlowEvent> {

    private final Function<E, Optional<?>> from;
    private final Function<E, Optional<?>> to;

    /** Of changes that lead from one value to another; none is a value as well. */
    OneInstant(Function<E, Optional<?>> from, Function<E, Optional<?>> to) {
        this.from = from;
        this.to = to;
    }

    /** The changes of a history, in order; {@code first} is what held before them, or null if nobody knows. */
    List<E> inOrder(List<FlowEvent> events, Class<E> kind, @Nullable Optional<?> first) {
        List<E> told = new ArrayList<>();
        events.stream().filter(kind::isInstance).map(kind::cast).forEach(told::add);
        told.sort(FlowEvent.ORDER);
        List<E> ordered = new ArrayList<>();
        Optional<?> before = first;
        int begin = 0;
        while (begin < told.size()) {
            int end = begin;
            while (end < told.size()
                    && told.get(end).occurredAt().equals(told.get(begin).occurredAt())) {
                end++;
            }
            E next = end < told.size() ? told.get(end) : null;
            ordered.addAll(ofOne(told.subList(begin, end), before, next == null ? null : from.apply(next)));
            before = to.apply(ordered.get(ordered.size() - 1));
            begin = end;
        }
        return ordered;
    }

    /** From what held before; if nothing begins there, from anything, to what comes next; else from anything; else as told. */
    private List<E> ofOne(List<E> told, @Nullable Optional<?> before, @Nullable Optional<?> next) {
        List<E> chain = before == null ? null : chain(told, before, null);
        chain = chain == null ? chain(told, null, next) : chain;
        chain = chain == null ? chain(told, null, null) : chain;
        return chain == null ? told : chain;
    }

    /** The first of all orders, by the places in the one that was told, that is a chain between these two, where they are known. */
    private @Nullable List<E> chain(List<E> left, @Nullable Optional<?> before, @Nullable Optional<?> next) {
        if (left.isEmpty()) {
            return next == null || before == null || same(before, next) ? List.of() : null;
        }
        for (int i = 0; i < left.size(); i++) {
            if (before == null || same(before, from.apply(left.get(i)))) {
                List<E> others = new ArrayList<>(left);
                E first = others.remove(i);
                List<E> rest = chain(others, to.apply(first), next);
                if (rest != null) {
                    List<E> chain = new ArrayList<>(List.of(first));
                    chain.addAll(rest);
                    return chain;
                }
            }
        }
        return null;
    }

    private static boolean same(Optional<?> one, Optional<?> other) {
        return one.orElse(null) instanceof NativeState state && other.orElse(null) instanceof NativeState otherState
                ? state.sameAs(otherState)
                : Objects.equals(one, other);
    }
}
