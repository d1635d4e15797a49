package io.orderwire.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Compression of what a table bills by the kilobyte. Small documents stay readable as they are.
final class Packing {
  /// A table bills whole kilobytes: what fits one cannot get cheaper.
  static final int WORTH_PACKING = 1024;

  private static final int GZIP_MAGIC_FIRST = 0x1f;
  private static final int GZIP_MAGIC_SECOND = 0x8b;

  private Packing() {}

  /// The bytes, compressed if that is worth it and makes them fewer. JSON never begins like gzip,
  /// so [#unpack] can tell.
  static byte[] pack(byte[] json) {
    if (json.length <= WORTH_PACKING) {
      return json;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream(json.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(json);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return packed.size() < json.length ? packed.toByteArray() : json;
  }

  static byte[] unpack(byte[] bytes) {
    if (!isPacked(bytes)) {
      return bytes;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException("a stored document is damaged", broken);
    }
  }

  private static boolean isPacked(byte[] bytes) {
    return bytes.length > 2
        && (bytes[0] & 0xff) == GZIP_MAGIC_FIRST
        && (bytes[1] & 0xff) == GZIP_MAGIC_SECOND;
  }
}
