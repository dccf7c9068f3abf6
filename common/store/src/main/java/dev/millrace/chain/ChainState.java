package dev.millrace.chain;

import dev.millrace.chain.compact.LongList;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;

/**
 * What all that tells chains apart comes to.
 *
 * @param known the commits whose parents are known
 * @param ofPullRequests the commits that a pull request brought
 * @param jobsOfBranches by their hashes the jobs that build branches
 * @param productionJobs the jobs that went to production
 * @param defaultBranches the names of default branches
 * @param flagged the repositories in which the tool's flag of production decides
 * @param firstProductions of every service that was deployed to production when that ended well first
 * @param signatures see {@link ChainWorld#signatures}
 */
record ChainState(
        BitSet known,
        BitSet ofPullRequests,
        BitSet jobsOfBranches,
        Set<String> productionJobs,
        Set<String> defaultBranches,
        Set<String> flagged,
        Map<String, Instant> firstProductions,
        LongList signatures) {}
