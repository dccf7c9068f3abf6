package dev.millrace.http;

import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The budgets of all hosts a process talks to. One instance per process, given to every transport: collectors that ask one host
 * share its limit, and none may use up what another was told to leave alone.
 */
public final class HostBudgets {

    private final ConcurrentMap<String, HostBudget> budgets = new ConcurrentHashMap<>();

    HostBudget of(URI uri) {
        return budgets.computeIfAbsent(HostAddress.of(uri), host -> new HostBudget());
    }
}
