package dev.millrace.metrics.delivery;

import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.ProductionRule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How changes reach production: the five keys of DORA, and the pipeline's red rate. Without a production environment there is a
 * reason instead of a number.
 *
 * @param leadTime see {@link DeliveryMetrics#LEAD_TIME_FOR_CHANGES}; of changes deployed in the window, and of those that landed in it and
 *     are not known to be deployed
 * @param bounded changes whose lead time counts from the opening of the pull request, because their author dates are later
 * @param frequency see {@link DeliveryMetrics#DEPLOYMENT_FREQUENCY}
 * @param changeFailRate see {@link DeliveryMetrics#CHANGE_FAIL_RATE}
 * @param failures how many failures there are of each kind, for deployments of the window
 * @param failed what decided of each failed deployment of the window that it failed, the latest deployment first
 * @param recovery see {@link DeliveryMetrics#FAILED_DEPLOYMENT_RECOVERY_TIME}; one per failed deployment
 * @param reworkRate see {@link DeliveryMetrics#DEPLOYMENT_REWORK_RATE}
 * @param redRate see {@link DeliveryMetrics#PIPELINE_RED_RATE}
 * @param weeks the ISO weeks the window touches, in order
 * @param accounts what became of everything that was offered
 * @param production the rules that found production deployments: the count of each environment, at any time; untrusted text
 * @param origins the changes that count, and those of automation beside them, by who wrote them
 */
public record DeliveryReport(
        TimeStatistics leadTime,
        long bounded,
        Figure<Frequency> frequency,
        Rate changeFailRate,
        Map<DeploymentFailure.Kind, Long> failures,
        List<DeploymentFailure> failed,
        TimeStatistics recovery,
        Rate reworkRate,
        Rate redRate,
        List<Week> weeks,
        Accounts accounts,
        SortedMap<ProductionRule, SortedMap<String, Long>> production,
        List<OfOrigin> origins) {

    /**
     * Changes of one origin.
     *
     * @param origin by whom they were written
     * @param changes how many
     * @param leadTime their lead time for changes; of automation too, which is in no other lead time
     * @param takenBack how many of them a later change took back
     */
    public record OfOrigin(Origin origin, long changes, Figure<Percentiles<Duration>> leadTime, long takenBack) {}

    /**
     * What became of everything that was offered: each is counted, or left out for a reason.
     *
     * @param changes of these are the lead times; those that count are measured, open, unknown or contradictory there
     * @param deployments to production
     * @param builds whether they have ended or not
     * @param incidents those that say of a deployment of the window that it was wrong are counted
     */
    public record Accounts(Population changes, Population deployments, Population builds, Population incidents) {
        /** Validates. */
        public Accounts {
            Objects.requireNonNull(changes, "changes");
            Objects.requireNonNull(deployments, "deployments");
            Objects.requireNonNull(builds, "builds");
            Objects.requireNonNull(incidents, "incidents");
        }
    }

    /** Changes made by bots, deployed or landed in the window; in no lead time. */
    public long bots() {
        return accounts.changes().leftOut(LeftOut.AUTOMATION);
    }

    /** Builds that show nothing about the pipeline. */
    public BuildsLeftOut leftOut() {
        Population builds = accounts.builds();
        return new BuildsLeftOut(
                builds.leftOut(LeftOut.NO_VERDICT),
                builds.leftOut(LeftOut.END_UNKNOWN),
                builds.leftOut(LeftOut.NOT_ENDED));
    }

    /** Incidents of the window that belong to no service, so the failed deployment is not known. */
    public long incidentsWithoutService() {
        return accounts.incidents().leftOut(LeftOut.NO_SERVICE);
    }

    /**
     * How often something was deployed to production.
     *
     * @param deployments how many deployments ended well
     * @param daysWith local days with at least one of them
     * @param days local days the window touches
     * @param daysPerFullWeek days with a deployment per ISO week that lies wholly inside the window; unknown if there is none
     */
    public record Frequency(long deployments, long daysWith, long days, Figure<Percentiles<Long>> daysPerFullWeek) {
        /** Validates: there are not more days with a deployment than days. */
        public Frequency {
            if (daysWith > days || daysWith > deployments) {
                throw new IllegalArgumentException(
                        daysWith + " days with one of " + deployments + " deployments, of " + days + " days");
            }
        }

        /** Days with a deployment by days. */
        public double share() {
            return (double) daysWith / days;
        }
    }

    /**
     * A part of a whole.
     *
     * @param part how many
     * @param whole of how many
     * @param value part by whole; unknown if nothing could have shown it
     */
    public record Rate(long part, long whole, Figure<Double> value) {
        /** Validates: a part is no larger than its whole. */
        public Rate {
            if (part > whole) {
                throw new IllegalArgumentException(part + " of " + whole + " is no part");
            }
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * Builds in no red rate. Together with its whole they are all builds of the window.
     *
     * @param aborted ended in it and were aborted, skipped or not built
     * @param endUnknown began in it and ended at an unknown instant
     * @param notEnded began in it and have not ended as far as was reported
     */
    public record BuildsLeftOut(long aborted, long endUnknown, long notEnded) {

        /** How many there are. */
        public long total() {
            return aborted + endUnknown + notEnded;
        }
    }

    /**
     * One ISO week.
     *
     * @param isoWeek its name
     * @param monday its first day
     * @param partial whether the window or as-of cut a part of it off
     * @param deployments production deployments that ended well in it
     * @param failed how many of them failed in use
     * @param leadTime of the changes deployed in it
     */
    public record Week(
            String isoWeek,
            LocalDate monday,
            boolean partial,
            long deployments,
            long failed,
            Figure<Percentiles<Duration>> leadTime) {}

    /** Copies the collections. */
    public DeliveryReport {
        Objects.requireNonNull(leadTime, "leadTime");
        Objects.requireNonNull(frequency, "frequency");
        failures = Map.copyOf(failures);
        failed = List.copyOf(failed);
        weeks = List.copyOf(weeks);
        origins = List.copyOf(origins);
        Objects.requireNonNull(accounts, "accounts");
        SortedMap<ProductionRule, SortedMap<String, Long>> copy = new TreeMap<>();
        production.forEach(
                (rule, environments) -> copy.put(rule, Collections.unmodifiableSortedMap(new TreeMap<>(environments))));
        production = Collections.unmodifiableSortedMap(copy);
    }
}
