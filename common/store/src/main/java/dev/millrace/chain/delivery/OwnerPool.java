package dev.millrace.chain.delivery;

import dev.millrace.valuestream.Owner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives owners numbers and turns them back; nobody is 0. Not for concurrent use. */
final class OwnerPool {

    private final List<Owner> owners = new ArrayList<>(List.of(Owner.NOBODY));
    private final Map<Owner, Integer> numbers = new HashMap<>();

    int number(Owner owner) {
        int number = owner.equals(Owner.NOBODY) ? 0 : numbers.computeIfAbsent(owner, unseen -> owners.size());
        if (number == owners.size()) {
            owners.add(owner);
        }
        return number;
    }

    Owner owner(int number) {
        return owners.get(number);
    }
}
