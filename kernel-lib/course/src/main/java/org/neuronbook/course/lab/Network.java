package org.neuronbook.course.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;

/** This machine's network as far as the course needs it: the loopback interface and its ports. */
public final class Network {
  /**
   * Sets the flag UP of the interface lo, as {@code ip link set lo up} does; iproute2 is not on
   * every machine.
   */
  private static final String RAISE =
      """
      import fcntl, socket, struct
      control = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      GET_FLAGS, SET_FLAGS, UP = 0x8913, 0x8914, 0x1
      request = struct.pack("16sH14x", b"lo", 0)
      flags = struct.unpack("16sH14x", fcntl.ioctl(control, GET_FLAGS, request))[1]
      fcntl.ioctl(control, SET_FLAGS, struct.pack("16sH14x", b"lo", flags | UP))
      """;

  private Network() {}

  public static boolean loopbackUp() {
    return anyUp(true);
  }

  /** Whether any interface but loopback is up: without one nothing can be fetched. */
  public static boolean outsideUp() {
    return anyUp(false);
  }

  private static boolean anyUp(boolean loopback) {
    try {
      return NetworkInterface.networkInterfaces()
          .anyMatch(
              one -> {
                try {
                  return one.isUp()
                      && one.isLoopback() == loopback
                      && one.getInetAddresses().hasMoreElements();
                } catch (SocketException gone) {
                  return false;
                }
              });
    } catch (SocketException none) {
      return false;
    }
  }

  /**
   * In a fresh network namespace the loopback interface is down; root may bring it up, and this
   * does.
   */
  public static void requireLoopback(Path python, Path folder) {
    if (loopbackUp()) {
      return;
    }
    Program.Result result = Program.of(folder, python, "-c", RAISE).run();
    if (!result.succeeded() || !loopbackUp()) {
      throw new CourseException(
          "The loopback network interface is down: JupyterLab, its kernels and the browser talk over it.",
          "As root: ip link set lo up (in a container or after unshare: inside it).");
    }
  }

  /** Whether a server could listen on this port of the loopback address. */
  public static boolean portFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** The wanted port, or the next free one after it. */
  public static int freePortFrom(int wanted) {
    for (int port = wanted; port < Math.min(wanted + 100, 65_536); port++) {
      if (portFree(port)) {
        return port;
      }
    }
    throw new CourseException(
        String.format("None of the ports %d to %d is free.", wanted, wanted + 99),
        "Choose another: ./course lab --port " + (wanted < 9000 ? 9500 : 8000));
  }
}
