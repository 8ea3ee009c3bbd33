package org.neuronbook.kernel;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Makes a POM of the pieces of one, as they are copied from a README. */
final class PomOfCell {
  private PomOfCell() {}

  /**
   * The whole POM.
   *
   * @throws MagicFailure when the text is no XML
   */
  static String of(String body) {
    String text = body.replaceFirst("^\\s*<\\?xml[^>]*>", "").strip();
    try {
      Element root = parse("<cell>" + text + "</cell>");
      List<Element> dependencies = new ArrayList<>();
      List<Element> repositories = new ArrayList<>();
      StringBuilder others = new StringBuilder();
      for (Element each : children(root)) {
        switch (each.getTagName()) {
          case "project" -> {
            return text;
          }
          case "dependency" -> dependencies.add(each);
          case "dependencies" -> dependencies.addAll(children(each));
          case "repository" -> repositories.add(each);
          case "repositories" -> repositories.addAll(children(each));
          case "modelVersion", "groupId", "artifactId", "version", "packaging" -> {}
          default -> others.append(text(each));
        }
      }
      return "<project><modelVersion>4.0.0</modelVersion><groupId>cell</groupId>"
          + "<artifactId>pom</artifactId><version>1</version>"
          + others
          + "<repositories>"
          + texts(repositories)
          + "</repositories><dependencies>"
          + texts(dependencies)
          + "</dependencies></project>";
    } catch (SAXException e) {
      throw new MagicFailure(
          "the lines below %%loadFromPOM are no XML: " + e.getMessage(),
          "Copy whole elements, for example <dependency> to </dependency>.");
    } catch (ParserConfigurationException | IOException | TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Element parse(String xml)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null); // it would print
    return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
  }

  private static List<Element> children(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static String texts(List<Element> elements) throws TransformerException {
    StringBuilder all = new StringBuilder();
    for (Element each : elements) {
      all.append(text(each));
    }
    return all.toString();
  }

  private static String text(Element element) throws TransformerException {
    Transformer writer = TransformerFactory.newInstance().newTransformer();
    writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter text = new StringWriter();
    writer.transform(new DOMSource(element), new StreamResult(text));
    return text.toString();
  }
}
