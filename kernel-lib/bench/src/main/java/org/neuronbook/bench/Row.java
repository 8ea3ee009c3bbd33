package org.neuronbook.bench;

import com.google.gson.annotations.SerializedName;
import java.util.Locale;

/** One comparison, as the file has it. Absent numbers are left out: null. */
record Row(
    @SerializedName("case") String name,
    @SerializedName("ours_ms") double oursMs,
    String peer,
    @SerializedName("peer_ms") Double peerMs,
    Double ratio,
    String precision,
    @SerializedName("ours_spread") double oursSpread,
    @SerializedName("peer_spread") Double peerSpread,
    @SerializedName("warm") boolean warm,
    @SerializedName("ours_bytes_per_step") long oursBytes,
    @SerializedName("peer_java_bytes_per_step") Long peerBytes,
    @SerializedName("ours_collections") long oursCollections,
    @SerializedName("loss_difference") Double lossDifference,
    @SerializedName("gflops") Double gflops,
    @SerializedName("share_of_blas_peak") Double shareOfPeak,
    String machine,
    String jdk,
    String collector,
    String engine,
    int threads) {

  static final String HEAD =
      "%-16s %-18s %10s  %-36s %10s %7s %6s %9s %6s"
          .formatted("case", "ours", "ms", "peer", "ms", "ratio", "+-", "KB/step", "peak");

  /** A line of the table for people. */
  String line(String ours) {
    return String.format(
            Locale.ROOT,
            "%-16s %-18s %10.4f  %-36s %10s %7s %5.0f%% %9.1f %6s%s",
            name,
            ours,
            oursMs,
            peer == null ? "-" : peer,
            peerMs == null ? "-" : String.format(Locale.ROOT, "%.4f", peerMs),
            ratio == null ? "-" : String.format(Locale.ROOT, "%.3f", ratio),
            100 * Math.max(oursSpread, peerSpread == null ? 0 : peerSpread),
            oursBytes / 1024.0,
            shareOfPeak == null ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * shareOfPeak),
            warm ? "" : "  (times still fell)")
        .stripTrailing();
  }
}
