package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.port.RawArchive;
import io.orderwire.testkit.ports.RawArchiveContract;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/// The raw archive where the bucket keeps versions, as the deployed one does.
/// `-Dversioned.bucket.endpoint=http://…` runs it against another server that speaks S3's protocol.
class VersionedArchiveTest extends RawArchiveContract {
  private static final Optional<String> OTHER =
      Optional.ofNullable(System.getProperty("versioned.bucket.endpoint"));
  private static final VersionedBucketServer SERVER = new VersionedBucketServer();
  private static final S3Client S3 = client();
  private static final String BUCKET = "raw";

  private final ObjectStorage objects = new ObjectStorage(S3, BUCKET);

  private static S3Client client() {
    S3Client client =
        S3Client.builder()
            .endpointOverride(OTHER.map(URI::create).orElseGet(SERVER::endpoint))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(Apache5HttpClient.create())
            .forcePathStyle(true)
            .build();
    if (OTHER.isPresent()) {
      client.createBucket(
          create ->
              create
                  .bucket("raw")
                  .createBucketConfiguration(
                      place -> place.locationConstraint(Region.EU_CENTRAL_1.id())));
      client.putBucketVersioning(
          put ->
              put.bucket("raw")
                  .versioningConfiguration(
                      versions -> versions.status(BucketVersioningStatus.ENABLED)));
    }
    return client;
  }

  @AfterAll
  static void stop() {
    S3.close();
    SERVER.close();
  }

  @Override
  protected RawArchive archive() {
    return new S3RawArchive(objects);
  }

  @Test
  void everyVersionAndEveryMarkerGoes() {
    write("v/order/1/a.json", 3);
    S3.deleteObject(delete -> delete.bucket(BUCKET).key("v/order/1/a.json"));
    write("v/order/1/a.json", 1);
    write("v/order/1/b.json", 1);
    S3.deleteObject(delete -> delete.bucket(BUCKET).key("v/order/1/b.json"));
    write("v/order/1/odd %2F+&<é>.json", 2);
    write("v/order/10/c.json", 2);
    assertThat(kept("v/order/1/")).isEqualTo(9);
    assertThat(archive().get("v/order/1/b.json")).isEmpty();
    archive().erase("v/order/1/");
    assertThat(kept("v/order/1/")).isZero();
    assertThat(kept("v/order/10/")).isEqualTo(2);
    archive().put("v/order/1/b.json", new byte[] {1}, "application/json");
    assertThat(archive().get("v/order/1/b.json")).isPresent();
  }

  /// A listing shows a thousand versions at once, and may end between two of one key.
  @Test
  void moreVersionsThanOneListingShowsGo() {
    for (int key = 0; key < 3; key++) {
      write("p/order/1/" + key + ".json", 350);
      String name = "p/order/1/" + key + ".json";
      S3.deleteObject(delete -> delete.bucket(BUCKET).key(name));
    }
    assertThat(kept("p/order/1/")).isEqualTo(3 * 351);
    archive().erase("p/order/1/");
    assertThat(kept("p/order/1/")).isZero();
  }

  @Test
  void aVersionThatIsRefusedIsTriedAgain() {
    Assumptions.assumeTrue(OTHER.isEmpty(), "another server refuses nothing when told to");
    write("r/order/1/a.json", 5);
    SERVER.bucket().refuse(List.of("InternalError", "SlowDown"));
    archive().erase("r/order/1/");
    assertThat(kept("r/order/1/")).isZero();
  }

  /// S3 answers 200 and names what it refused in the body: nothing may be taken for erased.
  @Test
  void aVersionThatStaysIsNeverTakenForErased() {
    Assumptions.assumeTrue(OTHER.isEmpty(), "another server refuses nothing when told to");
    write("s/order/1/a.json", 2);
    SERVER.bucket().refuse(Collections.nCopies(6, "AccessDenied"));
    assertThatThrownBy(() -> archive().erase("s/order/1/"))
        .isInstanceOfSatisfying(
            FaultException.class,
            fault -> assertThat(fault.fault().category()).isEqualTo(Category.UNAVAILABLE));
    assertThat(kept("s/order/1/")).isEqualTo(2);
    archive().erase("s/order/1/");
    assertThat(kept("s/order/1/")).isZero();
  }

  private static void write(String key, int times) {
    for (int time = 0; time < times; time++) {
      byte[] bytes = {(byte) time};
      S3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
    }
  }

  /// How many versions and markers there are.
  private static int kept(String prefix) {
    int kept = 0;
    for (ListObjectVersionsResponse page :
        S3.listObjectVersionsPaginator(list -> list.bucket(BUCKET).prefix(prefix))) {
      kept += page.versions().size() + page.deleteMarkers().size();
    }
    return kept;
  }
}
