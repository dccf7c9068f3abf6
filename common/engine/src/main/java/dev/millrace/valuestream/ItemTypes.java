package dev.millrace.valuestream;

import dev.millrace.model.NativeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which item type each native type stands for: by its name, regardless of case, else by its id. Immutable. */
public final class ItemTypes {

    private final Map<String, ItemType> byName;

    private ItemTypes(Map<String, ItemType> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** Types by the names or ids that stand for them. */
    public static ItemTypes of(Map<ItemType, ? extends Collection<String>> names) {
        Map<String, ItemType> byName = new HashMap<>();
        names.forEach((type, list) -> list.forEach(name -> {
            ItemType other = byName.put(name.toLowerCase(Locale.ROOT), type);
            if (other != null && other != type) {
                throw new IllegalArgumentException(
                        "native type \"" + name + "\" cannot be both " + other.text() + " and " + type.text());
            }
        }));
        return new ItemTypes(byName);
    }

    /** The item type of a native type; UNCLASSIFIED if the definition does not name it or there is none. */
    public ItemType classify(@Nullable NativeType nativeType) {
        if (nativeType == null) {
            return ItemType.UNCLASSIFIED;
        }
        ItemType named = byName.get(nativeType.name().toLowerCase(Locale.ROOT));
        return named != null
                ? named
                : byName.getOrDefault(String.valueOf(nativeType.id()).toLowerCase(Locale.ROOT), ItemType.UNCLASSIFIED);
    }
}
