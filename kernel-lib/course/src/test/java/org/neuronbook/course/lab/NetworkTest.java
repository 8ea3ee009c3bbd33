package org.neuronbook.course.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class NetworkTest {
  @Test
  void findsThatAPortIsTakenAndTakesTheNextFreeOne() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(Network.portFree(port)).isFalse();
      assertThat(Network.freePortFrom(port)).isGreaterThan(port);
    }
  }

  @Test
  void seesTheLoopbackInterface() {
    assertThat(Network.loopbackUp())
        .as("the loopback interface, which these tests need (`./course test` brings it up)")
        .isTrue();
  }
}
