package org.smartrouting.server.mcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads single values that are no messages, and says what is wrong with them. */
final class ValueReader {
  private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(315_576_000_000L);
  private static final int NANO_DIGITS = 9;

  private final Problems problems;

  /** Notes what is wrong. */
  ValueReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The value of a field, or of one item of a repeated one.
   *
   * @return what the field is set to; empty if the value is wrong
   */
  Optional<Object> read(FieldDescriptor field, @Nullable Object json, String path) {
    return switch (Fields.shape(field)) {
      case BOOLEAN ->
          json instanceof Boolean ? Optional.of(json) : wrong(path, "true or false", json);
      case INTEGER -> integer(field, json, path);
      case NUMBER -> number(field, json, path);
      case TEXT -> json instanceof String ? Optional.of(json) : wrong(path, "a string", json);
      case NAME_OF_ENUM -> nameOfEnum(field, json, path);
      case TOKEN -> token(json, path);
      case CONTENT ->
          json instanceof String content
              ? Optional.of(ByteString.copyFromUtf8(content))
              : wrong(path, "a string", json);
      case MOMENT -> moment(json, path);
      case SECONDS -> seconds(json, path);
      case PATHS -> paths(json, path);
      case FREE_OBJECT -> new FreeObject(problems).read(json, path);
      case MESSAGE -> throw new IllegalArgumentException(field.getFullName() + " is a message");
    };
  }

  /** Notes that a value is of the wrong type. */
  Optional<Object> wrong(String path, String expected, @Nullable Object json) {
    String hint = json == null ? "; leave it out instead" : "";
    return refuse(path, "must be " + expected + ", not " + Json.type(json) + hint);
  }

  private Optional<Object> integer(FieldDescriptor field, @Nullable Object json, String path) {
    Optional<BigDecimal> decimal = decimal(json);
    if (decimal.isEmpty()) {
      return wrong(path, "a whole number", json);
    }
    BigInteger value;
    try {
      value = decimal.get().toBigIntegerExact();
    } catch (ArithmeticException e) {
      return refuse(path, "must be a whole number, not " + json);
    }
    boolean unsigned =
        switch (field.getLiteType()) {
          case UINT64, FIXED64, UINT32, FIXED32 -> true;
          default -> false;
        };
    boolean small = field.getJavaType() == FieldDescriptor.JavaType.INT;
    int bits = (small ? 32 : 64) - (unsigned ? 0 : 1);
    if (value.bitLength() > bits || (unsigned && value.signum() < 0)) {
      return refuse(path, "must be a number of " + (small ? 32 : 64) + " bits, not " + value);
    }
    BigInteger signed = unsigned && value.testBit(63) ? value.subtract(UNSIGNED_END) : value;
    return small ? Optional.of(signed.intValue()) : Optional.of(signed.longValue());
  }

  private Optional<Object> number(FieldDescriptor field, @Nullable Object json, String path) {
    if (!(json instanceof Number number) || decimal(number).isEmpty()) {
      return wrong(path, "a number", json);
    }
    return field.getJavaType() == FieldDescriptor.JavaType.FLOAT
        ? Optional.of(number.floatValue())
        : Optional.of(number.doubleValue());
  }

  private Optional<Object> nameOfEnum(FieldDescriptor field, @Nullable Object json, String path) {
    if (!(json instanceof String name)) {
      return wrong(path, "a string", json);
    }
    Optional<EnumValueDescriptor> value = EnumNames.find(field.getEnumType(), name);
    if (value.isEmpty()) {
      List<String> all = EnumNames.all(field.getEnumType());
      return refuse(
          path, "must be one of " + String.join(", ", all) + ", not " + Json.quoted(name));
    }
    return Optional.of(value.get());
  }

  private Optional<Object> token(@Nullable Object json, String path) {
    if (!(json instanceof String digits)) {
      return wrong(path, "a string", json);
    }
    try {
      return Optional.of(ByteString.copyFrom(HexFormat.of().parseHex(digits)));
    } catch (IllegalArgumentException e) {
      return refuse(path, "must be hexadecimal digits, two for each byte");
    }
  }

  private Optional<Object> moment(@Nullable Object json, String path) {
    if (!(json instanceof String moment)) {
      return wrong(path, "a string", json);
    }
    try {
      Timestamp parsed = Timestamps.parse(moment);
      return Optional.of(parsed);
    } catch (ParseException e) {
      return refuse(
          path, "must be a time such as 2026-01-31T12:00:00Z, not " + Json.quoted(moment));
    }
  }

  private Optional<Object> seconds(@Nullable Object json, String path) {
    Optional<BigDecimal> decimal = decimal(json);
    if (decimal.isEmpty()) {
      return wrong(path, "a number of seconds", json);
    }
    BigDecimal value = decimal.get().setScale(NANO_DIGITS, RoundingMode.HALF_EVEN);
    if (value.abs().compareTo(MAX_SECONDS) > 0) {
      return refuse(path, "must be a number of seconds within 10,000 years, not " + json);
    }
    BigInteger nanos = value.unscaledValue();
    BigInteger[] parts = nanos.divideAndRemainder(BigInteger.TEN.pow(NANO_DIGITS));
    return Optional.of(
        Duration.newBuilder()
            .setSeconds(parts[0].longValueExact())
            .setNanos(parts[1].intValueExact())
            .build());
  }

  private Optional<Object> paths(@Nullable Object json, String path) {
    if (!(json instanceof List<?> list)) {
      return wrong(path, "an array", json);
    }
    FieldMask.Builder mask = FieldMask.newBuilder();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof String name) {
        mask.addPaths(name);
      } else {
        return wrong(path + "[" + i + "]", "a string", list.get(i));
      }
    }
    return Optional.of(mask.build());
  }

  private Optional<Object> refuse(String path, String description) {
    problems.add(path, description);
    return Optional.empty();
  }

  private static Optional<BigDecimal> decimal(@Nullable Object json) {
    return json instanceof Number number && Double.isFinite(number.doubleValue())
        ? Optional.of(new BigDecimal(number.toString()))
        : Optional.empty();
  }
}
