package io.orderwire.normalizer;

import io.orderwire.message.Cause;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// In which order the messages of a batch are taken: deliveries before what polling found and that
/// before back-fills, and stores with few messages before a store with many. Otherwise as they
/// came.
public final class FairOrder {

  private FairOrder() {}

  public static <T> List<T> of(List<T> batch, Function<T, IntakeMessage> message) {
    Map<StoreId, Integer> ofStore = new LinkedHashMap<>();
    batch.forEach(each -> ofStore.merge(message.apply(each).storeId(), 1, Integer::sum));
    return batch.stream()
        .sorted(
            Comparator.comparingInt((T each) -> rank(message.apply(each).cause()))
                .thenComparingInt(each -> ofStore.getOrDefault(message.apply(each).storeId(), 0)))
        .toList();
  }

  private static int rank(Cause cause) {
    return switch (cause) {
      case WEBHOOK, REPLAY, REMAP, ERASE -> 0;
      case POLL -> 1;
      case BACKFILL -> 2;
    };
  }
}
