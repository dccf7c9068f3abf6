package dev.millrace.document;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An HTML page or an SVG drawing, read by a strict XML parser: what is not well-formed is an error here. */
public final class Page {

    private final Document document;

    private Page(Document document) {
        this.document = document;
    }

    public static Page parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new Page(builder.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        } catch (Exception e) {
            throw new AssertionError("the page is not well-formed: " + e.getMessage(), e);
        }
    }

    public Stream<Element> all(String tag) {
        NodeList found = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements.stream();
    }

    public Element only(String tag) {
        List<Element> found = all(tag).toList();
        if (found.size() != 1) {
            throw new AssertionError("one <" + tag + "> was expected, but there are " + found.size());
        }
        return found.get(0);
    }

    public Stream<Attr> attributes() {
        return all("*").flatMap(element -> {
            List<Attr> attributes = new ArrayList<>();
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                attributes.add((Attr) element.getAttributes().item(i));
            }
            return attributes.stream();
        });
    }

    public Stream<String> attribute(String name) {
        return attributes().filter(attr -> attr.getName().equals(name)).map(Attr::getValue);
    }

    public String text() {
        return Objects.requireNonNull(document.getDocumentElement()).getTextContent();
    }
}
