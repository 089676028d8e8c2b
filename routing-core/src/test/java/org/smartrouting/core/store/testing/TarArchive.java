package org.smartrouting.core.store.testing;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Unpacks a tar archive with names of at most 100 bytes. Directories and files are written, links
 * are left out: the archives used here have them only as aliases for compilers.
 */
final class TarArchive {
  private static final int BLOCK_BYTES = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_OFFSET = 124;
  private static final int SIZE_BYTES = 12;
  private static final int TYPE_OFFSET = 156;

  private TarArchive() {}

  /**
   * Reads to the end of the archive; does not close it.
   *
   * @throws IOException also for an entry of another type or outside of {@code target}
   */
  static void unpack(InputStream archive, Path target) throws IOException {
    for (byte[] header = block(archive); header[0] != 0; header = block(archive)) {
      String name = text(header, 0, NAME_BYTES);
      Path path = target.resolve(name).normalize();
      if (!path.startsWith(target)) {
        throw new IOException("entry outside of the target: " + name);
      }
      long size = Long.parseLong(text(header, SIZE_OFFSET, SIZE_BYTES).trim(), 8);
      switch (header[TYPE_OFFSET]) {
        case '0', 0 -> copy(archive, size, path);
        case '5' -> Files.createDirectories(path);
        case '1', '2' -> {}
        default -> throw new IOException("entry of unknown type: " + name);
      }
    }
  }

  private static void copy(InputStream archive, long size, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (long left = size; left > 0; left -= BLOCK_BYTES) {
        out.write(block(archive), 0, (int) Math.min(left, BLOCK_BYTES));
      }
    }
  }

  private static byte[] block(InputStream archive) throws IOException {
    byte[] block = archive.readNBytes(BLOCK_BYTES);
    if (block.length < BLOCK_BYTES) {
      throw new EOFException("archive ends inside a block");
    }
    return block;
  }

  private static String text(byte[] header, int offset, int length) {
    String field = new String(header, offset, length, StandardCharsets.US_ASCII);
    int end = field.indexOf('\0');
    return end < 0 ? field : field.substring(0, end);
  }
}
