package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;

/** Reads derived rows of builds, changes and deployments. All methods throw {@link StoreException} if the store cannot be read. */
public interface DeliveryTables {

    /** Gives every build that ended at or after an instant, or began then if it has not. */
    void forEachBuild(Instant from, BiConsumer<? super ArtifactId, byte[]> consumer);

    /** Gives how many builds of each owner had ended before an instant, without those; owners as numbers of the dictionary. */
    void forEachOwnerOfBuilds(Instant from, Set<ArtifactId> without, ObjLongConsumer<? super Integer> consumer);

    /** Gives every pull request of automation. */
    void forEachAutomation(DeliveryConsumer consumer);

    /** The services that have changes or deployments, as they are stored. */
    Set<String> services();

    /** Takes a row of a delivery. */
    @FunctionalInterface
    interface DeliveryConsumer {
        /** A change or deployment of that codebase. */
        void accept(int codebase, ArtifactId artifact, byte[] body);
    }

    /** Gives the changes of a service that were not in production before an instant, and those that a revert is about. */
    void forEachChange(String service, Instant from, DeliveryConsumer consumer);

    /** Takes how many changes there are of a codebase, service and owner. */
    @FunctionalInterface
    interface ChangeCountConsumer {
        /** So many; the owner as the number of a word of the dictionary. */
        void accept(int codebase, String service, int owner, long count);
    }

    /** Gives how many other changes there are. */
    void forEachOwnerOfChanges(Instant from, ChangeCountConsumer consumer);

    /** Gives every deployment of a service to production. */
    void forEachDeployment(String service, DeliveryConsumer consumer);
}
