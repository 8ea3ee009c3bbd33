package org.neuronbook.course.doctor;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neuronbook.course.Project;

/** Loopback, the server's port, and proxies. */
final class NetworkChecks {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://)?(?:[^@/]*@)?([^:/]+):(\\d+)/?");
  private static final Pattern SETTINGS_PROXY =
      Pattern.compile("<proxy>.*?</proxy>", Pattern.DOTALL);
  private static final Pattern HOST_FLAG = Pattern.compile("-Dhttps?\\.proxyHost=(\\S+)");
  private static final Pattern PORT_FLAG = Pattern.compile("-Dhttps?\\.proxyPort=(\\d+)");

  private NetworkChecks() {}

  static Finding loopback(Machine machine, Project project) {
    String subject = "Loopback";
    if (machine.loopbackUp()) {
      return Finding.ok(subject, "up");
    }
    String text = "the interface lo is down; JupyterLab, its kernels and the browser talk over it.";
    return machine.root()
        ? Finding.warning(
            subject, text + " `lab` and `test` bring it up, as you are root.", "ip link set lo up")
        : Finding.broken(subject, text, "sudo ip link set lo up");
  }

  static Check port(int port) {
    return (machine, project) ->
        !machine.loopbackUp() || machine.portFree(port)
            ? Finding.ok("Port " + port, "free")
            : Finding.warning(
                "Port " + port,
                "taken by another program (another JupyterLab?). `lab` will take the next free one.",
                "./course lab --port " + (port + 1));
  }

  static Finding proxy(Machine machine, Project project) {
    String subject = "Proxy";
    String forPython =
        Stream.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
            .map(machine::variable)
            .filter(value -> !value.isBlank())
            .findFirst()
            .orElse("");
    String forMaven = mavenProxy(machine, project);
    if (forPython.isEmpty() == forMaven.isEmpty()) {
      return Finding.ok(subject, forPython.isEmpty() ? "none set" : "set for Python and for Maven");
    }
    if (forMaven.isEmpty()) {
      return Finding.warning(
          subject,
          "HTTPS_PROXY is set, which Python heeds and Maven does not: Maven would fetch nothing.",
          "export MAVEN_OPTS=\"" + mavenFlags(forPython) + "\"");
    }
    return Finding.warning(
        subject,
        "a proxy is set for Maven but not for Python (pip, uv), which would fetch nothing.",
        "export HTTPS_PROXY=" + forMaven);
  }

  private static String mavenFlags(String proxy) {
    Matcher address = ADDRESS.matcher(proxy);
    String host = address.matches() ? address.group(1) : "HOST";
    String port = address.matches() ? address.group(2) : "PORT";
    return String.format(
        "-Dhttps.proxyHost=%s -Dhttps.proxyPort=%s -Daether.connector.http.useSystemProperties=true",
        host, port);
  }

  /** The proxy that Maven would use, as an address, or an empty string. */
  private static String mavenProxy(Machine machine, Project project) {
    Path settings = machine.home().resolve(".m2/settings.xml");
    Matcher one = SETTINGS_PROXY.matcher(machine.read(settings).replaceAll("(?s)<!--.*?-->", ""));
    while (one.find()) {
      String proxy = one.group();
      if (!proxy.contains("<active>false")) {
        return "http://" + element(proxy, "host") + ":" + element(proxy, "port");
      }
    }
    String flags =
        String.join(
            " ",
            machine.variable("MAVEN_OPTS"),
            machine.variable("MAVEN_ARGS"),
            machine.read(project.root().resolve(".mvn/jvm.config")),
            machine.read(project.root().resolve(".mvn/maven.config")));
    Matcher host = HOST_FLAG.matcher(flags);
    Matcher port = PORT_FLAG.matcher(flags);
    return host.find()
        ? "http://" + host.group(1) + ":" + (port.find() ? port.group(1) : "80")
        : "";
  }

  private static String element(String xml, String name) {
    Matcher element = Pattern.compile("<" + name + ">\\s*(.*?)\\s*</" + name + ">").matcher(xml);
    return element.find() ? element.group(1) : name.toUpperCase(Locale.ROOT);
  }
}
