package dev.millrace.config;

import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.DeliveryStages;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.WaitingReason;
import dev.millrace.words.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code stages} of a stream and which of them its {@code delivery} passes through. */
final class StageReader {

    private static final String EXAMPLE = "a stage, such as \"- {id: in-progress, kind: active}\"";

    private StageReader() {}

    /**
     * The stages, with those that the rules themselves need added where they are not named: being blocked, and, before what is done,
     * the stages of a delivery. Empty if there is a mistake, which has been reported.
     */
    static Optional<List<Stage>> stages(YamlNode list) {
        Map<String, Stage> stages = new LinkedHashMap<>();
        boolean mistake = false;
        for (YamlNode item : list.items(EXAMPLE)) {
            Optional<Stage> stage = stage(item);
            mistake |= stage.isEmpty();
            stage.ifPresent(read -> {
                if (stages.putIfAbsent(read.id(), read) != null) {
                    item.error("there is another stage with id " + Quoted.of(read.id()));
                }
            });
        }
        if (!mistake && stages.values().stream().noneMatch(stage -> stage.kind() == StageKind.DONE)) {
            list.error("needs a stage of kind done");
            return Optional.empty();
        }
        return mistake ? Optional.empty() : Optional.of(List.copyOf(stages.values()));
    }

    private static Optional<Stage> stage(YamlNode item) {
        return item.mapping(StreamKeys.STAGE).flatMap(stage -> {
            Optional<String> id =
                    stage.require("id", "a stable name, such as in-progress").flatMap(Values::id);
            Optional<StageKind> kind = stage.require("kind", "one of new, active, waiting, done, cancelled")
                    .flatMap(node -> Values.choice(node, StageKind.values()));
            Optional<String> name = stage.get("name").flatMap(Values::text);
            Optional<WaitingReason> reason =
                    stage.get("waitingFor").flatMap(node -> Values.choice(node, WaitingReason.values()));
            if (kind.isPresent() && kind.get() != StageKind.WAITING) {
                stage.get("waitingFor").ifPresent(node -> node.error("belongs to stages of kind waiting"));
                reason = Optional.empty();
            }
            if (id.isEmpty() || kind.isEmpty()) {
                return Optional.empty();
            }
            @Nullable WaitingReason waitingFor = kind.get() == StageKind.WAITING ? reason.orElse(WaitingReason.OTHER) : null;
            return Optional.of(new Stage(id.get(), name.orElse(title(id.get())), kind.get(), waitingFor));
        });
    }

    /** {@code in-progress} as people write it. */
    private static String title(String id) {
        String words = id.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /**
     * The stages of a delivery: those that are named, else the stream's own of the same id and kind, else the default ones. A
     * stage for the author's or the reviewer's turn is also that of coding or of waiting for the first review, unless that is named too.
     *
     * @param part null if nothing is named
     */
    static DeliveryStages delivery(@Nullable YamlNode part, List<Stage> stages) {
        DeliveryStages standard = DefaultValueStream.delivery();
        Optional<YamlNode.Mapping> named = part == null ? Optional.empty() : part.mapping(StreamKeys.DELIVERY);
        Stage authoring = pick(named, "authoring", stages, standard.authoring());
        Stage reviewing = pick(named, "reviewing", stages, standard.reviewing());
        return new DeliveryStages(
                pick(named, "coding", stages, named(named, "authoring") ? authoring : standard.coding()),
                authoring,
                pick(named, "beforeReview", stages, named(named, "reviewing") ? reviewing : standard.beforeReview()),
                reviewing,
                pick(named, "merging", stages, standard.merging()),
                pick(named, "beforeBuild", stages, standard.beforeBuild()),
                pick(named, "beforeAgent", stages, standard.beforeAgent()),
                pick(named, "building", stages, standard.building()),
                pick(named, "approving", stages, standard.approving()),
                pick(named, "beforeDeploy", stages, standard.beforeDeploy()),
                pick(named, "deploying", stages, standard.deploying()));
    }

    private static boolean named(Optional<YamlNode.Mapping> named, String key) {
        return named.flatMap(part -> part.get(key)).isPresent();
    }

    private static Stage pick(Optional<YamlNode.Mapping> named, String key, List<Stage> stages, Stage standard) {
        Stage own = stages.stream()
                .filter(stage -> stage.id().equals(standard.id()) && stage.kind() == standard.kind())
                .findFirst()
                .orElse(standard);
        Optional<YamlNode> node = named.flatMap(part -> part.get(key));
        Optional<Stage> chosen = node.flatMap(value -> stage(value, stages));
        if (chosen.isPresent() && chosen.get().kind() != standard.kind()) {
            node.ifPresent(value -> value.error(
                    "must be a stage of kind " + standard.kind().name().toLowerCase(Locale.ROOT)));
            return own;
        }
        return chosen.orElse(own);
    }

    /** The stage of that id; an error names those there are. */
    static Optional<Stage> stage(YamlNode node, List<Stage> stages) {
        return node.text().flatMap(id -> {
            Optional<Stage> found =
                    stages.stream().filter(stage -> stage.id().equals(id)).findFirst();
            if (found.isEmpty()) {
                List<String> ids = stages.stream().map(Stage::id).toList();
                String guess = Suggestion.didYouMean(id, ids);
                node.error("there is no stage " + Quoted.of(id)
                        + (guess.isEmpty() ? "; there are " + String.join(", ", ids) : guess));
            }
            return found;
        });
    }

    /**
     * All stages of a stream in order: the written ones, and before the first that is done or cancelled what the rules need and is
     * not among them: the stages of its delivery, and being blocked. Coding stands before the author's turn, and waiting for the first
     * review before the reviewer's, wherever these are.
     */
    static List<Stage> completed(List<Stage> written, DeliveryStages delivery, YamlNode place) {
        List<Stage> needed = new ArrayList<>(List.of(
                delivery.authoring(),
                delivery.coding(),
                delivery.reviewing(),
                delivery.beforeReview(),
                delivery.merging(),
                delivery.beforeBuild(),
                delivery.beforeAgent(),
                delivery.building(),
                delivery.approving(),
                delivery.beforeDeploy(),
                delivery.deploying()));
        if (written.stream().noneMatch(stage -> stage.waitingFor() == WaitingReason.BLOCKED)) {
            needed.add(0, DefaultStages.BLOCKED);
        }
        List<Stage> all = new ArrayList<>(written);
        int end = 0;
        while (end < all.size() && !all.get(end).kind().closed()) {
            end++;
        }
        for (Stage stage : needed) {
            boolean clash = all.stream().anyMatch(other -> other.id().equals(stage.id()) && !other.equals(stage));
            if (clash) {
                place.error("stage " + stage.id() + " must be of kind "
                        + stage.kind().name().toLowerCase(Locale.ROOT)
                        + ": the rules use it for pull requests, builds, deployments or what is blocked");
            } else if (!all.contains(stage)) {
                boolean coding = stage.equals(delivery.coding());
                boolean first = coding || stage.equals(delivery.beforeReview());
                int at = first ? all.indexOf(coding ? delivery.authoring() : delivery.reviewing()) : end;
                all.add(at < 0 ? end : at, stage);
                end++;
            }
        }
        return all;
    }
}
