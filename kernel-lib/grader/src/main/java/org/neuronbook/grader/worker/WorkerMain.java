package org.neuronbook.grader.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.neuronbook.grader.wire.Limits;
import org.neuronbook.grader.wire.Peer;

/** The process that holds a learner's code: no tests, no expected values, no verdict. */
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] arguments) throws IOException {
    InputStream in = System.in;
    var out = new FileOutputStream(FileDescriptor.out);
    System.setIn(InputStream.nullInputStream());
    var learner = new LoadedLearner(Printed.everything());
    var peer = new Peer(in, out, Limits.SERVING, new LearnerFailures());
    learner.serves(peer);
    peer.export(Learner.class, (method, values) -> Direct.call(learner, method, values));
    peer.serve();
    // Threads that the learner left behind do not keep the process.
    Runtime.getRuntime().halt(0);
  }
}
