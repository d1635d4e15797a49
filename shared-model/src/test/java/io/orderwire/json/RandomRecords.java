package io.orderwire.json;

import io.orderwire.model.Buyer;
import io.orderwire.model.BuyerType;
import io.orderwire.model.Commitment;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.ExternalId;
import io.orderwire.model.FieldValue;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Quantity;
import io.orderwire.model.Reading;
import io.orderwire.model.StoreId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Random values of any record of the model, from a seed.
final class RandomRecords {
  private static final String LETTERS = "abcXYZ019 -_./~\"\\äßé漢🙂\n";
  private final RandomGenerator random;

  RandomRecords(RandomGenerator random) {
    this.random = random;
  }

  <T> T next(Class<T> type) {
    return type.cast(value(type));
  }

  private Object value(Type type) {
    return switch (type) {
      case ParameterizedType generic -> generic((Class<?>) generic.getRawType(), generic);
      case Class<?> plain -> plain(plain);
      default -> throw new IllegalArgumentException(type.getTypeName());
    };
  }

  private Object generic(Class<?> raw, ParameterizedType type) {
    Type element = type.getActualTypeArguments()[0];
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.of(value(element)) : Optional.empty();
    }
    if (raw == List.class) {
      List<Object> list = new ArrayList<>();
      for (int left = random.nextInt(3); left > 0; left--) {
        list.add(value(element));
      }
      return list;
    }
    if (raw == Map.class) {
      return new TreeMap<>(Map.of(text(), text()));
    }
    if (raw == Reading.class) {
      return switch (random.nextInt(3)) {
        case 0 -> Reading.unrecognized(text());
        case 1 -> Reading.silent(value(element));
        default -> Reading.of(value(element), text());
      };
    }
    throw new IllegalArgumentException(type.getTypeName());
  }

  private Object plain(Class<?> type) {
    Map<Class<?>, Supplier<Object>> leaves =
        Map.ofEntries(
            Map.entry(String.class, this::text),
            Map.entry(boolean.class, random::nextBoolean),
            Map.entry(Boolean.class, random::nextBoolean),
            Map.entry(int.class, () -> random.nextInt(1000)),
            Map.entry(Integer.class, () -> random.nextInt(1000)),
            Map.entry(long.class, () -> random.nextLong(1_000_000)),
            Map.entry(Long.class, () -> random.nextLong(1_000_000)),
            Map.entry(BigDecimal.class, this::decimal),
            Map.entry(
                Instant.class, () -> Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L))),
            Map.entry(StoreId.class, () -> new StoreId("store-" + random.nextInt(1000))),
            Map.entry(ExternalId.class, () -> new ExternalId("x" + random.nextLong(1L << 60))),
            Map.entry(PlatformId.class, () -> new PlatformId("platform")),
            Map.entry(CurrencyCode.class, () -> new CurrencyCode(pick("EUR", "JPY", "KWD", "QQQ"))),
            Map.entry(Quantity.class, () -> new Quantity(decimal())),
            Map.entry(FieldValue.class, this::field),
            Map.entry(Commitment.class, this::commitment),
            Map.entry(Buyer.class, this::buyer));
    Supplier<Object> leaf = leaves.get(type);
    if (leaf != null) {
      return leaf.get();
    }
    if (type.isEnum()) {
      return pick(type.getEnumConstants());
    }
    return record(type);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values =
        Arrays.stream(components).map(RecordComponent::getGenericType).map(this::value).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException notConstructible) {
      throw new IllegalStateException(type.getName(), notConstructible);
    }
  }

  private Object commitment() {
    CommitmentState state = pick(CommitmentState.values());
    return state == CommitmentState.OBSERVED
        ? Commitment.observed()
        : Commitment.committed(next(Instant.class), List.of());
  }

  private Object buyer() {
    BuyerType type = pick(BuyerType.values());
    return new Buyer(
        type,
        type == BuyerType.GUEST ? Optional.empty() : Optional.of(next(ExternalId.class)),
        Optional.of(text()),
        Optional.empty(),
        Optional.of(text()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private FieldValue field() {
    return switch (random.nextInt(4)) {
      case 0 -> new FieldValue.Text(text());
      case 1 -> new FieldValue.Decimal(decimal());
      case 2 -> new FieldValue.Bool(random.nextBoolean());
      default -> new FieldValue.Json(pick("null", "[1.50,\"a\"]", "{\"b\":{},\"a\":[null,1000]}"));
    };
  }

  private BigDecimal decimal() {
    return new BigDecimal(
        BigInteger.valueOf(random.nextLong(-1_000_000, 1_000_000)), random.nextInt(6));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int[] points = LETTERS.codePoints().toArray();
    for (int left = 1 + random.nextInt(12); left > 0; left--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
