package dev.millrace.flow;

/**
 * What an artifact states about an interval, and the rule by which it counts.
 *
 * @param visit what it says
 * @param rule the rule
 */
record Claim(Visit visit, FlowRule rule) {}
