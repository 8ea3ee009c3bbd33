package org.neuronbook.kernel;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.dflib.jjava.jupyter.messages.request.InterruptRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.dflib.jjava.jupyter.messages.request.ShutdownRequest;

/**
 * The kernel that notebooks of this project run in: Java through JShell, errors that teach, an
 * Interrupt that interrupts. It knows nothing of neural networks; what is shown for a tensor or a
 * chart comes from JJava extensions on the class path.
 *
 * <p>An extension that receives comm messages gives callbacks of the learner's to {@link
 * #execute(Runnable)}.
 */
final class TeachingKernel extends BaseKernel implements KernelServer.Handler, Executor {
  private static final String VERSION = "0.1.0";

  private static final int WARM_UPS = 30;

  /** Until then the processors are for the first cell, which may come at once. */
  private static final int FIRST_WARM_UP_MILLIS = 500;

  private static final int NEXT_WARM_UP_MILLIS = 20;

  private final KernelServer server;
  private final CellStreams streams;
  private final History history;
  private final Pager pager = new Pager();
  private final CompletableFuture<JavaShell> java = new CompletableFuture<>();
  private StartImports startImports;
  private int warmUps;
  private volatile SnippetRunner runner;
  private volatile boolean isInstalling;
  private final Map<MessageType<?>, ShellHandler<?>> handlers = new HashMap<>();
  private final Queue<Runnable> callbacks = new ConcurrentLinkedQueue<>();

  TeachingKernel(KernelServer server) {
    this(
        server,
        new CellStreams(server.publisher(), new CellInput(server.stdin())),
        new History(HistoryPlace.here()));
  }

  private TeachingKernel(KernelServer server, CellStreams streams, History history) {
    super(
        "neuronbook",
        VERSION,
        language(),
        List.of(),
        history,
        streams,
        new CommManager(),
        new SafeRenderer(),
        // BaseKernel wants one; the kernel's own way with magics is MagicLine and Magics.
        new MagicParser("%", "%%", new MagicTranspiler()),
        new Magics(),
        true,
        new StringStyler.Builder().build());
    this.server = server;
    this.streams = streams;
    this.history = history;
    commManager.setIOPubChannel(server.publisher());
    on(MessageType.EXECUTE_REQUEST, this::handleExecuteRequest);
    on(MessageType.INSPECT_REQUEST, this::handleInspectRequest);
    on(MessageType.COMPLETE_REQUEST, this::handleCompleteRequest);
    on(MessageType.HISTORY_REQUEST, this::handleHistoryRequest);
    on(MessageType.IS_COMPLETE_REQUEST, this::handleIsCodeCompeteRequest);
    on(MessageType.KERNEL_INFO_REQUEST, this::handleKernelInfoRequest);
    on(MessageType.SHUTDOWN_REQUEST, this::handleShutdownRequest);
    on(MessageType.INTERRUPT_REQUEST, this::handleInterruptRequest);
    on(MessageType.COMM_OPEN_COMMAND, commManager::handleCommOpenCommand);
    on(MessageType.COMM_MSG_COMMAND, this::handleCommMessage);
    on(MessageType.COMM_CLOSE_COMMAND, commManager::handleCommCloseCommand);
    on(MessageType.COMM_INFO_REQUEST, commManager::handleCommInfoRequest);
  }

  private <T> void on(MessageType<T> type, ShellHandler<T> handler) {
    handlers.put(type, handler);
  }

  private static LanguageInfo language() {
    return new LanguageInfo.Builder("java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java")
        .fileExtension(".java")
        .pygments("java")
        .codemirror("java")
        .build();
  }

  /**
   * Installs the extensions in JShell. The sockets are served meanwhile; the first cell waits for
   * this.
   */
  void prepare(CompletableFuture<JavaShell> builtShell) {
    try {
      streams.attach(server.displayEnvironment());
      JavaShell shell = builtShell.join();
      runner = new SnippetRunner(shell, this::tell, magics());
      startImports = shell.startImports();
      magics().addAll(shell, runner, streams.output(), () -> installFrom(shell));
      JavacMagic.setFromEnvironment(shell, streams.errors());
      installing(shell, this::onStartup);
      evaluateStartImports();
      java.complete(shell);
      MemoryWatch.start(shell.execution());
    } catch (RuntimeException | Error e) {
      KernelMain.log(e);
      java.completeExceptionally(e);
    }
  }

  private Magics magics() {
    return (Magics) getMagicsRegistry();
  }

  private void installFrom(JavaShell shell) {
    LibraryLoader libraries = shell.libraries();
    if (libraries.findResource("META-INF/services/" + Extension.class.getName()) != null) {
      installing(shell, () -> installExtensions(libraries));
    }
  }

  private void installing(JavaShell shell, Runnable installation) {
    isInstalling = true;
    try {
      installation.run();
    } finally {
      isInstalling = false;
      shell.spareImports();
    }
  }

  private void evaluateStartImports() {
    for (String refused : startImports.evaluate()) {
      streams.errors().println("An extension's import names nothing that there is: " + refused);
    }
  }

  /** Calmly: a note is no error. */
  private void tell(String note) {
    DisplayData shown = new DisplayData(note);
    shown.putHTML(
        "<p role=\"note\" style=\"border-left: 3px solid #0072b2; padding-left: 0.7em;"
            + " white-space: pre-line\">"
            + note.replace("&", "&amp;").replace("<", "&lt;")
            + "</p>");
    display(shown);
  }

  /** Told when a thread of a cell ends with an exception. */
  private void uncaught(Thread thread, Throwable e) {
    streams.errors().println(thread.getName() + " ended with " + ErrorText.summary(e));
  }

  /** One extension that cannot be installed must not take the kernel with it. */
  @Override
  protected void installExtension(Extension extension) {
    try {
      super.installExtension(extension);
    } catch (RuntimeException | LinkageError e) {
      KernelMain.log(e);
      streams
          .errors()
          .println(extension.getClass().getName() + " is not installed: " + ErrorText.summary(e));
    }
  }

  @Override
  protected ClassLoader getClassLoader() {
    return TeachingKernel.class.getClassLoader();
  }

  // Requests ------------------------------------------------------------------------------------

  /** Types the protocol will have one day are ignored, as it asks. */
  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public void handle(ShellReplyEnvironment environment, Message<?> message) {
    ShellHandler handler = handlers.get(message.getHeader().getType());
    if (handler != null) {
      handler.handle(environment, message);
    }
  }

  @Override
  protected void handleKernelInfoRequest(
      ShellReplyEnvironment environment, Message<KernelInfoRequest> message) {
    environment.setBusyDeferIdle();
    Reply.kernelInfo(environment, this, getLanguageInfo());
  }

  @Override
  protected void handleExecuteRequest(
      ShellReplyEnvironment environment, Message<ExecuteRequest> message) {
    RunningCell running = new RunningCell(message, this::uncaught);
    boolean hasBegun = begin(running);
    environment.setBusyDeferIdle();
    ExecuteRequest request = message.getContent();
    boolean stored = request.shouldStoreHistory() && !request.isSilent();
    int count = stored ? executionCount.getAndIncrement() : executionCount.get();
    commManager.setMessageContext(message);
    streams.startCell(message, request.isStdinEnabled());
    if (!request.isSilent()) {
      environment.publish(new PublishExecuteInput(request.getCode(), count));
    }
    pager.startCell();
    try {
      JavaShell shell = java.join(); // the first cell waits for it
      Optional<Pager.Question> question = Pager.Question.of(request.getCode());
      if (!hasBegun) {
        shell.execution().beginCell(running);
      }
      DisplayData shown = null;
      if (question.isPresent()) {
        pager.show(question.get().answer(new Inspection(shell), magics()));
      } else {
        Cell cell = new Cell("cell " + count, request.getCode());
        shown = (DisplayData) runner.run(cell, this::rendered);
      }
      if (shown != null && !request.isSilent()) {
        environment.publish(new PublishExecuteResult(count, shown));
      }
      if (stored) {
        history.add(count, request.getCode(), shown);
      }
      Reply.executed(environment, count, userExpressions(request), pager.payload());
    } catch (RuntimeException | Error e) {
      CellFailure failure = ErrorText.asFailure(e);
      if (failure.name().equals(ErrorText.INTERRUPTED)) {
        server.publisher().shorten(message);
      }
      if (stored) {
        history.add(count, request.getCode(), null);
      }
      if (!request.isSilent()) {
        environment.publish(
            new PublishError(failure.name(), failure.getMessage(), failure.lines()));
      }
      if (request.shouldStopOnError()) {
        server.abortQueuedCells();
      }
      Reply.failed(environment, count, failure);
    }
  }

  /** Opens a page to read with the running cell's reply; for magics. */
  void page(DisplayData page) {
    pager.show(page);
  }

  /** Before anybody can know that it runs: an interrupt that comes now is meant for it. */
  private boolean begin(RunningCell running) {
    running.begin();
    boolean isReady = java.isDone() && !java.isCompletedExceptionally();
    if (isReady) {
      java.join().execution().beginCell(running);
    }
    return isReady;
  }

  private Object rendered(Object value) {
    return value == null ? null : getRenderer().render(value);
  }

  private Map<String, Object> userExpressions(ExecuteRequest request) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (request.getUserExpr() != null) {
      request
          .getUserExpr()
          .forEach(
              (name, expression) -> {
                try {
                  Cell cell = new Cell("expression " + name, expression);
                  DisplayData shown = (DisplayData) runner.run(cell, this::rendered);
                  values.put(name, Reply.value(shown == null ? new DisplayData("null") : shown));
                } catch (CellFailure e) {
                  values.put(name, Reply.error(e));
                }
              });
    }
    return values;
  }

  @Override
  public int idleAfterMillis() {
    boolean warm = warmUps >= WARM_UPS || executionCount.get() >= WARM_UPS;
    return warm ? -1 : warmUps == 0 ? FIRST_WARM_UP_MILLIS : NEXT_WARM_UP_MILLIS;
  }

  /**
   * Runs, while the learner still reads, what every cell runs: a compiler that has compiled a few
   * dozen times is three times as fast as one that has just been started.
   */
  @Override
  public void idle() {
    warmUps++;
    if (!java.isDone() || java.isCompletedExceptionally()) {
      return;
    }
    JavaShell shell = java.join();
    shell.execution().beginCell(RunningCell.afterLatest());
    // An expression would leave a $1 behind; its type can be asked for without.
    shell.shell().sourceCodeAnalysis().analyzeType("1 + 1", 0);
    runner.run(new Cell("warm-up", "if (true) { }"), this::rendered);
  }

  @Override
  public void abort(ShellReplyEnvironment environment, Message<?> message) {
    environment.setBusyDeferIdle();
    Reply.aborted(environment);
  }

  /** Synchronized, as all that asks JShell: the warm-up may be at it. */
  @Override
  protected void handleCompleteRequest(
      ShellReplyEnvironment environment, Message<CompleteRequest> message) {
    environment.setBusyDeferIdle();
    CompleteRequest request = message.getContent();
    int cursor = CursorContext.inJava(request.getCode(), request.getCursorPos());
    Completion.Found found = new Completion.Found(List.of(), cursor, cursor);
    try {
      found = completion(request.getCode(), cursor);
    } catch (RuntimeException | Error e) {
      KernelMain.log(e); // the front end waits for an answer, and can do without names
    }
    Reply.completed(environment, request.getCode(), found);
  }

  private Completion.Found completion(String source, int cursor) {
    return new Completion(java.join(), magics().helps()).at(source, cursor);
  }

  @Override
  protected void handleInspectRequest(
      ShellReplyEnvironment environment, Message<InspectRequest> message) {
    environment.setBusyDeferIdle();
    InspectRequest request = message.getContent();
    int cursor = CursorContext.inJava(request.getCode(), request.getCursorPos());
    Reply.inspected(environment, inspect(request.getCode(), cursor, request.getDetailLevel() > 0));
  }

  @Override
  protected void handleHistoryRequest(
      ShellReplyEnvironment environment, Message<HistoryRequest> message) {
    environment.setBusyDeferIdle();
    Reply.history(environment, history.answer(message.getContent()));
  }

  /**
   * Of a dragged slider come a hundred messages while the callback for the first still computes:
   * all that wait are read before the next callback.
   */
  private void handleCommMessage(
      ShellReplyEnvironment environment, Message<CommMsgCommand> message) {
    if (callbacks.isEmpty()) {
      begin(RunningCell.afterLatest());
    }
    commManager.handleCommMsgCommand(environment, message);
    boolean more = false;
    try {
      more = server.isNextOnShell(MessageType.COMM_MSG_COMMAND);
    } finally {
      if (!more) {
        runCallbacks();
      }
    }
  }

  private void runCallbacks() {
    for (Runnable next = callbacks.poll(); next != null; next = callbacks.poll()) {
      try {
        runner.runCallback(next);
      } catch (CellFailure failure) {
        failure.lines().forEach(streams.errors()::println);
      }
    }
  }

  @Override
  protected void handleInterruptRequest(
      ShellReplyEnvironment environment, Message<InterruptRequest> message) {
    environment.setBusyDeferIdle();
    interrupt();
    Reply.ok(environment, MessageType.INTERRUPT_REPLY);
  }

  @Override
  protected void handleShutdownRequest(
      ShellReplyEnvironment environment, Message<ShutdownRequest> message) {
    environment.setBusyDeferIdle();
    onShutdown(message.getContent().isRestart());
    history.close();
    Reply.shutdown(environment, message.getContent().isRestart());
    environment.markForShutdown();
  }

  @Override
  public void interrupt() {
    if (java.isDone()) {
      java.join().execution().stop();
    }
  }

  /** Empties the output of the cell that asks for it. */
  void clearOutput(boolean wait) {
    PublishClearOutput content =
        wait ? PublishClearOutput.BEFORE_NEXT_OUTPUT : PublishClearOutput.NOW;
    server.displayEnvironment().publish(content);
  }

  // What BaseKernel and extensions call ----------------------------------------------------------

  @Override
  public Object evalRaw(String source) {
    if (!java.isDone()) {
      if (startImports.take(source)) {
        return null;
      }
      evaluateStartImports(); // what is to run may need them
    }
    String name = isInstalling ? JavaShell.EXTENSION : "eval";
    return runner.run(new Cell(name, source), UnaryOperator.identity());
  }

  @Override
  public DisplayData inspect(String source, int cursor, boolean detailed) {
    List<Documentation> found = new Inspection(java.join()).at(source, cursor, detailed);
    return found.isEmpty() ? null : Documentation.shown(found);
  }

  @Override
  public ReplacementOptions complete(String source, int cursor) {
    Completion.Found found = completion(source, cursor);
    return new ReplacementOptions(
        found.matches().stream().map(Completion.Match::text).toList(), found.start(), found.end());
  }

  @Override
  public String isComplete(String source) {
    return new Completeness(java.join().shell()).of(source);
  }

  /**
   * Runs code of the learner's that no cell runs, on a thread that an interrupt stops. For handlers
   * of comm messages: it runs when the comm messages that wait have been read.
   *
   * @param callback keeps its exceptions to itself; {@link #formatError} puts them into words
   */
  @Override
  public void execute(Runnable callback) {
    callbacks.add(callback);
  }

  /** What a learner reads of an exception that a callback threw. */
  @Override
  public List<String> formatError(Throwable e) {
    return runner.explain(e).lines();
  }
}
