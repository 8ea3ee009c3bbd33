package org.neuronbook.course.grade;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.neuronbook.grader.Detail;
import org.neuronbook.grader.Status;

/**
 * {@code junit.xml}: a suite a row, in the form that Surefire writes and continuous integration
 * reads. Times are 0, so that the same results give the same bytes.
 */
final class JunitFormat implements Format {
  @Override
  public void write(Path folder, List<Graded> all) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve("junit.xml"))) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(file, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      for (Graded row : all) {
        suite(xml, row);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("cannot write junit.xml", e);
    }
  }

  private static void suite(XMLStreamWriter xml, Graded row) throws XMLStreamException {
    boolean readable = row.problem().isEmpty();
    start(xml, "testsuite", 1);
    attribute(xml, "name", readable ? row.submission() + " " + row.exercise() : row.submission());
    attribute(xml, "time", "0");
    attribute(xml, "tests", String.valueOf(readable ? row.tests().size() : 1));
    attribute(xml, "errors", String.valueOf(readable ? count(row, "error") : 1));
    attribute(xml, "skipped", String.valueOf(count(row, "skipped")));
    attribute(xml, "failures", String.valueOf(count(row, "failure")));
    if (readable) {
      properties(xml, row);
      for (Graded.Test test : row.tests()) {
        test(xml, row, test);
      }
    } else {
      testcase(xml, row, "can be graded");
      outcome(xml, "error", "UNREADABLE", row.problem(), row.problem());
      end(xml, 2);
    }
    end(xml, 1);
  }

  private static void properties(XMLStreamWriter xml, Graded row) throws XMLStreamException {
    start(xml, "properties", 2);
    property(xml, "points", CsvFormat.number(row.points()));
    property(xml, "maximum", CsvFormat.number(row.maximum()));
    property(xml, "isolation", row.isolation());
    property(xml, "grader", row.grader());
    property(xml, "java", row.java());
    end(xml, 2);
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    start(xml, "property", 3);
    attribute(xml, "name", name);
    attribute(xml, "value", value);
    xml.writeEndElement();
  }

  private static void test(XMLStreamWriter xml, Graded row, Graded.Test test)
      throws XMLStreamException {
    testcase(xml, row, test.name());
    String kind = kind(test.ended());
    if (!kind.isEmpty()) {
      outcome(xml, kind, test.status(), test.ended().word(), test.hidden() ? "" : test.text());
    }
    end(xml, 2);
  }

  private static void testcase(XMLStreamWriter xml, Graded row, String name)
      throws XMLStreamException {
    start(xml, "testcase", 2);
    attribute(xml, "name", name);
    attribute(xml, "classname", row.exercise().isEmpty() ? row.submission() : row.exercise());
    attribute(xml, "time", "0");
  }

  private static void outcome(
      XMLStreamWriter xml, String element, String type, String message, String text)
      throws XMLStreamException {
    start(xml, element, 3);
    attribute(xml, "message", message);
    if (!element.equals("skipped")) {
      attribute(xml, "type", type);
    }
    xml.writeCharacters(Detail.clean(text));
    xml.writeEndElement();
  }

  private static String kind(Status status) {
    return switch (status) {
      case PASS -> "";
      case FAIL, TODO -> "failure";
      case NOT_RUN -> "skipped";
      default -> "error";
    };
  }

  private static long count(Graded row, String kind) {
    return row.tests().stream().filter(test -> kind(test.ended()).equals(kind)).count();
  }

  private static void start(XMLStreamWriter xml, String element, int depth)
      throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(element);
  }

  private static void end(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, Detail.clean(value));
  }
}
