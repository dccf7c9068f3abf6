package dev.millrace.chain.delivery;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.chain.compact.StringPool;

/** The names that the numbers in the rows of deliveries stand for. */
public record DeliveryNames(StringPool ofChanges, StringPool ofDeployments, OwnerPool owners) {

    /** None yet. */
    DeliveryNames() {
        this(new StringPool(), new StringPool(), new OwnerPool());
    }

    public static DeliveryNames read(BinaryInput in) {
        return new DeliveryNames(StringPool.read(in), StringPool.read(in), OwnerPool.read(in));
    }

    public void write(BinaryOutput out) {
        ofChanges.write(out);
        ofDeployments.write(out);
        owners.write(out);
    }
}
