package org.neuronbook.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * Gzipped files at a data set's own public address, one by one. A download that broke off is
 * continued where it stopped, in this session or a later one, by asking for the rest only (RFC
 * 9110, range requests).
 *
 * @param folder the address that the files' simple names and {@code .gz} are appended to, ending in
 *     {@code /}
 */
public record WebAddress(URI folder) implements Origin {
  /**
   * How often a download that brought something before it broke off is continued within one call.
   */
  private static final int CONTINUATIONS = 3;

  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  @Override
  public String describe() {
    return folder.toString();
  }

  @Override
  public void fetch(List<DataFile> missing, Fetching fetching)
      throws IOException, InterruptedException {
    var client =
        HttpClient.newBuilder()
            .connectTimeout(fetching.limits().answer())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try (WorkDirectory work = WorkDirectory.create()) {
      for (DataFile file : missing) {
        boolean keep = fetching.store().obstacle().isEmpty();
        Path directory = keep ? fetching.store().path(file).getParent() : work.path();
        Path part = directory.resolve(file.simpleName() + ".gz.part");
        Files.createDirectories(part.getParent());
        fetch(client, file, part, fetching);
      }
    }
  }

  private void fetch(HttpClient client, DataFile file, Path part, Fetching fetching)
      throws IOException, InterruptedException {
    Path lock = part.resolveSibling(part.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = tryLock(channel)) {
      if (held == null) {
        throw new IOException(
            "another program is downloading "
                + file.simpleName()
                + " just now; try again when it has finished");
      }
      download(client, file, part, fetching);
      try (InputStream packed = Files.newInputStream(part);
          InputStream content = new GZIPInputStream(packed, 1 << 16)) {
        fetching.store().put(file, content, describe(), DataListener.SILENT);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        // To continue a wrong file would give a wrong file again.
        Files.delete(part);
        throw e;
      }
      Files.delete(part);
    }
    Files.deleteIfExists(lock);
  }

  private void download(HttpClient client, DataFile file, Path part, Fetching fetching)
      throws IOException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      long before = size(part);
      try {
        int status = request(client, file, part, fetching);
        if (status == OK || status == PARTIAL_CONTENT) {
          return;
        }
        if (status != RANGE_NOT_SATISFIABLE || before == 0) {
          throw new IOException("the server answered with status " + status);
        }
        // What we have is not the beginning of what the server has.
        Files.delete(part);
      } catch (IOException e) {
        if (size(part) <= before || attempt == CONTINUATIONS) {
          throw e;
        }
      }
    }
  }

  private int request(HttpClient client, DataFile file, Path part, Fetching fetching)
      throws IOException, InterruptedException {
    long have = size(part);
    var request = HttpRequest.newBuilder(folder.resolve(file.simpleName() + ".gz"));
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    long[] total = {-1};
    CompletableFuture<HttpResponse<Path>> answer =
        client.sendAsync(request.build(), info -> receiver(info, part, have, total));
    long seen = have;
    long lastByte = System.nanoTime();
    while (true) {
      try {
        HttpResponse<Path> response = answer.get(200, TimeUnit.MILLISECONDS);
        fetching.listener().progress(file.simpleName(), size(part), size(part));
        return response.statusCode();
      } catch (TimeoutException e) {
        long now = size(part);
        if (now != seen) {
          seen = now;
          lastByte = System.nanoTime();
          fetching.listener().progress(file.simpleName(), now, total[0]);
        } else if (System.nanoTime() - lastByte > fetching.limits().silence().toNanos()) {
          answer.cancel(true);
          throw new IOException(
              "no byte came for %d seconds".formatted(fetching.limits().silence().toSeconds()));
        }
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw e;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
      }
    }
  }

  private static HttpResponse.BodySubscriber<Path> receiver(
      HttpResponse.ResponseInfo info, Path part, long have, long[] total) {
    long length = info.headers().firstValueAsLong("Content-Length").orElse(-1);
    boolean continued =
        info.statusCode() == PARTIAL_CONTENT
            && info.headers()
                .firstValue("Content-Range")
                .orElse("")
                .startsWith("bytes " + have + "-");
    if (continued) {
      total[0] = length < 0 ? -1 : have + length;
      return BodySubscribers.ofFile(
          part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }
    if (info.statusCode() == OK) {
      total[0] = length;
      return BodySubscribers.ofFile(
          part,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    }
    return BodySubscribers.replacing(part);
  }

  /** The lock, or null when another program or another thread of this one has it. */
  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static long size(Path part) throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }
}
