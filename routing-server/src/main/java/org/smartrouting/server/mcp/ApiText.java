package org.smartrouting.server.mcp;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments of the API's files, in the words of tools: names of enum values and of methods are
 * those that callers of tools use. Immutable.
 */
final class ApiText {
  private static final String RESOURCE = "/smartrouting/api.binpb";
  private static final String OWN_FILES = "smartrouting/";
  private static final Pattern NAME =
      Pattern.compile("`?\\b([A-Z][A-Za-z0-9]*(?:_[A-Z0-9]+)*)\\b`?");
  private static final Pattern BROKEN_LINE = Pattern.compile("(?<!\n)\n(?!\n|- )");

  private final Map<String, String> comments = new HashMap<>();
  private final Map<String, String> words = new HashMap<>();

  /**
   * Reads the comments.
   *
   * @param toolsByMethod names of tools by the short names of methods
   */
  ApiText(Map<String, String> toolsByMethod) {
    words.putAll(toolsByMethod);
    for (FileDescriptorProto file : files().getFileList()) {
      if (file.getName().startsWith(OWN_FILES)) {
        file.getSourceCodeInfo().getLocationList().forEach(location -> add(file, location));
      }
    }
    comments.replaceAll(
        (element, comment) -> NAME.matcher(comment).replaceAll(this::inWordsOfTools));
  }

  /** The comment of a message, field, enum or method; empty when it has none. */
  String of(GenericDescriptor element) {
    return comments.getOrDefault(element.getFullName(), "");
  }

  private String inWordsOfTools(MatchResult name) {
    String word = words.get(name.group(1));
    return Matcher.quoteReplacement(word == null ? name.group() : "`" + word + "`");
  }

  private void add(FileDescriptorProto file, Location location) {
    Named named = named(file, location.getPathList()).orElse(null);
    if (named == null) {
      return;
    }
    if (named.parent().endsWith("EnumDescriptorProto")) {
      words.put(named.name(), EnumNames.shortened(named.parentName(), named.name()));
    }
    String text = location.getLeadingComments().replaceAll("(?m)^ ", "").strip();
    if (!text.isEmpty()) {
      comments.put(named.fullName(), BROKEN_LINE.matcher(text).replaceAll(" "));
    }
  }

  // A path goes down from the file by numbers of fields and places in them; what it leads to has a
  // name unless it is a part of a declaration.
  private static Optional<Named> named(FileDescriptorProto file, List<Integer> path) {
    Message element = file;
    Named named = new Named(file.getPackage(), "", "", "");
    for (int i = 0; i < path.size(); i += 2) {
      FieldDescriptor field = element.getDescriptorForType().findFieldByNumber(path.get(i));
      boolean isList = field != null && field.isRepeated() && i + 1 < path.size();
      if (!isList || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        return Optional.empty();
      }
      String parent = element.getDescriptorForType().getName();
      element = (Message) element.getRepeatedField(field, path.get(i + 1));
      FieldDescriptor name = element.getDescriptorForType().findFieldByName("name");
      if (name == null || name.isRepeated()) {
        return Optional.empty();
      }
      named = named.below(parent, (String) element.getField(name));
    }
    return path.isEmpty() ? Optional.empty() : Optional.of(named);
  }

  private static FileDescriptorSet files() {
    try (InputStream in = ApiText.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the program");
      }
      return FileDescriptorSet.parseFrom(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An element of a file: its names, and the type of description that it is a part of. */
  private record Named(String fullName, String name, String parent, String parentName) {
    Named below(String type, String own) {
      // The values of an enum are siblings of it in the name space of protobuf.
      String scope =
          type.equals("EnumDescriptorProto")
              ? fullName.substring(0, fullName.lastIndexOf('.'))
              : fullName;
      return new Named(scope + "." + own, own, type, name);
    }
  }
}
