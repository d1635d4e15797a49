package io.orderwire.connector;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderwire.json.FieldValues;
import io.orderwire.json.JsonPlaces;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.ExternalId;
import io.orderwire.model.FieldValue;
import io.orderwire.model.Finding;
import io.orderwire.model.Money;
import io.orderwire.model.Parsed;
import io.orderwire.model.Quantity;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A place in a raw document, and the only way mappers read one. It never throws: a value of the
/// wrong type or form is absent and leaves a finding with its JSON pointer. Blank text is absent
/// without one.
public final class RawNode {
  private static final int MAX_KEPT_RAW = 64;
  private static final CurrencyCode NO_CURRENCY = new CurrencyCode("XXX");

  private final JsonNode node;
  private final @Nullable RawNode parent;
  private final String step;
  private final Trail trail;

  /// Findings and reads of one mapping.
  private record Trail(List<Finding> findings, RawReads reads) {}

  private RawNode(JsonNode node, @Nullable RawNode parent, String step, Trail trail) {
    this.node = node;
    this.parent = parent;
    this.step = step;
    this.trail = trail;
  }

  public static RawNode root(JsonNode document, RawReads reads) {
    return new RawNode(document, null, "", new Trail(new ArrayList<>(), reads));
  }

  /// All findings of this document so far.
  public List<Finding> findings() {
    return List.copyOf(trail.findings());
  }

  public void report(Finding finding) {
    trail.findings().add(finding);
  }

  /// The JSON pointer of this place (RFC 6901).
  public String pointer() {
    return parent == null ? "" : parent.pointer() + "/" + JsonPlaces.step(step);
  }

  public boolean isPresent() {
    return !node.isMissingNode() && !node.isNull();
  }

  public boolean isObject() {
    return node.isObject();
  }

  /// A text, number or boolean.
  public boolean isValue() {
    return isPresent() && node.isValueNode();
  }

  public boolean has(String member) {
    return node.hasNonNull(member);
  }

  /// The member, present or not.
  public RawNode at(String member) {
    JsonNode child = node.get(member);
    return new RawNode(child == null ? MissingNode.getInstance() : child, this, member, trail);
  }

  /// The elements of an array member. An absent member, or an empty object in its place (PHP writes
  /// those), has none.
  public List<RawNode> each(String member) {
    return at(member).elements();
  }

  /// The elements of this array.
  public List<RawNode> elements() {
    if (!node.isArray()) {
      if (isPresent() && (node.isValueNode() || !node.isEmpty())) {
        wrong("array");
      }
      return List.of();
    }
    List<RawNode> elements = new ArrayList<>(node.size());
    for (int index = 0; index < node.size(); index++) {
      elements.add(new RawNode(node.get(index), this, Integer.toString(index), trail));
    }
    return elements;
  }

  /// The members of this object in their order.
  public List<RawNode> members() {
    if (!node.isObject()) {
      return List.of();
    }
    List<RawNode> members = new ArrayList<>(node.size());
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      members.add(new RawNode(field.getValue(), this, field.getKey(), trail));
    }
    return members;
  }

  /// The member's or element's name at which this place stands.
  public String name() {
    return step;
  }

  public Optional<String> text(String member) {
    return at(member).text();
  }

  /// Text, stripped. Numbers and booleans count as their text, because carts change their minds
  /// about quotes.
  public Optional<String> text() {
    if (!isPresent()) {
      note("text");
      return Optional.empty();
    }
    if (node.isContainerNode()) {
      wrong("text");
      return Optional.empty();
    }
    note("text");
    String text = node.isNumber() ? node.decimalValue().toPlainString() : node.asText();
    return Optional.of(text.strip()).filter(value -> !value.isEmpty());
  }

  public Optional<ExternalId> id(String member) {
    RawNode child = at(member);
    return child.text().flatMap(raw -> child.accept(ExternalId.parse(raw), "invalid_id"));
  }

  public Optional<BigDecimal> decimal(String member) {
    return at(member).decimal();
  }

  public Optional<BigDecimal> decimal() {
    return text()
        .flatMap(
            raw -> {
              Parsed<Money> parsed = Money.parse(raw, NO_CURRENCY);
              return accept(parsed, "invalid_number").map(Money::amount);
            });
  }

  public Optional<Money> money(String member, CurrencyCode currency) {
    RawNode child = at(member);
    return child.text().flatMap(raw -> child.accept(Money.parse(raw, currency), "invalid_money"));
  }

  public Optional<Quantity> quantity(String member) {
    RawNode child = at(member);
    return child
        .decimal()
        .flatMap(
            number -> {
              try {
                return Optional.of(new Quantity(number));
              } catch (IllegalArgumentException tooManyDigits) {
                child.wrong("quantity of at most 18 digits");
                return Optional.empty();
              }
            });
  }

  public Optional<CurrencyCode> currency(String member) {
    RawNode child = at(member);
    return child.text().flatMap(raw -> child.accept(CurrencyCode.parse(raw), "invalid_currency"));
  }

  /// An instant with its offset in the text (RFC 3339).
  public Optional<Instant> instant(String member) {
    return at(member).moment(raw -> OffsetDateTime.parse(raw).toInstant());
  }

  /// A date and time that is UTC though the text does not say so; a blank may stand for the `T`.
  public Optional<Instant> instantInUtc(String member) {
    return at(member)
        .moment(
            raw ->
                LocalDateTime.parse(
                        (raw.endsWith("Z") ? raw.substring(0, raw.length() - 1) : raw)
                            .replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC));
  }

  /// An instant as mails write it (RFC 2822), such as `Tue, 05 May 2026 13:12:31 +0000`.
  public Optional<Instant> instantOfMail(String member) {
    return at(member).moment(raw -> OffsetDateTime.parse(raw, RFC_1123_DATE_TIME).toInstant());
  }

  private Optional<Instant> moment(Function<String, Instant> parser) {
    return text()
        .flatMap(
            raw -> {
              try {
                return Optional.of(parser.apply(raw));
              } catch (DateTimeException notATime) {
                wrong("date and time");
                return Optional.empty();
              }
            });
  }

  /// True or false; `1`, `0`, `"yes"` and `"no"` count.
  public Optional<Boolean> flag(String member) {
    RawNode child = at(member);
    return child
        .text()
        .flatMap(
            raw ->
                switch (raw) {
                  case "true", "1", "yes" -> Optional.of(true);
                  case "false", "0", "no" -> Optional.of(false);
                  default -> {
                    child.wrong("true or false");
                    yield Optional.empty();
                  }
                });
  }

  public Optional<Integer> integer(String member) {
    RawNode child = at(member);
    return child
        .decimal()
        .flatMap(
            number -> {
              try {
                return Optional.of(number.intValueExact());
              } catch (ArithmeticException notWhole) {
                child.wrong("whole number");
                return Optional.empty();
              }
            });
  }

  /// Whatever stands here, taken whole.
  public FieldValue value() {
    note("whole");
    return FieldValues.of(node);
  }

  /// Marks this place as read on purpose and left out of the canonical order by the policy of that
  /// name.
  public void drop(String policy) {
    note(RawReads.DROPPED + policy);
  }

  /// The node itself, for handing on. Counts as not read.
  public JsonNode json() {
    return node;
  }

  private <T> Optional<T> accept(Parsed<T> parsed, String code) {
    return switch (parsed) {
      case Parsed.Valid<T>(T value) -> Optional.of(value);
      case Parsed.InvalidValue<T>(String expected, String raw) -> {
        report(Finding.warning(pointer(), code, "expected " + expected, shortened(raw)));
        yield Optional.empty();
      }
    };
  }

  private void wrong(String expected) {
    note("refused");
    report(
        node.isContainerNode()
            ? Finding.warning(pointer(), "wrong_type", "expected " + expected)
            : Finding.warning(
                pointer(), "wrong_type", "expected " + expected, shortened(node.asText())));
  }

  private void note(String rule) {
    if (trail.reads().tracked()) {
      trail.reads().read(pointer(), rule);
    }
  }

  private static String shortened(String raw) {
    return raw.length() <= MAX_KEPT_RAW ? raw : raw.substring(0, MAX_KEPT_RAW) + "…";
  }
}
