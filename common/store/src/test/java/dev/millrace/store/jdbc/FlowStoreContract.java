package dev.millrace.store.jdbc;

import dev.millrace.store.FlowStore;

/** The whole contract of {@link FlowStore}; one test class for each database implements it. */
public interface FlowStoreContract
        extends CommitContract,
                KnowledgeContract,
                RetractionContract,
                KeyContract,
                ItemContract,
                ParentContract,
                TextContract,
                SharingContract,
                OperationsContract,
                CoverageContract,
                WatchContract,
                RenamingContract,
                RetentionContract,
                ChangeContract,
                RandomChangeContract,
                DerivationContract,
                LinkingContract {}
