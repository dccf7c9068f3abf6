package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fake.github.FakeGraphQl;
import dev.millrace.github.api.GraphQlQuery;
import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds our queries, and the part of the schema that the fake server answers, to the schema that GitHub publishes: so that client
 * and fake cannot agree on a fiction. The schema comes from npm at test time.
 */
class GitHubSchemaTest {

    private static final Path SCHEMA = Path.of("@octokit", "graphql-schema", "schema.graphql");

    /** What GitHub answers and the package does not have yet: by GitHub's reference of GraphQL. */
    private static final String LATER = """

            type IssueType implements Node {
              id: ID!
              name: String!
            }
            type ProjectV2ItemStatusChangedEvent implements Node {
              id: ID!
              actor: Actor
              createdAt: DateTime!
              previousStatus: String!
              project: ProjectV2
              status: String!
            }
            """;

    private static TypeDefinitionRegistry published;
    private static GraphQLSchema schema;

    @BeforeAll
    static void load() throws IOException {
        published = registry(withLater(Files.readString(Npm.modules().resolve(SCHEMA))));
        schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(published);
    }

    /** Fails as soon as the package has it, so that nothing stays here that need not. */
    private static String withLater(String text) {
        assertThat(text).doesNotContain("type IssueType implements").doesNotContain("ProjectV2ItemStatusChangedEvent");
        return text.replaceFirst("(?m)^type Issue implements [^{]*\\{", "$0\n  issueType: IssueType")
                        .replace(
                                "enum IssueTimelineItemsItemType {",
                                "enum IssueTimelineItemsItemType {\n  PROJECT_V2_ITEM_STATUS_CHANGED_EVENT")
                        .replaceFirst(
                                "(?m)^union IssueTimelineItems =\\s*\\|?",
                                "union IssueTimelineItems = ProjectV2ItemStatusChangedEvent |")
                + LATER;
    }

    private static Document parse(String text) {
        // the parser's limits are made for queries of strangers; the schema is a megabyte
        ParserOptions options = ParserOptions.newParserOptions()
                .maxCharacters(Integer.MAX_VALUE)
                .maxTokens(Integer.MAX_VALUE)
                .maxWhitespaceTokens(Integer.MAX_VALUE)
                .captureSourceLocation(false)
                .captureIgnoredChars(false)
                .build();
        return new Parser()
                .parseDocument(ParserEnvironment.newParserEnvironment()
                        .document(text)
                        .parserOptions(options)
                        .build());
    }

    /** The published schema defines some fields of one type twice, which graphql-java does not take. */
    private static TypeDefinitionRegistry registry(String text) {
        Document document = parse(text)
                .transform(builder -> builder.definitions(parse(text).getDefinitions().stream()
                        .map(definition ->
                                definition instanceof ObjectTypeDefinition type ? withoutDoubles(type) : definition)
                        .toList()));
        return new SchemaParser().buildRegistry(document);
    }

    private static ObjectTypeDefinition withoutDoubles(ObjectTypeDefinition type) {
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        type.getFieldDefinitions().forEach(field -> fields.putIfAbsent(field.getName(), field));
        return type.transform(builder -> builder.fieldDefinitions(List.copyOf(fields.values())));
    }

    @ParameterizedTest
    @EnumSource(GraphQlQuery.class)
    void query_is_valid_by_the_published_schema(GraphQlQuery query) {
        assertThat(new Validator().validateDocument(schema, parse(query.text()), Locale.ROOT))
                .isEmpty();
    }

    @Test
    void check_finds_a_field_that_does_not_exist() {
        String wrong = GraphQlQuery.PULL_REQUESTS.text().replace("isDraft", "isDrafty");
        assertThat(new Validator().validateDocument(schema, parse(wrong), Locale.ROOT))
                .singleElement()
                .asString()
                .contains("isDrafty");
    }

    @Test
    void fake_server_answers_a_part_of_the_published_schema() {
        List<String> differences = new ArrayList<>();
        registry(FakeGraphQl.subset()).types().values().forEach(type -> compare(type, differences));
        registry(FakeGraphQl.subset())
                .scalars()
                .keySet()
                .forEach(scalar ->
                        require(published.scalars().containsKey(scalar), scalar + " is no scalar", differences));
        assertThat(differences).isEmpty();
    }

    private static void compare(TypeDefinition<?> ours, List<String> differences) {
        TypeDefinition<?> theirs = published.types().get(ours.getName());
        if (theirs == null || theirs.getClass() != ours.getClass()) {
            differences.add(ours.getName() + " is missing or of another kind");
            return;
        }
        if (ours instanceof ObjectTypeDefinition type) {
            ObjectTypeDefinition other = (ObjectTypeDefinition) theirs;
            subset(ours.getName(), printed(type.getImplements()), printed(other.getImplements()), differences);
            fields(ours.getName(), type.getFieldDefinitions(), other.getFieldDefinitions(), differences);
        } else if (ours instanceof InterfaceTypeDefinition type) {
            fields(
                    ours.getName(),
                    type.getFieldDefinitions(),
                    ((InterfaceTypeDefinition) theirs).getFieldDefinitions(),
                    differences);
        } else if (ours instanceof UnionTypeDefinition type) {
            subset(
                    ours.getName(),
                    printed(type.getMemberTypes()),
                    printed(((UnionTypeDefinition) theirs).getMemberTypes()),
                    differences);
        } else if (ours instanceof EnumTypeDefinition type) {
            subset(ours.getName(), values(type), values((EnumTypeDefinition) theirs), differences);
        } else if (ours instanceof InputObjectTypeDefinition type) {
            subset(
                    ours.getName(),
                    inputs(type.getInputValueDefinitions()),
                    inputs(((InputObjectTypeDefinition) theirs).getInputValueDefinitions()),
                    differences);
        }
    }

    private static void fields(
            String type, List<FieldDefinition> ours, List<FieldDefinition> theirs, List<String> differences) {
        for (FieldDefinition field : ours) {
            String name = type + '.' + field.getName();
            FieldDefinition other = theirs.stream()
                    .filter(candidate -> candidate.getName().equals(field.getName()))
                    .findFirst()
                    .orElse(null);
            if (other == null) {
                differences.add(name + " does not exist");
            } else {
                String type1 = AstPrinter.printAst(field.getType());
                String type2 = AstPrinter.printAst(other.getType());
                require(type1.equals(type2), name + " is " + type2 + ", not " + type1, differences);
                subset(
                        name,
                        inputs(field.getInputValueDefinitions()),
                        inputs(other.getInputValueDefinitions()),
                        differences);
            }
        }
    }

    private static List<String> values(EnumTypeDefinition type) {
        return type.getEnumValueDefinitions().stream()
                .map(value -> value.getName())
                .toList();
    }

    private static List<String> inputs(List<InputValueDefinition> inputs) {
        return inputs.stream()
                .map(input -> input.getName() + ": " + AstPrinter.printAst(input.getType()))
                .toList();
    }

    private static List<String> printed(@SuppressWarnings("rawtypes") List<? extends Node> nodes) {
        return nodes.stream().map(node -> AstPrinter.printAst(node)).toList();
    }

    private static void subset(String what, List<String> ours, List<String> theirs, List<String> differences) {
        ours.stream().filter(one -> !theirs.contains(one)).forEach(one -> differences.add(what + " has no " + one));
    }

    private static void require(boolean holds, String otherwise, List<String> differences) {
        if (!holds) {
            differences.add(otherwise);
        }
    }
}
