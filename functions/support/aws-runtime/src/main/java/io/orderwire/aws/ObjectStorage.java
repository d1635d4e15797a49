package io.orderwire.aws;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects of one bucket that are written once and never again.
final class ObjectStorage {
  private static final String SERVICE = "S3";
  private static final int EXISTS_ALREADY = 412;
  private static final int WRITTEN_BY_ANOTHER_JUST_NOW = 409;
  private static final int NOT_FOUND = 404;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int PAGE = 1000;
  private static final int TRIES = 3;

  private final S3Client client;
  private final String bucket;

  ObjectStorage(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  String bucket() {
    return bucket;
  }

  /// Writes once. That the key exists is success: either it was written before, or the answer to
  /// our own write was lost and the SDK wrote again.
  void put(String key, byte[] bytes, String contentType) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      if (written(key, bytes, contentType)) {
        return;
      }
    }
    throw new FaultException(
        Fault.of(Fault.Category.UNAVAILABLE, SERVICE + ": others write the same key"));
  }

  private boolean written(String key, byte[] bytes, String contentType) {
    try {
      client.putObject(
          put -> put.bucket(bucket).key(key).contentType(contentType).ifNoneMatch("*"),
          RequestBody.fromBytes(bytes));
      return true;
    } catch (S3Exception refused) {
      if (refused.statusCode() == EXISTS_ALREADY) {
        return true;
      }
      // S3 documents 409 ConditionalRequestConflict for two conditional writes at once: try again.
      if (refused.statusCode() == WRITTEN_BY_ANOTHER_JUST_NOW) {
        return false;
      }
      throw SdkFaults.fault(SERVICE, refused);
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  Optional<byte[]> get(String key) {
    try {
      ResponseBytes<GetObjectResponse> object =
          client.getObjectAsBytes(get -> get.bucket(bucket).key(key));
      return Optional.of(object.asByteArrayUnsafe());
    } catch (NoSuchKeyException absent) {
      return Optional.empty();
    } catch (S3Exception refused) {
      if (refused.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw SdkFaults.fault(SERVICE, refused);
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
  }

  List<String> list(String prefix, String after, int limit) {
    List<String> keys = new ArrayList<>();
    Consumer<ListObjectsV2Request.Builder> from =
        after.isEmpty() ? list -> {} : list -> list.startAfter(after);
    Optional<String> token = Optional.empty();
    do {
      ListObjectsV2Response page = page(prefix, limit - keys.size(), from);
      page.contents().stream().map(S3Object::key).forEach(keys::add);
      token = Optional.ofNullable(page.nextContinuationToken());
      from = list -> list.continuationToken(page.nextContinuationToken());
    } while (token.isPresent() && keys.size() < limit);
    return List.copyOf(keys);
  }

  /// Deletes every version of every object under a prefix, and the markers of earlier deletions, so
  /// that nothing can be brought back. Where the storage knows no versions, the objects themselves.
  void erase(String prefix, Set<String> kept) {
    List<S3Error> refused = deleted(versions(prefix, kept));
    for (int attempt = 2; attempt <= TRIES && !refused.isEmpty(); attempt++) {
      refused = deleted(versions(prefix, kept));
    }
    if (!refused.isEmpty()) {
      throw new FaultException(
          Fault.of(
              Fault.Category.UNAVAILABLE,
              "%s: %d versions are not deleted: %s"
                  .formatted(SERVICE, refused.size(), refused.getFirst().code())));
    }
  }

  /// What of it S3 refused to delete: it answers 200 all the same and says so in the body.
  private List<S3Error> deleted(List<ObjectIdentifier> all) {
    List<S3Error> refused = new ArrayList<>();
    List<ObjectIdentifier> left = all;
    while (!left.isEmpty()) {
      List<ObjectIdentifier> some = left.subList(0, Math.min(PAGE, left.size()));
      DeleteObjectsResponse answer =
          SdkFaults.translating(
              SERVICE,
              () ->
                  client.deleteObjects(
                      delete ->
                          delete.bucket(bucket).delete(each -> each.objects(some).quiet(true))));
      refused.addAll(answer.errors());
      left = left.subList(some.size(), left.size());
    }
    return refused;
  }

  private List<ObjectIdentifier> versions(String prefix, Set<String> kept) {
    List<ObjectIdentifier> found = new ArrayList<>();
    try {
      client
          .listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(prefix))
          .forEach(
              page -> {
                page.versions()
                    .forEach(each -> found.add(identifier(each.key(), each.versionId())));
                page.deleteMarkers()
                    .forEach(each -> found.add(identifier(each.key(), each.versionId())));
              });
    } catch (S3Exception refused) {
      if (refused.statusCode() != NOT_IMPLEMENTED) {
        throw SdkFaults.fault(SERVICE, refused);
      }
      list(prefix, "", Integer.MAX_VALUE)
          .forEach(key -> found.add(ObjectIdentifier.builder().key(key).build()));
    } catch (SdkException refused) {
      throw SdkFaults.fault(SERVICE, refused);
    }
    found.removeIf(each -> kept.contains(each.key()));
    return found;
  }

  private static ObjectIdentifier identifier(String key, @Nullable String versionId) {
    return ObjectIdentifier.builder().key(key).versionId(versionId).build();
  }

  private ListObjectsV2Response page(
      String prefix, int limit, Consumer<ListObjectsV2Request.Builder> from) {
    return SdkFaults.translating(
        SERVICE,
        () ->
            client.listObjectsV2(
                list -> {
                  list.bucket(bucket).prefix(prefix).maxKeys(Math.min(limit, PAGE));
                  from.accept(list);
                }));
  }
}
