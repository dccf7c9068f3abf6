package io.jenkins.plugins.millrace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** What the plugin's classes may see of each other. */
@AnalyzeClasses(
        packagesOf = PluginArchitectureTest.class,
        importOptions = PluginArchitectureTest.NotBesideThisTest.class)
class PluginArchitectureTest {

    static final class NotBesideThisTest implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains(PluginArchitectureTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
        }
    }

    private static final String OUTBOX = "io.jenkins.plugins.millrace.outbox..";

    /** It must work the same whatever Jenkins does. */
    @ArchTest
    static final ArchRule the_outbox_needs_the_jdk_only = classes()
            .that()
            .resideInAPackage(OUTBOX)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(OUTBOX, "dev.millrace.words..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("io.jenkins.plugins.millrace.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule classes_form_no_cycles =
            slices().assignedFrom(new OutermostClasses()).should().beFreeOfCycles();

    /** A class and those declared in it are one. */
    private static final class OutermostClasses implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            JavaClass outermost = type;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            return SliceIdentifier.of(outermost.getName());
        }

        @Override
        public String getDescription() {
            return "classes";
        }
    }
}
