package org.neuronbook.grader.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
  @TempDir private Path folder;

  @Test
  void gradersSideBySideShareNoNumber() throws IOException {
    Path locks = folder.resolve("users");
    List<Users> graders = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      var grader = new Users(locks);
      graders.add(grader);
      for (int k = 0; k < 200; k++) {
        numbers.add(grader.next());
      }
    }
    assertThat(numbers).hasSize(20 * 200).allMatch(number -> number >= 61_184 && number < 65_534);
    assertThatThrownBy(() -> new Users(locks).next())
        .hasMessage("20 graders run here already: wait for one");
  }

  @Test
  void aNumberIsLentToOneProcessAtATime() throws IOException {
    var grader = new Users(folder.resolve("users"));
    int first = grader.next();
    for (int i = 1; i < 200; i++) {
      grader.next();
    }
    assertThatThrownBy(grader::next).hasMessageContaining("ask for fewer --jobs");
    grader.giveBack(first);
    assertThat(grader.next()).isEqualTo(first);
  }
}
