// Calls the grader back from inside its callback, again and again.
class Attack extends Pretended {
  public void weigh(Tally tally, double value) {
    tally.weigh(new Box() {
      public double value() {
        tally.add(value);
        tally.weigh(this);
        return value;
      }
    });
  }
}

// The allowed twin: computes something inside the callback, and calls nobody.
class Attack extends Solved {
  public void weigh(Tally tally, double value) {
    tally.weigh(() -> box(value).value());
  }
}
