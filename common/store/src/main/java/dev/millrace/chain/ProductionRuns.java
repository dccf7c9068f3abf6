package dev.millrace.chain;

import dev.millrace.chain.graph.Attributes;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ProductionRule;
import java.util.Optional;

/** Tells which builds and deployments are to production, and what tells that, for who looks at nothing else of them. */
public final class ProductionRuns {

    private final ServiceCatalog catalog;

    private ProductionRuns(ServiceCatalog catalog) {
        this.catalog = catalog;
    }

    /** With what all deployments of a store say. */
    public static ProductionRuns of(Definition definition, KnownFacts store, Knowledge knowledge) {
        return new ProductionRuns(ServiceCatalog.of(definition, store, knowledge));
    }

    /** What tells that it is to production; empty if it is not. */
    public Optional<ProductionRule> rule(ArtifactHistory run) {
        ArtifactSnapshot read = catalog.read(run).snapshot();
        return Attributes.isTrue(read, Attribute.PRODUCTION)
                ? Optional.ofNullable(Attributes.first(read, Attributes.PRODUCTION_RULE))
                        .map(ProductionRule::valueOf)
                : Optional.empty();
    }
}
