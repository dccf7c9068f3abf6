package dev.millrace.chain.delivery;

import java.util.BitSet;

/**
 * What deliveries come to.
 *
 * @param claimed the commits that a pull request brought, also as a copy that a rebase left
 * @param delivered see {@link DeliveryIndex#stateBefore}, by the place of the row among all
 * @param changes those of them that are changes by themselves
 */
public record DeliveryState(BitSet claimed, BitSet delivered, BitSet changes) {}
