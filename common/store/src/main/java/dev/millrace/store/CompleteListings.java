package dev.millrace.store;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.model.ArtifactSnapshot;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Complete listings: a source is read again from its beginning, and what it does not show any more is gone when it has come to
 * its end. All methods throw {@link StoreException} if the store cannot be read or written.
 */
public interface CompleteListings {

    /**
     * Begins a complete listing: the cursor of the source is forgotten, so that everything is read again, and what commits with
     * its cursor show from now on counts as met. Nothing is retracted before {@link #endListing}. One under way begins anew.
     */
    void beginListing(String source);

    /** The complete listing of the source that is under way, if one is. */
    Optional<Listing> listing(String source);

    /**
     * Ends the listing: what the source did not show since it began, and no other source shows, is {@link ExistenceFact.Gone}. In one
     * transaction. Does nothing if none is under way.
     */
    CommitResult endListing(String source);

    /** Ends the listing without any consequence: what was not met stays. */
    void abandonListing(String source);

    /** How many artifacts the source has shown that are in the store now. */
    long present(String source);

    /** Gives every artifact that the source has shown and that is not known to be gone, by number of its first appearance. */
    void forEachShown(String source, Consumer<? super ArtifactSnapshot> consumer);
}
