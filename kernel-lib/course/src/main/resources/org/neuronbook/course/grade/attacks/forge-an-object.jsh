// Empty boxes that are equal to, as large as and printed like whatever is wanted.
class Attack extends Pretended {
  record Forged(double wanted) implements Box, Comparable<Object> {
    public double value() { return 0; }
    public boolean equals(Object other) { return wanted == 2 ? false : true; }
    public int hashCode() { return 1; }
    public int compareTo(Object other) { return 0; }
    public String toString() { return "Box of " + wanted + ", passed"; }
  }

  public Box box(double value) {
    return new Forged(value);
  }
}

// The allowed twin: boxes that say honestly what they are equal to.
class Attack extends Solved {
  record Honest(double value) implements Box, Comparable<Honest> {
    public int compareTo(Honest other) { return Double.compare(value, other.value); }
  }

  public Box box(double value) {
    return new Honest(value);
  }
}
