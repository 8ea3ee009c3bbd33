// Keeps the grader's callbacks and calls them in later tests.
class Attack extends Pretended {
  static final List<Tally> KEPT = new ArrayList<>();

  public void addAll(Tally tally, double[] numbers) {
    KEPT.forEach(kept -> kept.add(1));
    KEPT.add(tally);
  }

  public List<String> words(String text) {
    KEPT.forEach(kept -> kept.add(2));
    return List.of();
  }
}

// The allowed twin: keeps them and leaves them alone.
class Attack extends Solved {
  static final List<Tally> KEPT = new ArrayList<>();

  public void addAll(Tally tally, double[] numbers) {
    KEPT.add(tally);
    super.addAll(tally, numbers);
  }
}
