package dev.millrace.derive;

import dev.millrace.chain.ItemFlows;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import org.jspecify.annotations.Nullable;

/**
 * What an answer from derived rows is made of.
 *
 * @param store the store with the rows
 * @param knowledge what the answer is about
 * @param definition as of that knowledge
 * @param refresh what replaces rows that are not up to date; null if all are
 * @param items items with their chains
 * @param flows the flows of items
 */
record DerivedSource(
        FlowStore store,
        Knowledge knowledge,
        Definition definition,
        @Nullable Refresh refresh,
        DerivedItems items,
        ItemFlows flows) {}
