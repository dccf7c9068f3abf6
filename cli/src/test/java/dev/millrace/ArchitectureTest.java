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
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.millrace.http.TransportSettings;
import java.util.Calendar;
import java.util.Date;
import java.util.stream.Stream;

/**
 * Holds the layout that CONTRIBUTING.md describes under "Where code lives". It lies in cli because cli sees every other
 * module.
 */
@AnalyzeClasses(
        packages = {"dev.millrace", "io.jenkins.plugins.millrace"},
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {

    /** The fakes that the collectors' tests share come as jars, which look like any other to the option for tests. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String CLI = "dev.millrace.cli..";
    private static final String JIRA = "dev.millrace.jira..";
    private static final String GITHUB = "dev.millrace.github..";
    private static final String HUB = "dev.millrace.hub..";
    private static final String JENKINS = "io.jenkins.plugins.millrace..";

    private static final String[] PACKAGES_OF_COMMON = inCommon(
            "model",
            "words",
            "binary",
            "codec",
            "pseudonym",
            "valuestream",
            "config",
            "flow",
            "metrics",
            "store",
            "chain",
            "projection",
            "http",
            "collect",
            "view",
            "exchange",
            "files",
            "outbox");

    /** The packages whose answers depend on their arguments alone. */
    private static final String[] PURE = inCommon("model", "valuestream", "flow", "metrics");

    // ---- modules: cli -> jira-collector, github-collector -> common; jenkins-plugin -> common

    @ArchTest
    static final ArchRule common_sees_no_other_module = noClasses()
            .that()
            .resideInAnyPackage(PACKAGES_OF_COMMON)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLI, JIRA, GITHUB, HUB, JENKINS);

    // The three rules below may match no class until the first class of their module is written.

    @ArchTest
    static final ArchRule the_jira_collector_sees_common_only = noClasses()
            .that()
            .resideInAPackage(JIRA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLI, GITHUB, HUB, JENKINS)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_github_collector_sees_common_only = noClasses()
            .that()
            .resideInAPackage(GITHUB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLI, JIRA, HUB, JENKINS)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_jenkins_plugin_sees_common_only = noClasses()
            .that()
            .resideInAPackage(JENKINS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLI, JIRA, GITHUB, HUB)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_hub_sees_common_only = noClasses()
            .that()
            .resideInAPackage(HUB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLI, JIRA, GITHUB, JENKINS);

    /** The plugin carries it, so it needs nothing but the JDK. */
    @ArchTest
    static final ArchRule the_outbox_needs_the_jdk_only = classes()
            .that()
            .resideInAPackage("dev.millrace.outbox..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.millrace.outbox..", "dev.millrace.words..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule words_need_the_jdk_only = classes()
            .that()
            .resideInAPackage("dev.millrace.words..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.millrace.words..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule files_need_the_jdk_and_words_only = classes()
            .that()
            .resideInAPackage("dev.millrace.files..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.millrace.files..", "dev.millrace.words..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule only_the_web_package_knows_the_server_library = noClasses()
            .that()
            .resideOutsideOfPackage("dev.millrace.hub.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule cli_does_not_see_the_jenkins_plugin = noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JENKINS);

    // ---- packages of common, from the inside out

    /**
     * Without this rule a renamed package would leave the rules below with nothing to check. With it they may be empty:
     * that can only mean that the package has not been written yet.
     */
    @ArchTest
    static final ArchRule every_class_lives_in_a_package_these_rules_know = classes()
            .that()
            .resideInAPackage("dev.millrace..")
            .should()
            .resideInAnyPackage(Stream.concat(Stream.of(PACKAGES_OF_COMMON), Stream.of(CLI, JIRA, GITHUB, HUB))
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule model_sees_nothing_else = seesNone(
            "model", "valuestream", "config", "flow", "metrics", "store", "http", "collect", "view", "exchange");

    @ArchTest
    static final ArchRule codec_sees_the_model_only = seesNone(
            "codec",
            "valuestream",
            "config",
            "flow",
            "metrics",
            "store",
            "chain",
            "http",
            "collect",
            "view",
            "exchange");

    @ArchTest
    static final ArchRule pseudonym_sees_the_model_only = seesNone(
            "pseudonym",
            "codec",
            "valuestream",
            "config",
            "flow",
            "metrics",
            "store",
            "chain",
            "http",
            "collect",
            "view",
            "exchange");

    @ArchTest
    static final ArchRule binary_sees_nothing_else = seesNone(
            "binary", "model", "codec", "valuestream", "config", "flow", "metrics", "store", "chain", "projection");

    @ArchTest
    static final ArchRule chain_sees_neither_http_nor_views = seesNone("chain", "http", "view", "projection");

    @ArchTest
    static final ArchRule projection_sees_neither_http_nor_views = seesNone("projection", "http", "view", "collect");

    @ArchTest
    static final ArchRule valuestream_sees_neither_store_nor_http = seesNone("valuestream", "store", "http");

    @ArchTest
    static final ArchRule config_sees_model_and_valuestream_only =
            seesNone("config", "flow", "metrics", "store", "http", "collect", "view", "exchange");

    @ArchTest
    static final ArchRule flow_sees_neither_store_nor_http = seesNone("flow", "store", "http");

    @ArchTest
    static final ArchRule metrics_sees_neither_store_nor_http = seesNone("metrics", "store", "http");

    @ArchTest
    static final ArchRule store_does_not_see_http = seesNone("store", "http");

    @ArchTest
    static final ArchRule http_sees_neither_store_nor_views = seesNone("http", "store", "view");

    @ArchTest
    static final ArchRule collect_does_not_see_views = seesNone("collect", "view");

    @ArchTest
    static final ArchRule view_sees_neither_store_nor_http = seesNone("view", "store", "http");

    @ArchTest
    static final ArchRule exchange_does_not_see_http = seesNone("exchange", "http");

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("dev.millrace.(**)").should().beFreeOfCycles();

    // ---- optional libraries: the Jenkins plugin carries none of them, so one package each may need them

    @ArchTest
    static final ArchRule in_common_only_http_needs_the_http_library = onlyOneNeeds("http", "okhttp3..", "okio..");

    @ArchTest
    static final ArchRule in_common_only_store_needs_a_database = onlyOneNeeds(
            "store", "java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..", "org.sqlite..", "org.postgresql..");

    @ArchTest
    static final ArchRule in_common_only_config_needs_the_yaml_library = onlyOneNeeds("config", "org.snakeyaml..");

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
            .doNotHaveFullyQualifiedName("dev.millrace.cli.Console")
            .should(ACCESS_STANDARD_STREAMS)
            .because("libraries log, and a command hands its text to Console, where a test can read it");

    /** Whoever built one of its own would forget the proxy and the CA. GitHub's library gets one that hands on to our transport. */
    @ArchTest
    static final ArchRule one_class_builds_http_clients = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.millrace.http.OkHttpClients")
            .and()
            .doNotHaveFullyQualifiedName("dev.millrace.github.HubConnector")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("okhttp3.OkHttpClient$Builder");

    /** The demo speaks to loopback only. */
    @ArchTest
    static final ArchRule commands_ask_tools_over_the_configured_network = noClasses()
            .that()
            .resideInAPackage(CLI)
            .and()
            .doNotHaveFullyQualifiedName("dev.millrace.cli.Session")
            .and()
            .resideOutsideOfPackage("dev.millrace.cli.demo..")
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

    private static String[] inCommon(String... packages) {
        return Stream.of(packages).map(p -> "dev.millrace." + p + "..").toArray(String[]::new);
    }

    private static ArchRule seesNone(String from, String... others) {
        return noClasses()
                .that()
                .resideInAnyPackage(inCommon(from))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(inCommon(others))
                .allowEmptyShould(true);
    }

    private static ArchRule onlyOneNeeds(String allowed, String... libraries) {
        return noClasses()
                .that()
                .resideInAnyPackage(PACKAGES_OF_COMMON)
                .and()
                .resideOutsideOfPackages(inCommon(allowed))
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
