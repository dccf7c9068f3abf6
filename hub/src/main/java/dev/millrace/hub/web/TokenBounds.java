package dev.millrace.hub.web;

import dev.millrace.app.item.Visibility;
import dev.millrace.app.report.ReportQuestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/** Restricts a request to what its token may see. */
final class TokenBounds {

    private TokenBounds() {}

    /**
     * The request within the bounds: a missing selection becomes everything that the token may see.
     *
     * @throws ProblemException 403 if the request selects more than the token may see, 400 if one of several teams or services must be chosen
     */
    static ReportQuestion within(ReportQuestion asked, Visibility visibility) {
        return new ReportQuestion(
                asked.since(),
                asked.until(),
                asked.days(),
                projects(asked.projects(), visibility),
                asked.types(),
                asked.origins(),
                asked.stream(),
                one("team", asked.team(), visibility.teams()),
                one("service", asked.service(), visibility.services()),
                asked.by(),
                asked.compare());
    }

    private static List<String> projects(List<String> asked, Visibility visibility) {
        if (asked.isEmpty()) {
            return List.copyOf(visibility.projects());
        }
        asked.stream()
                .filter(project -> !visibility.project(project))
                .findFirst()
                .ifPresent(project -> {
                    throw hidden("project", visibility.projects());
                });
        return asked.stream()
                .map(project -> project.toUpperCase(Locale.ROOT))
                .sorted()
                .distinct()
                .toList();
    }

    private static Optional<String> one(String parameter, Optional<String> asked, SortedSet<String> allowed) {
        if (allowed.isEmpty()) {
            return asked;
        }
        if (asked.isPresent() && !allowed.contains(asked.get())) {
            throw hidden(parameter, allowed);
        }
        if (asked.isEmpty() && allowed.size() > 1) {
            throw new ProblemException(ProblemDetails.badRequest(
                    "this token shows several: choose one with " + parameter + "=, of " + String.join(", ", allowed)));
        }
        return asked.isPresent() ? asked : Optional.of(allowed.first());
    }

    private static ProblemException hidden(String parameter, SortedSet<String> allowed) {
        return new ProblemException(ProblemDetails.forbidden(
                "with the parameter " + parameter + " this token may request " + String.join(", ", allowed)));
    }
}
