package dev.millrace.valuestream;

import java.util.stream.Stream;

/**
 * The stages that pull requests, builds and deployments stand for.
 *
 * @param coding written, and not opened yet: how a pull request without an issue begins
 * @param authoring a draft, or the author's turn
 * @param beforeReview ready for review, but not yet reviewed
 * @param reviewing the reviewer's turn, once it has been reviewed
 * @param merging approved and not merged
 * @param beforeBuild merged and not building
 * @param beforeAgent building or deploying, and every running part waits for an agent
 * @param building a build runs
 * @param approving a build or deployment waits for a person's input
 * @param beforeDeploy built and not deploying
 * @param deploying a deployment runs
 */
public record DeliveryStages(
        Stage coding,
        Stage authoring,
        Stage beforeReview,
        Stage reviewing,
        Stage merging,
        Stage beforeBuild,
        Stage beforeAgent,
        Stage building,
        Stage approving,
        Stage beforeDeploy,
        Stage deploying) {

    /** Validates: work is active, and what lies between is waiting. */
    public DeliveryStages {
        require(StageKind.ACTIVE, Stream.of(coding, authoring, building, deploying));
        require(
                StageKind.WAITING,
                Stream.of(beforeReview, reviewing, merging, beforeBuild, beforeAgent, approving, beforeDeploy));
    }

    private static void require(StageKind kind, Stream<Stage> stages) {
        stages.filter(stage -> stage.kind() != kind).findFirst().ifPresent(stage -> {
            throw new IllegalArgumentException("stage " + stage.id() + " must be of kind " + kind);
        });
    }
}
