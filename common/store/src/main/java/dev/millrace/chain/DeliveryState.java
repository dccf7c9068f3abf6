package dev.millrace.chain;

import java.util.BitSet;

/**
 * What deliveries come to.
 *
 * @param claimed the commits that a pull request brought, also as a copy that a rebase left
 * @param delivered see {@link Deliveries#stateBefore}, by the place of the line among all
 * @param changes those of them that are changes by themselves
 */
record DeliveryState(BitSet claimed, BitSet delivered, BitSet changes) {}
