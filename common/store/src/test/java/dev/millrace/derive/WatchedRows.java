package dev.millrace.derive;

import dev.millrace.store.CodebaseTables;
import dev.millrace.store.DeliveryTables;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.FlowStore;
import dev.millrace.store.ItemTables;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** A store where something happens after each call to its derived rows. */
final class WatchedRows {

    private static final List<Class<?>> WATCHED =
            List.of(DerivedStore.class, CodebaseTables.class, ItemTables.class, DeliveryTables.class);

    private WatchedRows() {}

    /** The same store, watched. */
    static FlowStore of(FlowStore store, Runnable after) {
        return (FlowStore) proxy(FlowStore.class, store, () -> {}, after);
    }

    private static Object proxy(Class<?> type, Object object, Runnable after, Runnable afterRows) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
            Object result;
            try {
                result = method.invoke(object, values);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            after.run();
            return WATCHED.contains(method.getReturnType())
                    ? proxy(method.getReturnType(), result, afterRows, afterRows)
                    : result;
        });
    }
}
