package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema that GitHub publishes. */
record PublishedGraphQl(TypeDefinitionRegistry types, GraphQLSchema schema) {

    private static final String FILE = "schema.graphql";

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

    static PublishedGraphQl read() throws Exception {
        TypeDefinitionRegistry types = types(withLater(Files.readString(
                NpmPackages.published("@octokit/graphql-schema", FILE).resolve(FILE))));
        return new PublishedGraphQl(types, UnExecutableSchemaGenerator.makeUnExecutableSchema(types));
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

    static Document parse(String text) {
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
    static TypeDefinitionRegistry types(String text) {
        Document document = parse(text);
        return new SchemaParser()
                .buildRegistry(document.transform(builder -> builder.definitions(document.getDefinitions().stream()
                        .map(definition ->
                                definition instanceof ObjectTypeDefinition type ? withoutDoubles(type) : definition)
                        .toList())));
    }

    private static ObjectTypeDefinition withoutDoubles(ObjectTypeDefinition type) {
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        type.getFieldDefinitions().forEach(field -> fields.putIfAbsent(field.getName(), field));
        return fields.size() == type.getFieldDefinitions().size()
                ? type
                : type.transform(builder -> builder.fieldDefinitions(List.copyOf(fields.values())));
    }
}
