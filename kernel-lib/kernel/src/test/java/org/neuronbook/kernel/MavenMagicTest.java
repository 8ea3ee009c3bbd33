package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Libraries that are added while a kernel runs, from a repository that Maven's settings name. */
class MavenMagicTest {
  private static final String EXTENSION =
      """
      package little;
      public class LittleExtension implements org.dflib.jjava.jupyter.Extension {
        public static class Shown { }
        public void install(org.dflib.jjava.jupyter.kernel.BaseKernel kernel) {
          kernel.evalRaw("import little.LittleExtension.Shown;");
          var html = org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML;
          kernel.getRenderer().createRegistration(Shown.class).preferring(html)
              .register((v, c) -> c.renderIfRequested(html, () -> "<i>added</i>"));
        }
      }
      """;

  @TempDir static Path folder;
  private static LittleRepository repository;
  private static KernelClient kernel;

  @BeforeAll
  static void start() throws IOException {
    repository = new LittleRepository(folder);
    publish("little:words:1.0", List.of(), "Words", "one");
    publish("little:words:2.0", List.of(), "Words", "two");
    publish(
        "little:greeter:1.0",
        List.of("little:words:1.0", "org.slf4j:slf4j-api:1.7.36"),
        "Greeter",
        "hello");
    publish("little:versions:1.0", List.of(), "Versions", "one");
    publish("little:versions:2.0", List.of(), "Versions", "two");
    publish("little:lonely:1.0", List.of(), "Lonely", "alone");
    publish("little:ofpom:1.0", List.of(), "OfPom", "of a pom");
    publish("little:ofcell:1.0", List.of(), "OfCell", "of a cell");
    repository.publish(
        "little:extension:1.0",
        List.of(),
        Map.of("little/LittleExtension", EXTENSION),
        Map.of("META-INF/services/org.dflib.jjava.jupyter.Extension", "little.LittleExtension\n"));
    kernel = KernelClient.start("-Duser.home=" + repository.home(repository.mirrored()));
  }

  private static Path publish(String coordinates, List<String> needs, String name, String says)
      throws IOException {
    return repository.publish(
        coordinates, needs, Map.of("little/" + name, source(name, says)), Map.of());
  }

  private static String source(String name, String says) {
    return "package little; public class %s { public static String says() { return \"%s\"; } }"
        .formatted(name, says);
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  private static String printed(String code) {
    var outcome = kernel.execute(code);
    assertThat(outcome.status()).as(outcome.traceback()).isEqualTo("ok");
    return outcome.out.toString();
  }

  private static String result(String code) {
    var outcome = kernel.execute(code);
    assertThat(outcome.status()).as(outcome.traceback()).isEqualTo("ok");
    return outcome.text();
  }

  @Test
  void addsALibraryAndWhatItNeedsAndNothingTwice() {
    assertThat(printed("import java.util.*;\n%maven little:greeter:1.0\nimport little.*;"))
        .matches(
            "org.slf4j:slf4j-api is already there in version 2\\.0\\.\\d+, which is used instead"
                + " of 1\\.7\\.36\nadded little:greeter 1\\.0\n  and what it needs: words 1\\.0\n");
    assertThat(kernel.execute("Greeter.says() + Words.says()").text()).isEqualTo("helloone");
    assertThat(printed("%maven little:greeter:1.0 // again"))
        .isEqualTo("little:greeter is already there in version 1.0\n");
    assertThat(printed("%maven little:words:2.0"))
        .isEqualTo("little:words is already there in version 1.0, which is used instead of 2.0\n");
  }

  @Test
  void yieldsTheJarsThatWereAdded() {
    var outcome = kernel.execute("List<String> added = %maven little:lonely:1.0\nadded");
    assertThat(outcome.text()).as(outcome.traceback()).endsWith("lonely-1.0.jar]");
    assertThat(result("little.Lonely.says()")).isEqualTo("alone");
  }

  @Test
  void installsTheExtensionsOfALibraryForGood() {
    printed("%maven little:extension:1.0");
    var shown = kernel.execute("import little.LittleExtension.Shown;\n%reset\nnew Shown()");
    assertThat(shown.results).as(shown.traceback()).hasSize(1);
    assertThat(shown.results.get(0).getAsJsonObject("data").get("text/html").getAsString())
        .isEqualTo("<i>added</i>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %maven little:versions:9.9 | little:versions:9.9 was not found (looked in here) | Versions that exist: 2.0, 1.0.
          %maven little:wrds:1.0 | little:wrds:1.0 was not found (looked in here) | are group and artifact spelled right?
          %maven little:versions | little:versions names no version | Versions that exist: 2.0, 1.0.
          %maven little | little is not of the form group:artifact:version | For example
          %maven | %maven was given no library | It is written so: %maven group:artifact:version
          %mavenRepo here | %mavenRepo takes an id and a url | It is written so: %mavenRepo id url
          %loadFromPOM none.xml | there is no file | A relative path starts at
          %jars none*.jar | there is no jar at none*.jar | A relative path starts at
          """)
  void saysWhatIsWrongAndWhatToDo(String code, String problem, String hint) {
    var outcome = kernel.execute(code);
    assertThat(outcome.errorName()).isEqualTo("MagicError");
    assertThat(outcome.traceback()).contains(problem).contains(hint);
  }

  @Test
  void addsTheDependenciesOfAPom() throws IOException {
    Path pom = folder.resolve("pom.xml");
    Files.writeString(
        pom,
        """
        <project><modelVersion>4.0.0</modelVersion>
          <groupId>a</groupId><artifactId>b</artifactId><version>1</version>
          <properties><v>1.0</v></properties>
          <dependencies>
            <dependency><groupId>little</groupId><artifactId>ofpom</artifactId><version>${v}</version></dependency>
            <dependency><groupId>little</groupId><artifactId>none</artifactId><version>1</version><scope>test</scope></dependency>
          </dependencies></project>
        """);
    assertThat(printed("%loadFromPOM " + pom)).isEqualTo("added little:ofpom 1.0\n");
    assertThat(result("little.OfPom.says()")).isEqualTo("of a pom");
  }

  @Test
  void addsTheDependenciesThatStandInTheCell() {
    var added =
        printed(
            """
            %%loadFromPOM
            <!-- as a README has it -->
            <repository><id>theirs</id><url>https://localhost/</url></repository>
            <dependency>
              <groupId>little</groupId>
              <artifactId>ofcell</artifactId>
              <version>1.0</version>
            </dependency>
            """);
    assertThat(added).isEqualTo("added little:ofcell 1.0\n");
    assertThat(result("little.OfCell.says()")).isEqualTo("of a cell");
    assertThat(kernel.execute("%%loadFromPOM\n<dependency>").traceback())
        .contains("the lines below %%loadFromPOM are no XML");
    assertThat(
            kernel
                .execute(
                    "%%loadFromPOM\n<dependency><groupId>a</groupId><artifactId>b</artifactId>"
                        + "</dependency>")
                .traceback())
        .contains("the POM cannot be used", "version");
  }

  @Test
  void addsJarsAndFoldersOfTheOwnDisk() throws IOException {
    Path libraries = Files.createDirectories(folder.resolve("my lib"));
    repository.jar(
        libraries.resolve("a.jar"), Map.of("little/InJar", source("InJar", "jar")), Map.of());
    Path service = libraries.resolve("b.jar");
    repository.jar(
        service,
        Map.of(
            "little/Runs",
            "package little; public class Runs implements Runnable { public void run() { } }"),
        Map.of("META-INF/services/java.lang.Runnable", "little.Runs\n"));
    assertThat(printed("%jars \"" + libraries + "/*.jar\""))
        .isEqualTo("added " + libraries.resolve("a.jar") + "\nadded " + service + "\n");
    assertThat(printed("%classpath \"" + libraries + "/a.jar\"")).isEqualTo("already there\n");
    assertThat(result("little.InJar.says()")).isEqualTo("jar");
    assertThat(kernel.execute("ServiceLoader.load(Runnable.class).iterator().hasNext()").text())
        .isEqualTo("true");
  }

  @Test
  void anInterruptEndsTheSearch() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    HttpServer silent =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    silent.createContext(
        "/",
        exchange -> {
          asked.countDown();
          await(over);
          exchange.close();
        });
    silent.start();
    String settings = repository.mirrored().replace("<mirrorOf>*", "<mirrorOf>*,!silent");
    try (KernelClient own = KernelClient.start("-Duser.home=" + repository.home(settings))) {
      String address = "http://127.0.0.1:" + silent.getAddress().getPort() + "/";
      var outcome =
          own.executeAndWhenPrinted(
              "int kept = 1;\nSystem.out.println(\"on\");\n%mavenRepo silent "
                  + address
                  + "\n%maven silent:thing:1",
              "on",
              () -> {
                await(asked);
                own.interrupt();
              });
      assertThat(outcome.errorName()).isEqualTo("Interrupted");
      assertThat(own.execute("kept").text()).isEqualTo("1");
    } finally {
      over.countDown();
      silent.stop(0);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(KernelClient.DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void honoursOfflineAndTheLocalRepositoryOfTheSettings() throws IOException {
    String local = "<localRepository>" + folder.resolve("local") + "</localRepository>";
    Path online = repository.home(local + repository.mirrored());
    try (KernelClient own = KernelClient.start("-Duser.home=" + online)) {
      assertThat(own.execute("%maven little:lonely:1.0").status()).isEqualTo("ok");
    }
    Path offline = repository.home("<offline>true</offline>" + local + repository.mirrored());
    try (KernelClient own = KernelClient.start("-Duser.home=" + offline)) {
      assertThat(own.execute("%maven little:lonely:1.0\nlittle.Lonely.says()").text())
          .isEqualTo("alone");
      assertThat(own.execute("%maven little:words:1.0").traceback())
          .contains("only what was downloaded before can be had");
    }
  }
}
