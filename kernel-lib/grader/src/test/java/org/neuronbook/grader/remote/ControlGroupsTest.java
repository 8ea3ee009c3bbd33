package org.neuronbook.grader.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.grader.Isolation;

/**
 * Whether a machine has control groups for us depends on who started the tests. Where it has none,
 * that must be said; where it has, they must hold.
 */
class ControlGroupsTest {
  private static final String MOUNTS =
      """
      25 1 0:23 / /proc rw - proc proc rw
      35 25 0:30 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate
      """;

  @TempDir Path folder;

  @Test
  void theGroupOfTheGraderIsFoundBelowItsMount() throws IOException {
    assertThat(ControlGroups.find("0::/user.slice/run-7.scope\n", MOUNTS))
        .isEqualTo(Path.of("/sys/fs/cgroup/user.slice/run-7.scope"));
    assertThat(ControlGroups.find("0::/\n", MOUNTS)).isEqualTo(Path.of("/sys/fs/cgroup"));
    assertThat(ControlGroups.find("0::/pod/a\n", MOUNTS.replace("0:30 /", "0:30 /pod")))
        .isEqualTo(Path.of("/sys/fs/cgroup/a"));
  }

  @Test
  void aMachineWithoutVersion2IsTold() {
    assertThatThrownBy(() -> ControlGroups.find("4:memory:/\n", ""))
        .hasMessageContaining("version 2 are not mounted")
        .hasMessageContaining("or ask for L2");
    assertThatThrownBy(
            () -> ControlGroups.find("0::/elsewhere\n", MOUNTS.replace("0:30 /", "0:30 /pod")))
        .hasMessageContaining("version 2 are not mounted");
  }

  @Test
  void aGroupThatCannotBoundMemoryIsNoGroup() throws IOException {
    Files.writeString(folder.resolve("cgroup.controllers"), "cpu io pids\n");
    assertThatThrownBy(() -> ControlGroups.divide(folder))
        .hasMessageContaining("cannot bound memory (version 1 may do that here)")
        .hasMessageContaining("systemd-run --user --scope -p Delegate=yes");
  }

  @Test
  void aGroupThatIsNotOursToDivideIsNoGroup() throws IOException {
    Files.writeString(folder.resolve("cgroup.controllers"), "cpu io memory pids\n");
    assertThatThrownBy(() -> ControlGroups.divide(folder))
        .hasMessageContaining("is not its own to divide (")
        .hasMessageContaining("systemd-run --user --scope -p Delegate=yes");
  }

  @Test
  void groupsHoldWhatTheyPromiseOrAreRefused() throws Exception {
    Optional<String> obstacle = Sandbox.obstacle(Isolation.L3);
    if (obstacle.isPresent()) {
      assertThatThrownBy(() -> Sandbox.of(Isolation.L3))
          .hasMessageContaining("isolation L3")
          .hasMessageContaining(obstacle.get());
      return;
    }
    assertThat(run("true", 10)).isZero();
    assertThat(run("for i in 1 2 3 4 5 6 7 8; do sleep 9 & done; wait", 4))
        .as("more tasks than the group may have")
        .isNotZero();
    // A file in memory counts as memory.
    Path file = Path.of("/dev/shm/neuronbook-" + ProcessHandle.current().pid());
    try {
      assertThat(run("head -c 900000000 /dev/zero >" + file, 10))
          .as("more memory than the group may have")
          .isNotZero();
    } finally {
      Files.deleteIfExists(file);
    }
    var group = ControlGroups.make(10);
    Process escaped = start(group, "setsid sleep 98764 & echo up; sleep 98764");
    assertThat(escaped.inputReader().readLine()).isEqualTo("up");
    group.end();
    assertThat(escaped.waitFor()).isNotZero();
    assertThat(group.folder()).doesNotExist();
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").endsWith("sleep 98764"));
  }

  private static int run(String script, int tasks) throws Exception {
    var group = ControlGroups.make(tasks);
    Process process = start(group, script);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(script).isTrue();
      return process.exitValue();
    } finally {
      group.end();
    }
  }

  private static Process start(ControlGroups.Group group, String script) throws IOException {
    return new ProcessBuilder(group.inside(List.of("/bin/sh", "-c", script))).start();
  }
}
