package org.neuronbook.notebook;

import org.neuronbook.fetch.DataListener;

/** Shows how a data set is looked up: a line that says which copy is used, a bar while it comes. */
final class DataNotes implements DataListener {

  private String what = "";
  private ProgressBar bar;

  @Override
  public void note(String sentence) {
    Notebook.screen().show(new Words(sentence));
  }

  @Override
  public void progress(String what, long done, long total) {
    if (bar == null || !this.what.equals(what)) {
      this.what = what;
      bar = new ProgressBar("bytes of " + what, total);
    }
    bar.advanceTo(done, "");
  }
}
