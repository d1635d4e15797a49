package io.orderwire.aws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A bucket that answers writes with the statuses it was told, then with success.
final class ScriptedObjects implements S3Client {
  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final List<String> written = new ArrayList<>();

  void answer(int status) {
    statuses.add(status);
  }

  /// Keys of the writes that were asked for, refused ones included.
  List<String> written() {
    return List.copyOf(written);
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    written.add(request.key());
    if (!"*".equals(request.ifNoneMatch())) {
      throw new AssertionError("written without a condition: " + request.key());
    }
    if (statuses.isEmpty()) {
      return PutObjectResponse.builder().build();
    }
    throw S3Exception.builder().statusCode(statuses.remove()).message("told so").build();
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {
    statuses.clear();
  }
}
