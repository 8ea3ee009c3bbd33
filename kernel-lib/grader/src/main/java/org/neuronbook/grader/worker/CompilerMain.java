package org.neuronbook.grader.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.neuronbook.grader.wire.Limits;
import org.neuronbook.grader.wire.Peer;

/**
 * The process that compiles submissions. It runs none of them, and so it may serve many: a compiler
 * that is warm needs a tenth of the time of a cold one.
 */
public final class CompilerMain {
  private CompilerMain() {}

  public static void main(String[] arguments) throws IOException {
    InputStream in = System.in;
    var out = new FileOutputStream(FileDescriptor.out);
    System.setIn(InputStream.nullInputStream());
    Printed.everything();
    var compiler = new ShellCompiler(System.getProperty("java.class.path"));
    var peer = new Peer(in, out, Limits.SERVING, new LearnerFailures());
    peer.export(SnippetCompiler.class, (method, values) -> Direct.call(compiler, method, values));
    peer.serve();
    Runtime.getRuntime().halt(0);
  }
}
