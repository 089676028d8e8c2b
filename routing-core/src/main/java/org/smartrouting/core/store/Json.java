package org.smartrouting.core.store;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON texts of the store, written and read as streams.
 *
 * <p>What has its default is not written. In reading, an unknown field is skipped and a missing one
 * keeps its default, so that neighbouring versions of the software read each other's rows.
 */
final class Json {
  private Json() {}

  /** Writes the fields of an object. */
  interface Fields {
    void write(JsonWriter out) throws IOException;
  }

  /** Takes the value of one field; skips it when it does not know the name. */
  interface FieldReader {
    void read(String name, JsonReader in) throws IOException;
  }

  /** Reads one element of an array. */
  interface ElementReader<T> {
    T read(JsonReader in) throws IOException;
  }

  static String write(Fields fields) {
    StringWriter text = new StringWriter(256);
    try (JsonWriter out = new JsonWriter(text)) {
      object(out, fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static void read(String text, FieldReader fields) {
    try (JsonReader in = new JsonReader(new StringReader(text))) {
      object(in, fields);
    } catch (IOException e) {
      throw new UncheckedIOException("not the JSON of this store", e);
    }
  }

  static void object(JsonWriter out, Fields fields) throws IOException {
    out.beginObject();
    fields.write(out);
    out.endObject();
  }

  static void object(JsonReader in, FieldReader fields) throws IOException {
    in.beginObject();
    while (in.hasNext()) {
      fields.read(in.nextName(), in);
    }
    in.endObject();
  }

  static void text(JsonWriter out, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      out.name(name).value(value);
    }
  }

  static void number(JsonWriter out, String name, long value, long byDefault) throws IOException {
    if (value != byDefault) {
      out.name(name).value(value);
    }
  }

  static void number(JsonWriter out, String name, double value, double byDefault)
      throws IOException {
    if (value != byDefault) {
      out.name(name).value(value);
    }
  }

  static void texts(JsonWriter out, String name, List<?> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    out.name(name).beginArray();
    for (Object value : values) {
      out.value(value.toString());
    }
    out.endArray();
  }

  static void labels(JsonWriter out, String name, Map<String, String> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    out.name(name).beginObject();
    // Sorted, so that equal values are equal texts.
    for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
      out.name(entry.getKey()).value(entry.getValue());
    }
    out.endObject();
  }

  static <T> List<T> list(JsonReader in, ElementReader<T> element) throws IOException {
    List<T> values = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      values.add(element.read(in));
    }
    in.endArray();
    return values;
  }

  static Map<String, String> labels(JsonReader in) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    object(in, (name, value) -> values.put(name, value.nextString()));
    return values;
  }
}
