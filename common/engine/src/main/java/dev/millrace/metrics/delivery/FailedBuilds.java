package dev.millrace.metrics.delivery;

import dev.millrace.metrics.ReportRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The builds that made the pipeline red: those that ended in the window and failed.
 *
 * @param builds the latest first
 * @param left how many more there are than a list holds
 */
public record FailedBuilds(List<BuildResult> builds, long left) {

    /** More builds than this are counted, and not listed. */
    public static final int MOST = 1_000;

    /** Copies the list. */
    public FailedBuilds {
        builds = List.copyOf(builds);
    }

    /** Lists the failed builds of a report, by the rules of {@link DeliveryAccumulator}. */
    public static final class Lister {

        private static final Comparator<BuildResult> LATEST_FIRST =
                Comparator.comparing(BuildResult::at).reversed().thenComparing(BuildResult::artifact);

        private final ReportRequest request;
        private final DeliveryFacts.Part part;
        private final List<BuildResult> builds = new ArrayList<>();

        /**
         * A list of nothing.
         *
         * @param part what the report is of
         */
        public Lister(ReportRequest request, DeliveryFacts.Part part) {
            this.request = request;
            this.part = part;
        }

        /** Adds a build, if the red rate counts it as failed. */
        public void add(BuildResult build) {
            if (build.colour() == BuildResult.Colour.RED
                    && request.window().contains(build.at())
                    && !build.at().isAfter(request.knowledge().asOf())
                    && request.filter().acceptsName(build.pipeline())
                    && part.accepts(build)) {
                builds.add(build);
            }
        }

        /** The list. */
        public FailedBuilds result() {
            List<BuildResult> sorted = builds.stream().sorted(LATEST_FIRST).toList();
            int most = Math.min(MOST, sorted.size());
            return new FailedBuilds(sorted.subList(0, most), sorted.size() - most);
        }
    }
}
