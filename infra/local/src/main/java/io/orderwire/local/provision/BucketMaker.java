package io.orderwire.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// `AWS::S3::Bucket`: the bucket alone. Lifecycle, versions and policies are for the account that a
/// deployment lives in.
final class BucketMaker implements ResourceMaker {
  private final S3Client objects;
  private final String region;

  BucketMaker(S3Client objects, String region) {
    this.objects = objects;
    this.region = region;
  }

  @Override
  public Provisioned make(JsonNode properties, String defaultName) {
    String name = properties.path("BucketName").asText(defaultName.toLowerCase(Locale.ROOT));
    if (!exists(name)) {
      objects.createBucket(request(name));
    }
    return new Provisioned(
        name,
        Map.of(
            "Arn", "arn:aws:s3:::" + name,
            "DomainName", name + ".s3.amazonaws.com",
            "RegionalDomainName", name + ".s3." + region + ".amazonaws.com"));
  }

  private CreateBucketRequest request(String name) {
    CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(name);
    // us-east-1 is the one region that must not be named here.
    return region.equals("us-east-1")
        ? request.build()
        : request
            .createBucketConfiguration(
                place -> place.locationConstraint(BucketLocationConstraint.fromValue(region)))
            .build();
  }

  private boolean exists(String name) {
    try {
      return objects.headBucket(request -> request.bucket(name)) != null;
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }
}
