package dev.millrace;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.millrace.chain.ItemFlows;
import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.http.TransportSettings;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds the layout that CONTRIBUTING.md describes under "Where code lives". It lies in demo because demo sees every other
 * module.
 */
@AnalyzeClasses(
        packages = "dev.millrace",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {

    /** What the tests of several modules share comes as jars, which look like any other to the option for tests. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String CLI = "dev.millrace.cli..";

    /** Each package and the module that holds it; a new package is entered here in the same commit. */
    private static final Map<String, List<String>> PACKAGES = Map.ofEntries(
            Map.entry("common/model", List.of("model", "facts", "codec", "words")),
            Map.entry(
                    "common/engine",
                    List.of(
                            "valuestream",
                            "flow",
                            "sprint",
                            "reach",
                            "metrics",
                            "metrics.time",
                            "metrics.load",
                            "metrics.quality",
                            "metrics.delivery",
                            "metrics.origin",
                            "metrics.outlook",
                            "metrics.pipeline",
                            "metrics.portfolio",
                            "metrics.report")),
            Map.entry("common/store", List.of("store..", "pseudonym", "files", "chain..", "derive..")),
            Map.entry("common/collect", List.of("http", "collect..")),
            Map.entry("git-collector", List.of("git")),
            Map.entry("common/document", List.of("document", "document.chart", "buildcard")),
            Map.entry(
                    "common/view",
                    List.of(
                            "view",
                            "view.baseline",
                            "view.chart",
                            "view.item",
                            "view.page",
                            "view.portfolio",
                            "view.stream")),
            Map.entry("common/app", List.of("config", "exchange", "app..")),
            Map.entry("jira-collector", List.of("jira", "jira.development", "jira.panel")),
            Map.entry(
                    "github-collector",
                    List.of(
                            "github",
                            "github.actions",
                            "github.api",
                            "github.issues",
                            "github.releases",
                            "github.runs")),
            Map.entry(
                    "hub",
                    List.of(
                            "hub",
                            "hub.access",
                            "hub.figures",
                            "hub.intake",
                            "hub.mcp",
                            "hub.pages",
                            "hub.web",
                            "hub.webhook")),
            Map.entry("cli", List.of("cli..")),
            Map.entry("demo/fakes", List.of("fake..")),
            Map.entry("demo", List.of("demo..")));

    /** The packages whose answers depend on their arguments alone. */
    private static final String[] PURE = packages("model", "facts", "valuestream", "flow", "sprint", "metrics");

    // ---- Maven's dependencies say which module may see which. These rules say what Maven cannot.

    /** Without this rule a renamed package would leave the rules below with nothing to check. */
    @ArchTest
    static final ArchRule every_class_lives_in_a_package_that_is_listed_here = classes()
            .that()
            .resideInAPackage("dev.millrace..")
            .should()
            .resideInAnyPackage(PACKAGES.values().stream()
                    .flatMap(List::stream)
                    .map(p -> "dev.millrace." + p)
                    .toArray(String[]::new));

    /** The panel is a view: what an issue shows has nothing to do with how it was read. */
    @ArchTest
    static final ArchRule the_jira_panel_sees_neither_http_nor_the_store = noClasses()
            .that()
            .resideInAPackage("dev.millrace.jira.panel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages("http", "store", "collect"));

    @ArchTest
    static final ArchRule words_need_the_jdk_only = needsOnly("words");

    @ArchTest
    static final ArchRule files_need_the_jdk_and_words_only = needsOnly("files", "words");

    @ArchTest
    static final ArchRule only_the_web_package_knows_the_server_library = noClasses()
            .that()
            .resideOutsideOfPackage("dev.millrace.hub.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("dev.millrace.(**)").should().beFreeOfCycles();

    private static final int MOST_FILES = 40;

    /**
     * A nested class belongs to the class around it. That a sealed type names its permitted types is no dependency here: that is
     * what sealed types are for.
     */
    @ArchTest
    static final ArchRule classes_inside_a_package_form_no_cycles =
            slices().assignedFrom(new TopLevelClass()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule a_package_has_at_most_40_files = classes()
            .should(new ArchCondition<>("live in a package of at most " + MOST_FILES + " files") {

                private final Map<String, Set<String>> files = new TreeMap<>();

                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    files.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                            .add(TopLevelClass.of(type).getName());
                }

                @Override
                public void finish(ConditionEvents events) {
                    files.forEach((name, all) -> {
                        if (all.size() > MOST_FILES) {
                            events.add(SimpleConditionEvent.violated(name, name + " has " + all.size() + " files"));
                        }
                    });
                }
            });

    /** Gives each class a slice of its own. */
    private static final class TopLevelClass implements SliceAssignment {

        static JavaClass of(JavaClass type) {
            return type.getEnclosingClass().map(TopLevelClass::of).orElse(type);
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(of(type).getName());
        }

        @Override
        public String getDescription() {
            return "classes with those nested in them";
        }
    }

    // ---- a library has one package that knows it

    @ArchTest
    static final ArchRule in_common_only_http_needs_the_http_library = onlyOneNeeds("http", "okhttp3..", "okio..");

    @ArchTest
    static final ArchRule only_store_needs_a_database =
            onlyOneNeeds("store", "java.sql..", "javax.sql..", "org.flywaydb..", "org.sqlite..", "org.postgresql..");

    @ArchTest
    static final ArchRule only_config_needs_the_yaml_library = onlyOneNeeds("config", "org.snakeyaml..");

    /** Whoever computed a flow otherwise could say something else of an item than all others. */
    @ArchTest
    static final ArchRule one_class_decides_what_flows_are_computed_with = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ItemFlows.class.getName())
            .should()
            .callConstructorWhere(describe(
                    "an algebra or what others did is made",
                    call -> call.getTargetOwner().isEquivalentTo(FlowAlgebra.class)
                            || (call.getTargetOwner().isEquivalentTo(CompletedWork.class)
                                    && !call.getOriginOwner().isEquivalentTo(CompletedWork.class))));

    // ---- pure packages: the same facts give the same figures, whenever and wherever they are computed

    @ArchTest
    static final ArchRule pure_packages_ask_no_clock = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .accessTargetWhere(
                    describe("a clock or the zone of this machine is asked", ArchitectureTest::asksTheMachine))
            .because("an instant is an argument, so that a report of last year can be computed again");

    @ArchTest
    static final ArchRule pure_packages_see_no_file_network_or_database = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net..", "java.io..", "java.nio.file..", "java.nio.channels..", "java.sql..")
                    // these two only carry a value: an address that nobody opens, a marker on exceptions
                    .and(not(name("java.net.URI").or(name("java.io.Serializable")))));

    // ---- everywhere

    @ArchTest
    static final ArchRule only_the_console_writes_to_standard_output = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.millrace.cli.output.Console")
            .should(ACCESS_STANDARD_STREAMS)
            .because("libraries log, and a command hands its text to Console, where a test can read it");

    /** Whoever built one of its own would forget the proxy and the CA. GitHub's library gets one that hands on to our transport. */
    @ArchTest
    static final ArchRule one_class_builds_http_clients = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.millrace.http.OkHttpClients")
            .and()
            .doNotHaveFullyQualifiedName("dev.millrace.github.api.HubConnector")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("okhttp3.OkHttpClient$Builder");

    @ArchTest
    static final ArchRule commands_ask_tools_over_the_configured_network = noClasses()
            .that()
            .resideInAnyPackage(CLI, "dev.millrace.app..")
            .and()
            .doNotHaveFullyQualifiedName("dev.millrace.app.Workspace")
            .should()
            .callMethod(TransportSettings.class, "standard", String.class);

    @ArchTest
    static final ArchRule nobody_uses_the_old_date_classes = noClasses()
            .should()
            .dependOnClassesThat(assignableTo(Date.class).or(assignableTo(Calendar.class)))
            .because("they are mutable and carry a hidden zone; use java.time");

    @ArchTest
    static final ArchRule static_state_does_not_change = fields().that()
            .areNotFinal()
            .should()
            .notBeStatic()
            .because("two value streams may be read in one process");

    private static String[] packages(String... packages) {
        return Stream.of(packages).map(p -> "dev.millrace." + p + "..").toArray(String[]::new);
    }

    private static ArchRule needsOnly(String from, String... others) {
        String[] allowed = Stream.concat(
                        Stream.of(packages(others)),
                        Stream.of("dev.millrace." + from + "..", "java..", "org.jspecify.."))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("dev.millrace." + from + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    private static ArchRule onlyOneNeeds(String allowed, String... libraries) {
        return noClasses()
                .that()
                .resideInAnyPackage(PACKAGES.entrySet().stream()
                        .filter(module -> module.getKey().startsWith("common/"))
                        .flatMap(module -> module.getValue().stream())
                        .map(p -> "dev.millrace." + p)
                        .toArray(String[]::new))
                .and()
                .resideOutsideOfPackages(packages(allowed))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static boolean asksTheMachine(JavaAccess<?> access) {
        String asked = access.getName();
        if (access.getTargetOwner().getPackageName().equals("java.time")) {
            return asked.equals("now") || asked.startsWith("system") || asked.startsWith("tick");
        }
        return access.getTargetOwner().isEquivalentTo(System.class)
                && (asked.equals("currentTimeMillis") || asked.equals("nanoTime"));
    }
}
