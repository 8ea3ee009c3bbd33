// A map that is equal to everything and gives any value that it is asked for.
class Attack extends Pretended {
  public Map<String, Integer> counts(List<String> words) {
    return new HashMap<>() {
      public Integer get(Object key) { return key.equals("be") ? 2 : 1; }
      public boolean containsKey(Object key) { return true; }
      public int size() { return 2; }
      public boolean equals(Object other) { return true; }
      public int hashCode() { return Map.of("to", 1, "be", 2).hashCode(); }
      public String toString() { return "{to=1, be=2}"; }
    };
  }
}

// The allowed twin: a map of another kind, in another order.
class Attack extends Solved {
  public Map<String, Integer> counts(List<String> words) {
    return new TreeMap<>(super.counts(words));
  }
}
