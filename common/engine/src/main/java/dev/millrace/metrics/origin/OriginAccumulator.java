package dev.millrace.metrics.origin;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.flow.PullRequestFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.Shares;
import dev.millrace.metrics.origin.OriginFigures.OfOrigin;
import dev.millrace.metrics.origin.OriginFigures.PullRequests;
import dev.millrace.valuestream.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the flow by origin. */
public final class OriginAccumulator implements Accumulator<ItemFlow, OriginFigures, OriginAccumulator> {

    /** By whom changes were written, and what that cost. */
    public static final FlowMetric<OriginFigures> METRIC = new FlowMetric<>(
            new Metric(
                    "origin",
                    "Origin of work",
                    "items, pull requests and durations",
                    "acceptance = merged / (merged + closed unmerged)",
                    "Items and pull requests by who wrote them: people, people with an assistant, an agent, "
                            + "automation, or unknown. Without a signal the origin is unknown, never people. "
                            + "Automation is no item and is counted beside the others. Each pull request counts "
                            + "once, with an item of the window; its figures count when it was merged or closed there. Reviews of bots "
                            + "and of the author are no reviews of people; those of agents are counted apart. The "
                            + "reviewers' turn is elapsed time: no tool records how long somebody read.",
                    "Millrace"),
            Evidence.of(ItemSelection.TOUCHING, OriginAccumulator::row),
            OriginAccumulator::new);

    /** The items of one origin. */
    private static final class Items {
        private final Samples flowTimes = new Samples();
        private final Samples leadTimes = new Samples();
        private long counted;
        private long done;

        void merge(Items other) {
            flowTimes.addAll(other.flowTimes);
            leadTimes.addAll(other.leadTimes);
            counted += other.counted;
            done += other.done;
        }
    }

    /** The pull requests of one origin. */
    private static final class Reviewed {
        private final Samples firstReviews = new Samples();
        private final Samples turns = new Samples();
        private final Samples sentBack = new Samples();
        private final long[] flags = new long[REVERTS + 1];
        private final long[] reviews = new long[3];
        private long notReviewed;
        private long sentBackOnce;

        PullRequests result() {
            return new PullRequests(
                    flags[OPENED],
                    flags[OPEN],
                    flags[MERGED],
                    flags[CLOSED],
                    Shares.of(flags[MERGED], flags[MERGED] + flags[CLOSED]),
                    firstReviews.durations(),
                    notReviewed,
                    turns.durations(),
                    sentBack.percentiles(n -> (long) n),
                    sentBackOnce,
                    reviews[0],
                    reviews[1],
                    reviews[2],
                    flags[REVERTS]);
        }
    }

    private static final int OPENED = 0;
    private static final int OPEN = 1;
    private static final int MERGED = 2;
    private static final int CLOSED = 3;
    private static final int REVERTS = 4;

    private final ReportScope scope;
    private final Map<Origin, Items> items = new EnumMap<>(Origin.class);
    private final PullRequestColumns pullRequests = new PullRequestColumns();

    private OriginAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        if (scope.touches(flow)) {
            Items of = of(flow.origin().origin());
            of.counted++;
            if (scope.stoppedWithin(flow) && flow.status() == Status.DONE) {
                of.done++;
                flow.flowTime().measured().ifPresent(time -> of.flowTimes.addWhole(time.toMillis()));
                flow.leadTime().measured().ifPresent(time -> of.leadTimes.addWhole(time.toMillis()));
            }
        }
        flow.pullRequests().forEach(this::add);
    }

    /** Adds what automation made; also what belongs to an issue. */
    public void add(Automation made) {
        add(made.pullRequest());
    }

    private void add(PullRequestFlow one) {
        int said = said(scope, one);
        if (said != 0) {
            pullRequests.add(one, said);
        }
    }

    /** What became of a pull request in the window; 0 if it does not count there. */
    private static int said(ReportScope scope, PullRequestFlow one) {
        Instant ended = one.endedAt();
        boolean open = !one.openedAt().isAfter(scope.at()) && (ended == null || ended.isAfter(scope.at()));
        int said = open ? PullRequestColumns.OPEN : 0;
        said |= scope.window().contains(one.openedAt()) ? PullRequestColumns.OPENED : 0;
        if (ended != null && scope.window().contains(ended) && !open) {
            said |= one.merged() ? PullRequestColumns.MERGED : PullRequestColumns.CLOSED;
        }
        return said;
    }

    @Override
    public OriginAccumulator merge(OriginAccumulator other) {
        other.items.forEach((origin, others) -> of(origin).merge(others));
        pullRequests.addAll(other.pullRequests);
        return this;
    }

    @Override
    public OriginFigures result() {
        Map<Origin, Reviewed> reviewed = new EnumMap<>(Origin.class);
        pullRequests.forEach((origin, flags, firstReview, turn, sentBack, reviews) -> {
            Reviewed of = reviewed.computeIfAbsent(origin, unseen -> new Reviewed());
            of.flags[OPENED] += (flags & PullRequestColumns.OPENED) == 0 ? 0 : 1;
            of.flags[OPEN] += (flags & PullRequestColumns.OPEN) == 0 ? 0 : 1;
            if ((flags & (PullRequestColumns.MERGED | PullRequestColumns.CLOSED)) == 0) {
                return;
            }
            of.flags[(flags & PullRequestColumns.MERGED) == 0 ? CLOSED : MERGED]++;
            of.flags[REVERTS] += (flags & PullRequestColumns.REVERTS) == 0 ? 0 : 1;
            if (firstReview < 0) {
                of.notReviewed++;
            } else {
                of.firstReviews.addWhole(firstReview);
            }
            of.turns.addWhole(turn);
            of.sentBack.addWhole(sentBack);
            of.sentBackOnce += sentBack > 0 ? 1 : 0;
            for (int i = 0; i < reviews.length; i++) {
                of.reviews[i] += reviews[i];
            }
        });
        List<OfOrigin> origins = new ArrayList<>();
        for (Origin origin : Origin.values()) {
            if (items.containsKey(origin) || reviewed.containsKey(origin)) {
                Items of = items.getOrDefault(origin, new Items());
                origins.add(new OfOrigin(
                        origin,
                        of.counted,
                        of.done,
                        of.flowTimes.durations(),
                        of.leadTimes.durations(),
                        reviewed.getOrDefault(origin, new Reviewed()).result()));
            }
        }
        return new OriginFigures(origins);
    }

    private Items of(Origin origin) {
        return items.computeIfAbsent(origin, unseen -> new Items());
    }

    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        ExplanationRow row = new ExplanationRow()
                .word("origin", flow.origin().origin().text())
                .word("signal", flow.origin().signal().text())
                .word("rule", flow.origin().rule())
                .word("confidence", flow.origin().signal().confidence().text());
        boolean any = scope.touches(flow);
        for (PullRequestFlow one : flow.pullRequests()) {
            if (said(scope, one) == 0) {
                continue;
            }
            any = true;
            ExplanationRow part = new ExplanationRow()
                    .word("pullRequest", one.artifact().toString())
                    .word("origin", one.origin().origin().text())
                    .at("opened", one.openedAt())
                    .at("ended", one.endedAt())
                    .is("merged", one.merged())
                    .count("sentBack", one.sentBack())
                    .count("reviews", one.reviews())
                    .count("agentReviews", one.agentReviews())
                    .count("botReviews", one.botReviews());
            if (one.firstReview() != null) {
                part.millis("firstReviewMs", one.firstReview().toMillis());
            }
            if (one.reviewersTurn() != null) {
                part.millis("reviewersTurnMs", one.reviewersTurn().toMillis());
            }
            row.part(part);
        }
        return any ? row : null;
    }
}
