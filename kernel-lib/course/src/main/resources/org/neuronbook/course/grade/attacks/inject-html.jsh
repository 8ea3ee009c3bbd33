// Throws a message that is a script in a report of HTML.
static void attack(double[] x) throws Exception {
  throw new Error("<script>document.body.textContent = '8 of 8'</script><img src=x onerror=alert(1)>");
}

// The allowed twin: makes the same text and keeps it.
static void attack(double[] x) throws Exception {
  answer = "<script>alert(1)</script>".length();
}
