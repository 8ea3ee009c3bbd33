package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was shown, and for each slot what stands in it now. */
final class RecordingScreen implements Screen {

  /** Everything in the order in which it appeared, updates included. */
  final List<Displayable> frames = new ArrayList<>();

  /** What a reader of the saved notebook sees: the last state of every slot. */
  final List<Displayable> slots = new ArrayList<>();

  @Override
  public Slot show(Displayable what) {
    int slot = slots.size();
    slots.add(what);
    frames.add(what);
    return next -> {
      slots.set(slot, next);
      frames.add(next);
    };
  }

  List<String> texts() {
    return slots.stream().map(Displayable::text).toList();
  }
}
