package dev.millrace.app.item;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Team;
import java.util.List;

/**
 * Whether one artifact may be seen by the bounds of a token. What no team or service is known of is not shown to a token that is
 * bound to teams or services; a build belongs to no project, so a token bound to projects sees none.
 */
public record Seeing(Definition definition, Visibility visibility) {

    public boolean sees(KnownFacts store, ArtifactId artifact, Knowledge knowledge) {
        return visibility.everything()
                || store.histories(List.of(artifact), knowledge).stream()
                        .findFirst()
                        .filter(history -> sees(history.snapshot()))
                        .isPresent();
    }

    private boolean sees(ArtifactSnapshot artifact) {
        boolean project = visibility.projects().isEmpty()
                || (artifact.artifact().kind() == ArtifactKind.ISSUE && visibility.project(artifact.project()));
        boolean team = visibility.teams().isEmpty()
                || definition
                        .team(artifact)
                        .map(Team::id)
                        .filter(id -> visibility.teams().contains(id))
                        .isPresent();
        boolean service = visibility.services().isEmpty()
                || definition
                        .service(artifact)
                        .map(Service::id)
                        .filter(id -> visibility.services().contains(id))
                        .isPresent();
        return project && team && service;
    }
}
