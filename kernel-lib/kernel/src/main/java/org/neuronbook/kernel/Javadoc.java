package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a documentation comment, for readers: as HTML, and as plain text made from that. */
final class Javadoc {
  private static final Pattern BLOCK_TAG = Pattern.compile("^\\s*@(\\w+)\\s*(.*)$");
  private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>");

  /** Tags that are let through, without their attributes; any other "<" is shown as itself. */
  private static final Set<String> KNOWN_TAGS =
      Set.of(
          "p",
          "br",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "pre",
          "code",
          "i",
          "em",
          "b",
          "strong",
          "sub",
          "sup",
          "blockquote",
          "table",
          "tr",
          "td",
          "th",
          "tbody",
          "thead",
          "caption",
          "h2",
          "h3",
          "h4",
          "tt",
          "var",
          "cite");

  /** Tags that are of no use to a reader. */
  private static final Set<String> SILENT_TAGS = Set.of("a", "span", "div", "img", "hr");

  /** Block tags in the order in which they are shown, and their headings. */
  private static final Map<String, String> HEADINGS = new LinkedHashMap<>();

  static {
    HEADINGS.put("deprecated", "Deprecated");
    HEADINGS.put("param", "Parameters");
    HEADINGS.put("return", "Returns");
    HEADINGS.put("throws", "Throws");
    HEADINGS.put("apiNote", "Note");
    HEADINGS.put("implSpec", "Implementation");
    HEADINGS.put("implNote", "Implementation");
    HEADINGS.put("see", "See also");
  }

  private Javadoc() {}

  /** A comment as HTML. */
  static String html(String comment) {
    StringBuilder description = new StringBuilder();
    Map<String, List<String>> blocks = new LinkedHashMap<>();
    StringBuilder current = description;
    String tag = null;
    for (String line : comment.strip().split("\\R")) {
      Matcher block = BLOCK_TAG.matcher(line);
      if (block.matches() && isBalanced(current)) {
        keep(blocks, tag, current);
        tag = block.group(1).equals("exception") ? "throws" : block.group(1);
        current = new StringBuilder(block.group(2));
      } else {
        current.append(current.length() == 0 ? "" : "\n").append(line);
      }
    }
    keep(blocks, tag, current);
    StringBuilder html = new StringBuilder("<p>").append(inline(description.toString().strip()));
    html.append("</p>");
    HEADINGS.forEach(
        (name, heading) -> {
          if (blocks.containsKey(name)) {
            html.append("\n<p><b>").append(heading).append("</b></p>\n<ul>");
            blocks.get(name).forEach(each -> html.append("\n").append(item(name, each)));
            html.append("\n</ul>");
          }
        });
    return html.toString().replace("<p></p>", "");
  }

  /** What a comment says of a parameter or a component of a record, or null. */
  static String parameter(String comment, String name) {
    Matcher tag =
        Pattern.compile("(?ms)^\\s*@param\\s+" + Pattern.quote(name) + "\\s+(.*?)(?=^\\s*@|\\z)")
            .matcher(comment);
    return tag.find() ? tag.group(1).strip() : null;
  }

  private static void keep(Map<String, List<String>> blocks, String tag, StringBuilder text) {
    if (tag != null) {
      blocks.computeIfAbsent(tag, ignored -> new ArrayList<>()).add(text.toString().strip());
    }
  }

  /** Whether no inline tag is open: an annotation in a code example begins no block. */
  private static boolean isBalanced(CharSequence text) {
    return text.chars().map(c -> c == '{' ? 1 : c == '}' ? -1 : 0).sum() <= 0;
  }

  private static String item(String tag, String text) {
    if (!tag.equals("param") && !tag.equals("throws")) {
      return "<li>" + (tag.equals("see") ? reference(text) : inline(text)) + "</li>";
    }
    String[] parts = text.split("\\s+", 2);
    String name = "<li><code>" + escape(parts[0]) + "</code>";
    return parts.length < 2 ? name + "</li>" : name + ": " + inline(parts[1]) + "</li>";
  }

  /** Replaces inline tags, and lets only known HTML through. */
  private static String inline(String text) {
    StringBuilder html = new StringBuilder();
    int at = 0;
    while (true) {
      int start = text.indexOf("{@", at);
      int end = start < 0 ? -1 : closing(text, start);
      if (end < 0) {
        return html.append(markup(text.substring(at))).toString();
      }
      html.append(markup(text.substring(at, start)));
      String[] parts = text.substring(start + 2, end).split("\\s+", 2);
      html.append(tag(parts[0], parts.length < 2 ? "" : parts[1]));
      at = end + 1;
    }
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String tag(String name, String content) {
    return switch (name) {
      case "code", "value", "systemProperty" -> "<code>" + escape(content) + "</code>";
      case "literal" -> escape(content);
      case "link", "linkplain" -> reference(content);
      case "snippet" ->
          "<pre>" + escape(content.substring(content.indexOf(':') + 1).strip()) + "</pre>";
      case "return" -> "Returns " + inline(content) + ".";
      case "inheritDoc", "docRoot" -> "";
      default -> inline(content);
    };
  }

  /** A link's label, or what it names as one writes it in code. */
  private static String reference(String content) {
    if (content.startsWith("<") || content.startsWith("\"")) {
      return markup(content);
    }
    int end = content.indexOf('(') < 0 ? 0 : Math.max(0, content.indexOf(')'));
    int space = content.indexOf(' ', end);
    if (space >= 0 && !content.substring(space).isBlank()) {
      return markup(content.substring(space).strip());
    }
    String target = content.strip().replaceFirst("^#", "").replace('#', '.');
    return "<code>" + escape(target.replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "")) + "</code>";
  }

  private static String markup(String text) {
    StringBuilder html = new StringBuilder();
    Matcher tag = TAG.matcher(text);
    int at = 0;
    while (tag.find()) {
      String name = tag.group(2).toLowerCase(Locale.ROOT);
      html.append(brackets(text.substring(at, tag.start())));
      if (KNOWN_TAGS.contains(name)) {
        html.append('<').append(tag.group(1)).append(name).append('>');
      } else if (!SILENT_TAGS.contains(name)) {
        html.append(brackets(tag.group()));
      }
      at = tag.end();
    }
    return html.append(brackets(text.substring(at))).toString();
  }

  private static String brackets(String text) {
    return text.replace("<", "&lt;").replace(">", "&gt;");
  }

  static String escape(String text) {
    return brackets(text.replace("&", "&amp;"));
  }

  /**
   * HTML as {@link #html} makes it, as plain text: paragraphs, lists with dashes, code as it is.
   */
  static String plain(String html) {
    StringBuilder text = new StringBuilder();
    boolean isCode = false;
    for (String part : html.split("(?i)(?=</?pre>)")) {
      isCode = part.startsWith("<pre>");
      String words = isCode ? part : part.replaceAll("\\s+", " ");
      text.append(
          words
              .replaceAll("<li> ?", "\n- ")
              .replaceAll("<p>", "\n\n")
              .replaceAll("</?(p|ul|ol|dl|pre|table|blockquote|h\\d)>", "\n")
              .replaceAll("<(br|dt|tr)>", "\n")
              .replaceAll("<(dd|td|th)>", "  ")
              .replaceAll("</?[a-z][a-z0-9]*>", ""));
    }
    return entities(text.toString())
        .replaceAll("(?m)[ \\t]+$", "")
        .replaceAll("(?m)^ (?=\\S)", "")
        .replaceAll("\\n{3,}", "\n\n")
        .replaceAll("\\n\\n(?=- )", "\n")
        .strip();
  }

  private static String entities(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&quot;", "\"")
        .replace("&#64;", "@")
        .replace("&times;", "×")
        .replace("&le;", "≤")
        .replace("&ge;", "≥")
        .replace("&ne;", "≠")
        .replace("&infin;", "∞")
        .replace("&mdash;", "-")
        .replace("&ndash;", "-")
        .replace("&amp;", "&");
  }
}
