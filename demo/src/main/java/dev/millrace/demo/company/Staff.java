package dev.millrace.demo.company;

import dev.millrace.demo.company.Service.Merging;
import dev.millrace.demo.company.Service.Releasing;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who works there, and on what. */
final class Staff {

    private static final List<String> LOGINS = List.of(
            "ada-m", "ben-o", "cleo-r", "dario-s", "edda-k", "femi-a", "greta-w", "hugo-l", "iris-t", "jonas-b",
            "kira-d", "liam-f", "mona-v", "nils-p");
    private static final List<String> NAMES = List.of(
            "Ada M.",
            "Ben O.",
            "Cleo R.",
            "Dario S.",
            "Edda K.",
            "Femi A.",
            "Greta W.",
            "Hugo L.",
            "Iris T.",
            "Jonas B.",
            "Kira D.",
            "Liam F.",
            "Mona V.",
            "Nils P.");

    /** The developers. */
    final List<Person> developers = IntStream.range(0, LOGINS.size())
            .mapToObj(i -> new Person(i + 1, LOGINS.get(i), NAMES.get(i), false))
            .toList();
    /** Who writes most issues. */
    final List<Person> owners =
            List.of(new Person(21, "olga-h", "Olga H.", false), new Person(22, "piet-j", "Piet J.", false));
    /** Opens pull requests for new versions of libraries. */
    final Person updater = new Person(31, "dependency-updater", "Dependency updater", true);
    /** Remarks on style within minutes. */
    final Person linter = new Person(32, "style-checker", "Style checker", true);
    /** Deploys. */
    final Person deployer = new Person(33, "deploy-agent", "Deploy agent", true);

    final Service orders = new Service(1, "orders", "SHOP", Merging.SQUASH, Releasing.DAILY, developers.subList(0, 5));
    final Service billing =
            new Service(2, "billing", "BILL", Merging.MERGE, Releasing.TWICE_A_WEEK, developers.subList(5, 10));
    final Service catalog =
            new Service(3, "catalog", "CAT", Merging.REBASE, Releasing.CONTINUOUS, developers.subList(10, 14));

    List<Service> services() {
        return List.of(orders, billing, catalog);
    }

    List<Person> everybody() {
        return Stream.of(developers, owners, List.of(updater, linter, deployer))
                .flatMap(List::stream)
                .toList();
    }
}
