package org.neuronbook.grader.remote;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Numbers of users that are nobody's, for the processes of a grader that runs as root. A process is
 * ended with all that its user runs, so graders side by side must not share numbers: each locks a
 * range of them for as long as it lives.
 */
final class Users {
  private static final int FIRST = 61_184;
  private static final int RANGE = 200;
  private static final int RANGES = 20;

  private final Path folder;
  private FileLock lock;
  private final Deque<Integer> free = new ArrayDeque<>();

  /**
   * @param folder where the locks lie: the same for all graders of a machine, whatever their
   *     environment says of temporary files
   */
  Users(Path folder) {
    this.folder = folder;
  }

  /** A number that no living process has: lent until it is given back. */
  synchronized int next() throws IOException {
    if (lock == null) {
      claim();
    }
    if (free.isEmpty()) {
      throw new IOException(
          "more than %d processes at once: ask for fewer --jobs".formatted(RANGE));
    }
    return free.remove();
  }

  /** Nothing runs as this user any more. A compiler may live as long as hundreds of workers. */
  synchronized void giveBack(int user) {
    free.add(user);
  }

  private void claim() throws IOException {
    try {
      var ownerAlone = PosixFilePermissions.fromString("rwx------");
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ownerAlone));
    } catch (FileAlreadyExistsException known) {
      String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
      if (!owner.equals(System.getProperty("user.name"))) {
        throw new IOException("%s belongs to %s: remove it".formatted(folder, owner));
      }
    }
    for (int i = 0; i < RANGES; i++) {
      var channel =
          FileChannel.open(
              folder.resolve("range-" + i), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = lock(channel);
      if (lock != null) {
        IntStream.range(FIRST + i * RANGE, FIRST + (i + 1) * RANGE).forEach(free::add);
        return;
      }
      channel.close();
    }
    throw new IOException("%d graders run here already: wait for one".formatted(RANGES));
  }

  /** The lock, or null if somebody has it. */
  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }
}
