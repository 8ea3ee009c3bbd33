package org.neuronbook.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.datasets.IdxWriter;

class WebAddressTest {
  private static final byte[] CONTENT = Samples.noise(300_000, 1);
  private static final DataFile FILE = Samples.file("set/images", CONTENT);

  @TempDir Path directory;
  private final Samples.Recorder recorder = new Samples.Recorder();
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private byte[] packed;
  private HttpServer server;
  private Store store;

  @BeforeEach
  void start() throws IOException {
    packed = IdxWriter.gzip(CONTENT);
    store = new Store(directory);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    testIsOver.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** Answers requests for the file and writes down which range each asked for. */
  private void serve(Handler handler) {
    server.createContext(
        "/data/images.gz",
        exchange -> {
          ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
          try (exchange) {
            handler.handle(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static int start(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
  }

  /** Sends a file from the place the client asks for up to {@code end}, then hangs up. */
  private static void send(HttpExchange exchange, byte[] file, int end) throws IOException {
    int start = start(exchange);
    if (start >= file.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (start > 0) {
      exchange
          .getResponseHeaders()
          .add("Content-Range", "bytes %d-%d/%d".formatted(start, file.length - 1, file.length));
    }
    exchange.sendResponseHeaders(start > 0 ? 206 : 200, file.length - start);
    exchange.getResponseBody().write(file, start, Math.max(0, end - start));
    exchange.getResponseBody().flush();
  }

  private void fetch() throws IOException, InterruptedException {
    fetch(Samples.PATIENT);
  }

  private void fetch(Fetching.Limits limits) throws IOException, InterruptedException {
    var address =
        new WebAddress(
            URI.create(
                "http://%s:%d/data/"
                    .formatted(
                        server.getAddress().getHostString(), server.getAddress().getPort())));
    address.fetch(List.of(FILE), new Fetching(store, name -> Optional.empty(), limits, recorder));
  }

  private Path part() {
    return store.path(FILE).resolveSibling("images.gz.part");
  }

  private void leavePart(byte[] content, int length) throws IOException {
    Files.createDirectories(part().getParent());
    Files.write(part(), Arrays.copyOf(content, length));
  }

  private Stream<Path> files() throws IOException {
    return Files.walk(directory).filter(Files::isRegularFile);
  }

  private byte[] stored() throws IOException {
    try (var in = store.open(FILE)) {
      return in.readAllBytes();
    }
  }

  @Test
  void downloadsAndUnpacksAFile() throws Exception {
    serve(exchange -> send(exchange, packed, packed.length));
    fetch();
    assertThat(stored()).isEqualTo(CONTENT);
    assertThat(ranges).containsExactly("null");
    assertThat(files()).as("nothing else is left in the cache").containsExactly(store.path(FILE));
  }

  @Test
  void reportsProgressToTheLastByte() throws Exception {
    serve(exchange -> send(exchange, packed, packed.length));
    fetch();
    assertThat(recorder.progress).endsWith("images %d/%d".formatted(packed.length, packed.length));
  }

  @Test
  void reportsHowMuchOfHowMuchWhileBytesCome() throws Exception {
    var heard = new CountDownLatch(1);
    DataListener listener =
        new DataListener() {
          @Override
          public void note(String sentence) {}

          @Override
          public void progress(String what, long done, long total) {
            recorder.progress(what, done, total);
            heard.countDown();
          }
        };
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, packed.length);
          exchange.getResponseBody().write(packed, 0, 200_000);
          exchange.getResponseBody().flush();
          heard.await();
          exchange.getResponseBody().write(packed, 200_000, packed.length - 200_000);
        });
    var address =
        new WebAddress(
            URI.create("http://localhost:%d/data/".formatted(server.getAddress().getPort())));
    address.fetch(
        List.of(FILE), new Fetching(store, name -> Optional.empty(), Samples.PATIENT, listener));
    assertThat(recorder.progress.get(0)).startsWith("images ").endsWith("/" + packed.length);
    assertThat(stored()).isEqualTo(CONTENT);
  }

  @Test
  void continuesADownloadThatBrokeOff() throws Exception {
    serve(exchange -> send(exchange, packed, ranges.size() == 1 ? 200_000 : packed.length));
    fetch();
    assertThat(stored()).isEqualTo(CONTENT);
    assertThat(ranges).hasSize(2).startsWith("null");
    assertThat(ranges.get(1)).matches("bytes=[1-9]\\d*-");
  }

  @Test
  void givesUpAServerThatAlwaysBreaksOffAndKeepsWhatCame() {
    serve(exchange -> send(exchange, packed, start(exchange) + 20_000));
    assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
    assertThat(ranges).hasSize(4);
    assertThat(part()).exists();
    assertThat(store.has(FILE)).isFalse();
  }

  @Test
  void continuesWhatAnEarlierSessionLeft() throws Exception {
    leavePart(packed, 123_456);
    serve(exchange -> send(exchange, packed, packed.length));
    fetch();
    assertThat(ranges).containsExactly("bytes=123456-");
    assertThat(stored()).isEqualTo(CONTENT);
  }

  @Test
  void startsAgainWhenTheServerKnowsNoRanges() throws Exception {
    leavePart(packed, 123_456);
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, packed.length);
          exchange.getResponseBody().write(packed);
        });
    fetch();
    assertThat(stored()).isEqualTo(CONTENT);
  }

  @Test
  void startsAgainWhenThePartIsLongerThanTheFile() throws Exception {
    leavePart(packed, packed.length + 10);
    serve(exchange -> send(exchange, packed, packed.length));
    fetch();
    assertThat(ranges).containsExactly("bytes=%d-".formatted(packed.length + 10), "null");
    assertThat(stored()).isEqualTo(CONTENT);
  }

  @Test
  void forgetsAPartOfAnotherFile() throws Exception {
    leavePart(Samples.noise(packed.length, 9), 123_456);
    serve(exchange -> send(exchange, packed, packed.length));
    assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
    assertThat(part()).doesNotExist();
    fetch();
    assertThat(stored()).isEqualTo(CONTENT);
  }

  @Test
  void refusesAnotherFileAndKeepsTheGoodOne() throws Exception {
    serve(exchange -> send(exchange, packed, packed.length));
    fetch();
    packed = IdxWriter.gzip(Samples.noise(CONTENT.length, 2));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected SHA-256 " + FILE.sha256())
        .hasMessageContaining("is refused");
    assertThat(stored()).isEqualTo(CONTENT);
  }

  @Test
  void tellsTheStatusOfAServerThatHasNoSuchFile() {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(404, 9);
          exchange.getResponseBody().write("not found".getBytes());
        });
    assertThatThrownBy(this::fetch)
        .isInstanceOf(IOException.class)
        .hasMessage("the server answered with status 404");
    assertThat(ranges).hasSize(1);
    assertThat(part()).doesNotExist();
  }

  @Test
  void givesUpAServerThatFallsSilent() {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, packed.length);
          testIsOver.await();
        });
    assertThatThrownBy(() -> fetch(Samples.IMPATIENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no byte came for");
  }

  @Test
  void failsWhereNobodyListens() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var address = new WebAddress(URI.create("http://localhost:%d/data/".formatted(port)));
    assertThatThrownBy(
            () ->
                address.fetch(
                    List.of(FILE),
                    new Fetching(store, name -> Optional.empty(), Samples.PATIENT, recorder)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void stopsWhenInterruptedAndContinuesLater() throws Exception {
    var underWay = new CountDownLatch(1);
    serve(
        exchange -> {
          if (ranges.size() > 1) {
            send(exchange, packed, packed.length);
            return;
          }
          send(exchange, packed, 200_000);
          underWay.countDown();
          testIsOver.await();
        });
    var outcome = new AtomicReference<Throwable>();
    var thread =
        new Thread(
            () -> {
              try {
                fetch();
              } catch (Throwable e) {
                outcome.set(e);
              }
            });
    thread.start();
    underWay.await();
    thread.interrupt();
    thread.join();
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    fetch();
    assertThat(stored()).isEqualTo(CONTENT);
  }

  @Test
  void leavesAPartAloneThatAnotherProgramIsDownloading() throws Exception {
    leavePart(packed, 1000);
    Path lock = part().resolveSibling("images.gz.part.lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatThrownBy(this::fetch)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another program is downloading images just now");
    }
    assertThat(Files.size(part())).isEqualTo(1000);
  }

  @Test
  void worksWithoutAWritableCache() throws Exception {
    store = new Store(Files.createFile(directory.resolve("occupied")).resolve("cache"));
    serve(exchange -> send(exchange, packed, packed.length));
    fetch();
    assertThat(stored()).isEqualTo(CONTENT);
  }
}
