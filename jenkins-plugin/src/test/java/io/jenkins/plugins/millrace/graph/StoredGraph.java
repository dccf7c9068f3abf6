package io.jenkins.plugins.millrace.graph;

import dev.millrace.buildcard.Wait;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A flow graph rebuilt from what Pipeline stores in a build folder: {@code workflow/ID.xml}, a file a node, or
 * {@code workflow-completed/flowNodeStore.xml} with all of them. Gives the same facts as a live node does.
 */
public final class StoredGraph {

    private StoredGraph() {}

    /** Whether the build folder holds a graph. */
    public static boolean isIn(Path build) {
        return Files.isDirectory(build.resolve("workflow")) || Files.isDirectory(build.resolve("workflow-completed"));
    }

    /** The graph in that build folder. */
    public static FlowGraph read(Path build) {
        List<GraphNode> nodes = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (Path file : files(build)) {
            try (InputStream in = Files.newInputStream(file)) {
                Element root = parse(in).getDocumentElement();
                if (root.getTagName().equals("Tag")) {
                    nodes.add(node(root));
                } else {
                    children(root, "entry").forEach(entry -> nodes.add(node(child(entry, "Tag"))));
                }
            } catch (IOException | SAXException | ParserConfigurationException e) {
                troubles.add(file.getFileName() + ": " + e.getMessage());
            }
        }
        return new FlowGraph(nodes, troubles);
    }

    private static List<Path> files(Path build) {
        Path one = build.resolve("workflow-completed/flowNodeStore.xml");
        if (Files.exists(one)) {
            return List.of(one);
        }
        try (Stream<Path> files = Files.list(build.resolve("workflow"))) {
            return files.filter(file -> file.toString().endsWith(".xml")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** XML 1.1, because names may hold control characters; no DTD, so that no entity is ever resolved. */
    private static Document parse(InputStream in) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setExpandEntityReferences(false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(in);
    }

    private static GraphNode node(Element tag) {
        Element node = child(tag, "node");
        String type = node.getAttribute("class");
        Element actions = child(tag, "actions");
        Element timing = action(actions, "TimingAction");
        Element stage = action(actions, "LabelAction");
        Element branch = action(actions, "ParallelLabelAction");
        Element error = action(actions, "ErrorAction");
        Element warning = action(actions, "WarningAction");
        List<String> parents = children(child(node, "parentIds"), "string").stream()
                .map(Node::getTextContent)
                .toList();
        return new GraphNode(
                text(node, "id"),
                parents,
                type.endsWith("StartNode")
                        ? GraphNode.Kind.START
                        : type.endsWith("EndNode") ? GraphNode.Kind.END : GraphNode.Kind.ATOM,
                text(node, "startId"),
                timing == null ? null : Long.valueOf(text(timing, "startTime")),
                text(node, "descriptorId"),
                action(actions, "BodyInvocationAction") != null,
                stage == null ? null : text(stage, "displayName"),
                branch == null ? null : text(branch, "branchName"),
                tags(action(actions, "TagsAction")),
                error == null ? null : errorResult(child(error, "error")),
                warning == null ? null : text(child(warning, "result"), "name"),
                pauses(actions));
    }

    private static String errorResult(Element error) {
        return error.getAttribute("class").endsWith(".FlowInterruptedException")
                ? text(resolved(child(resolved(error), "result")), "name")
                : "FAILURE";
    }

    private static Map<String, String> tags(Element action) {
        Map<String, String> tags = new HashMap<>();
        if (action != null) {
            for (Element entry : children(child(action, "tags"), "entry")) {
                List<Element> pair = children(entry, "string");
                tags.put(pair.get(0).getTextContent(), pair.get(1).getTextContent());
            }
        }
        return tags;
    }

    private static List<Wait> pauses(Element actions) {
        List<Wait> pauses = new ArrayList<>();
        for (Element action : elements(actions)) {
            if (is(action, "PauseAction")) {
                long end = text(action, "endTime") == null ? 0 : Long.parseLong(text(action, "endTime"));
                pauses.add(new Wait(
                        Wait.Kind.INPUT,
                        Instant.ofEpochMilli(Long.parseLong(text(action, "startTime"))),
                        end == 0 ? null : Instant.ofEpochMilli(end)));
            }
        }
        return pauses;
    }

    private static Element action(Element actions, String name) {
        return elements(actions).stream()
                .filter(action -> is(action, name))
                .findFirst()
                .orElse(null);
    }

    /** {@code wf.a.TimingAction}, {@code s.a.PauseAction}, {@code ...ParallelStepExecution_-ParallelLabelAction}. */
    private static boolean is(Element action, String name) {
        String tag = action.getTagName();
        return tag.endsWith("." + name) || tag.endsWith("_-" + name);
    }

    /** XStream writes an object once and then the way to it: {@code ../../entry[10]/Tag}. */
    private static Element resolved(Element element) {
        String reference = element.getAttribute("reference");
        if (reference.isEmpty()) {
            return element;
        }
        Element at = element;
        for (String step : reference.split("/")) {
            if (step.equals("..")) {
                at = (Element) at.getParentNode();
            } else {
                int bracket = step.indexOf('[');
                String name = bracket < 0 ? step : step.substring(0, bracket);
                int index = bracket < 0 ? 1 : Integer.parseInt(step.substring(bracket + 1, step.length() - 1));
                at = children(at, name).get(index - 1);
            }
        }
        return resolved(at);
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node at = parent == null ? null : parent.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static List<Element> children(Element parent, String name) {
        return elements(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .toList();
    }

    private static Element child(Element parent, String name) {
        return children(parent, name).stream().findFirst().orElse(null);
    }

    private static String text(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? null : child.getTextContent();
    }
}
