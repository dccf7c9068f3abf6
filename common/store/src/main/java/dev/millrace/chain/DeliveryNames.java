package dev.millrace.chain;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;

/** The names that the numbers in the lines of deliveries stand for. */
record DeliveryNames(Texts ofChanges, Texts ofDeployments, Owners owners) {

    /** None yet. */
    DeliveryNames() {
        this(new Texts(), new Texts(), new Owners());
    }

    static DeliveryNames read(BinaryInput in) {
        return new DeliveryNames(Texts.read(in), Texts.read(in), Owners.read(in));
    }

    void write(BinaryOutput out) {
        ofChanges.write(out);
        ofDeployments.write(out);
        owners.write(out);
    }
}
