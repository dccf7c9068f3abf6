package dev.millrace.demo.tools;

import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.List;

/** Whether a schema is a part of another: the same types, with some of their fields, values and arguments. */
final class SchemaPart {

    private final TypeDefinitionRegistry whole;
    private final List<String> differences = new ArrayList<>();

    private SchemaPart(TypeDefinitionRegistry whole) {
        this.whole = whole;
    }

    /** What the part has and the whole has not. */
    static List<String> differences(TypeDefinitionRegistry part, TypeDefinitionRegistry whole) {
        SchemaPart comparison = new SchemaPart(whole);
        part.types().values().forEach(comparison::compare);
        part.scalars()
                .keySet()
                .forEach(scalar -> comparison.require(whole.scalars().containsKey(scalar), scalar + " is no scalar"));
        return comparison.differences;
    }

    private void compare(TypeDefinition<?> ours) {
        TypeDefinition<?> theirs = whole.types().get(ours.getName());
        if (theirs == null || theirs.getClass() != ours.getClass()) {
            differences.add(ours.getName() + " is missing or of another kind");
            return;
        }
        if (ours instanceof ObjectTypeDefinition type) {
            ObjectTypeDefinition other = (ObjectTypeDefinition) theirs;
            subset(ours.getName(), printed(type.getImplements()), printed(other.getImplements()));
            fields(ours.getName(), type.getFieldDefinitions(), other.getFieldDefinitions());
        } else if (ours instanceof InterfaceTypeDefinition type) {
            fields(
                    ours.getName(),
                    type.getFieldDefinitions(),
                    ((InterfaceTypeDefinition) theirs).getFieldDefinitions());
        } else if (ours instanceof UnionTypeDefinition type) {
            subset(
                    ours.getName(),
                    printed(type.getMemberTypes()),
                    printed(((UnionTypeDefinition) theirs).getMemberTypes()));
        } else if (ours instanceof EnumTypeDefinition type) {
            subset(ours.getName(), values(type), values((EnumTypeDefinition) theirs));
        } else if (ours instanceof InputObjectTypeDefinition type) {
            subset(
                    ours.getName(),
                    inputs(type.getInputValueDefinitions()),
                    inputs(((InputObjectTypeDefinition) theirs).getInputValueDefinitions()));
        }
    }

    private void fields(String type, List<FieldDefinition> ours, List<FieldDefinition> theirs) {
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
                require(type1.equals(type2), name + " is " + type2 + ", not " + type1);
                subset(name, inputs(field.getInputValueDefinitions()), inputs(other.getInputValueDefinitions()));
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

    private void subset(String what, List<String> ours, List<String> theirs) {
        ours.stream().filter(one -> !theirs.contains(one)).forEach(one -> differences.add(what + " has no " + one));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            differences.add(otherwise);
        }
    }
}
