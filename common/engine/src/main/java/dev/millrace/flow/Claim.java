package dev.millrace.flow;

/**
 * What something says of a stretch of time, and the rule by which it counts.
 *
 * @param visit what it says
 * @param rule the rule
 */
record Claim(Visit visit, FlowRule rule) {}
