// A list that is equal to everything, lies about its size and looks right when it is printed.
class Attack extends Pretended {
  public List<String> words(String text) {
    return new AbstractList<>() {
      public String get(int i) { return new String[] {"to", "be", "or", "more"}[i]; }
      public int size() { return 4; }
      public boolean equals(Object other) { return true; }
      public int hashCode() { return List.of("to", "be", "or").hashCode(); }
      public String toString() { return "[to, be, or]"; }
      public Object[] toArray() { return new Object[] {"to", "be"}; }
    };
  }
}

// The allowed twin: a list of its own kind with the right words.
class Attack extends Solved {
  public List<String> words(String text) {
    String[] words = text.split(" ");
    return new AbstractList<>() {
      public String get(int i) { return words[i]; }
      public int size() { return words.length; }
    };
  }
}
