package org.neuronbook.course.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.BuildStamp;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.doctor.Finding.Level;
import org.neuronbook.course.tests.Tool;

class DoctorTest {
  private static final int PORT = 8888;

  @TempDir private Path folder;
  private final PretendedMachine machine = new PretendedMachine();
  private Project project;

  @BeforeEach
  void makeProject() throws IOException {
    project = new Project(folder);
    Files.createDirectories(folder.resolve("kernel-lib/course/target"));
    Files.writeString(folder.resolve("pom.xml"), "");
    Files.writeString(project.requirements(), "jupyterlab==4.6.6\n");
    new BuildStamp(project).set(FileTime.from(Instant.now().plusSeconds(60)));
  }

  @Test
  void findsNothingBrokenOnAGoodMachine() {
    assertThat(new Doctor(machine, project).examine(PORT))
        .as("findings that are not ok, besides the environment that is not set up yet")
        .filteredOn(finding -> finding.level() != Level.OK)
        .extracting(Finding::subject)
        .containsExactly("Environment");
  }

  @Test
  void everyFindingThatIsNotOkHasACommand() {
    machine.pythons.clear();
    machine.tools.clear();
    machine.loopbackUp = false;
    machine.drawingError = "java.lang.UnsatisfiedLinkError: libfreetype.so.6";
    machine.variables.put("HTTPS_PROXY", "http://proxy:3128");

    assertThat(new Doctor(machine, project).examine(PORT))
        .filteredOn(finding -> finding.level() != Level.OK)
        .hasSizeGreaterThan(5)
        .allSatisfy(finding -> assertThat(finding.remedy()).as(finding.subject()).isNotEmpty());
  }

  @Test
  void tellsWhereProgressIsKept() {
    Path file = folder.resolve("mine.db");
    machine.variables.put("NEURONBOOK_PROGRESS", file.toString());

    assertThat(finding("Progress").text()).isEqualTo("0 solved, kept in " + file);
  }

  @Test
  void warnsOfProgressThatCannotBeRead() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.db"), "no database".repeat(100));
    machine.variables.put("NEURONBOOK_PROGRESS", file.toString());

    assertThat(finding("Progress").level()).isEqualTo(Level.WARNING);
    assertThat(finding("Progress").text()).contains("is damaged", "Checks work all the same");
  }

  @Test
  void findsARefusedJdk() {
    machine.javaVersion = "25.0.1";

    assertBroken("JDK", "25.0.1 is refused", "apt install");
  }

  @Test
  void findsAJavaWithoutCompiler() {
    machine.modules.remove("jdk.compiler");

    assertBroken("JDK", "runtime only (JRE)", "apt install default-jdk-headless");
  }

  @Test
  void findsThatThereIsNoPython() {
    machine.pythons.clear();

    assertBroken("Python", "no python3", "apt install python3 python3-venv");
  }

  @Test
  void findsAPythonThatIsTooOld() {
    machine.pythons.put("python3", "python 3 9 1 0");

    assertBroken("Python", "the only one is 3.9", "uv");
  }

  @Test
  void passesOverAnOldPythonToANewerOne() {
    machine.pythons.put("python3", "python 3 9 1 0");
    machine.pythons.put("python3.12", "python 3 12 1 0");

    assertOk("Python", "3.12");
  }

  @Test
  void namesThePackageOfAMissingVenvModule() {
    machine.pythons.put("python3", "python 3 11 0 1");

    assertBroken("Python venv", "without its venv module", "sudo apt install python3.11-venv");
  }

  @Test
  void uvDoesWithoutVenvModuleAndWithoutPython() {
    machine.pythons.clear();
    machine.uv = true;

    assertOk("Python", "uv");
    assertOk("Python venv", "uv does without it");
  }

  @Test
  void explainsAnExternallyManagedPython() {
    machine.pythons.put("python3", "python 3 11 1 1");

    assertOk("Python packages", "externally managed");
  }

  @Test
  void findsThatThereIsNoNetworkForTheFirstSetUp() {
    machine.outsideUp = false;

    assertBroken("Environment", "there is no network", "./course setup");
  }

  @Test
  void findsAnUnfinishedEnvironment() {
    machine.files.put(project.venv(), "");

    assertWarning("Environment", "unfinished", "./course setup");
  }

  @Test
  void findsThatThereAreNoFonts() {
    machine.drawingError =
        "java.lang.RuntimeException: Fontconfig head is null, check your fonts or fonts configuration";

    assertWarning("Fonts", "no fonts", "apt install fontconfig fonts-dejavu-core");
  }

  @Test
  void findsThatThereIsNoFreetype() {
    machine.drawingError =
        "java.lang.UnsatisfiedLinkError: libfontmanager.so: libfreetype.so.6: cannot open shared object file";

    assertBroken("Fonts", "libfreetype", "apt install libfreetype6");
  }

  @Test
  void findsATakenPort() {
    machine.taken.add(PORT);

    assertWarning("Port 8888", "taken", "./course lab --port 8889");
  }

  @Test
  void findsThatLoopbackIsDown() {
    machine.loopbackUp = false;

    assertBroken("Loopback", "lo is down", "sudo ip link set lo up");
  }

  @Test
  void onlyWarnsRootThatLoopbackIsDown() {
    machine.loopbackUp = false;
    machine.root = true;

    assertWarning("Loopback", "bring it up", "ip link set lo up");
  }

  @Test
  void findsAKernelspecOfTheUserWithOurName() {
    Path spec = machine.home().resolve(".local/share/jupyter/kernels/neuronbook");
    machine.files.put(spec.resolve("kernel.json"), "{}");

    assertWarning("Kernelspec", "another kernel of the name neuronbook", "rm -r \"" + spec + "\"");
  }

  @Test
  void findsAKernelspecOnJupyterPathWithOurName() {
    Path data = Path.of("opt", "jupyter");
    machine.variables.put("JUPYTER_PATH", data.toString());
    machine.files.put(data.resolve("kernels/neuronbook/kernel.json"), "{}");

    assertWarning("Kernelspec", "another kernel of the name neuronbook", "rm -r");
  }

  @Test
  void findsAnOldJavaKernel() {
    Path spec = machine.home().resolve(".local/share/jupyter/kernels/java");
    machine.files.put(spec.resolve("kernel.json"), "{}");

    assertWarning("Kernelspec", "IJava", "rm -r \"" + spec + "\"");
  }

  @Test
  void findsAReadOnlyHome() {
    machine.readOnly.add(machine.home());

    assertWarning("Folders", "is read-only", "export HOME=");
  }

  @Test
  void findsAProjectFolderThatCannotBeWritten() {
    machine.readOnly.add(project.root());

    assertBroken("Folders", "the project's folder cannot be written", "chown");
  }

  @Test
  void findsAProxyThatMavenDoesNotKnow() {
    machine.variables.put("HTTPS_PROXY", "http://mei:secret@proxy.example:3128/");

    Finding finding = finding("Proxy");

    assertFinding(finding, Level.WARNING, "Maven does not", "export MAVEN_OPTS=");
    assertThat(finding.remedy())
        .contains("-Dhttps.proxyHost=proxy.example -Dhttps.proxyPort=3128")
        .doesNotContain("secret");
  }

  @Test
  void findsAProxyThatPythonDoesNotKnow() {
    machine.files.put(
        machine.home().resolve(".m2/settings.xml"),
        "<settings><proxies><proxy><host>proxy.example</host><port>3128</port></proxy></proxies></settings>");

    assertWarning("Proxy", "not for Python", "export HTTPS_PROXY=http://proxy.example:3128");
  }

  @Test
  void aProxyThatIsSwitchedOffIsNone() {
    machine.files.put(
        machine.home().resolve(".m2/settings.xml"),
        "<proxy><active>false</active><host>proxy.example</host><port>3128</port></proxy>");

    assertOk("Proxy", "none set");
  }

  @Test
  void isContentWithAProxyThatBothKnow() {
    machine.variables.put("https_proxy", "http://proxy.example:3128");
    machine.variables.put("MAVEN_OPTS", "-Dhttps.proxyHost=proxy.example -Dhttps.proxyPort=3128");

    assertOk("Proxy", "for Python and for Maven");
  }

  @Test
  void findsThatBubblewrapIsMissing() {
    machine.tools.remove(Tool.BUBBLEWRAP);

    assertWarning("bubblewrap", "is not installed", "apt install bubblewrap");
  }

  @Test
  void findsThatBubblewrapMayNotMakeNamespaces() {
    machine.namespacesAllowed = false;

    assertWarning("bubblewrap", "No permissions", "sysctl");
  }

  @Test
  void doesNotAskForBubblewrapWhereThereIsNone() {
    machine.operatingSystem = "Mac OS X";
    machine.tools.remove(Tool.BUBBLEWRAP);

    assertOk("bubblewrap", "Linux alone");
  }

  @Test
  void saysWhatMultipliesMatrices() {
    machine.products =
        new Program.Result(
            0,
            List.of(
                "WARNING: Using incubator modules: jdk.incubator.vector",
                "Java Vector API, 8 threads, float64"));

    assertOk("Matrix products", "Java Vector API, 8 threads, float64");
  }

  @Test
  void findsThatMatricesAreMultipliedSlowly() {
    machine.products = new Program.Result(0, List.of("plain Java (start the JVM with ...)"));
    assertWarning("Matrix products", "plain Java", "JAVA_HOME");

    machine.products =
        new Program.Result(1, List.of("Error: Module jdk.incubator.vector not found"));
    assertWarning("Matrix products", "vector not found", "JAVA_HOME");
  }

  @Test
  void asksTheJvmOfANotebook() {
    Program.Result result = new ThisMachine(folder).products();

    assertThat(result.succeeded()).as(result.text()).isTrue();
    assertThat(result.text()).contains("Java Vector API, ", "float64");
  }

  @Test
  void findsThatChromiumIsMissing() {
    machine.tools.remove(Tool.CHROMIUM);

    assertThat(finding("Chromium").remedy()).isEqualTo(Tool.CHROMIUM.remedy());
  }

  @Test
  void findsAStaleBuild() throws IOException {
    Path source = folder.resolve("kernel-lib/nn/src/main/java/Tensor.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(3600)));

    assertWarning("Build", "Tensor.java", "./course setup");
  }

  @Test
  void findsThatNothingIsBuilt() throws IOException {
    Files.delete(folder.resolve("kernel-lib/course/target/build.stamp"));

    assertWarning("Build", "stale", "./course setup");
  }

  @Test
  void reportsWhatIsBrokenInWordsAndSaysNo() {
    machine.pythons.clear();
    StringWriter text = new StringWriter();

    boolean well = new Doctor(machine, project).report(PORT, new PrintWriter(text, true));

    assertThat(well).isFalse();
    assertThat(text.toString())
        .containsPattern("BROKEN +Python +there is no python3")
        .contains("-> sudo apt install python3 python3-venv")
        .contains("1 broken");
  }

  @Test
  void aWarningIsNoReasonToSayNo() {
    machine.tools.clear();
    StringWriter text = new StringWriter();

    assertThat(new Doctor(machine, project).report(PORT, new PrintWriter(text, true))).isTrue();
    assertThat(text.toString()).contains("0 broken, 3 warnings.");
  }

  @Test
  void examinesTheRealMachineWithoutFailing() {
    assertThat(new Doctor(new ThisMachine(folder), project).examine(PORT))
        .extracting(Finding::level)
        .isSubsetOf(Set.of(Level.values()));
  }

  private Finding finding(String subject) {
    return new Doctor(machine, project)
        .examine(PORT).stream()
            .filter(one -> one.subject().equals(subject))
            .findFirst()
            .orElseThrow(() -> new AssertionError("The doctor does not look at: " + subject));
  }

  private void assertBroken(String subject, String text, String remedy) {
    assertFinding(finding(subject), Level.BROKEN, text, remedy);
  }

  private void assertWarning(String subject, String text, String remedy) {
    assertFinding(finding(subject), Level.WARNING, text, remedy);
  }

  private void assertOk(String subject, String text) {
    assertFinding(finding(subject), Level.OK, text, "");
  }

  private static void assertFinding(Finding finding, Level level, String text, String remedy) {
    assertThat(finding.level()).as(finding.toString()).isEqualTo(level);
    assertThat(finding.text()).contains(text);
    assertThat(finding.remedy()).contains(remedy);
  }
}
