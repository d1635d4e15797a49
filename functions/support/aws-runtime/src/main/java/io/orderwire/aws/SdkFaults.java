package io.orderwire.aws;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What an AWS service's refusal means to the code that asked. The one table:
///
/// | answer | category |
/// |---|---|
/// | throttled, by the SDK's own list of codes and by status 429 | throttled |
/// | anything else, no answer at all included | unavailable |
///
/// A refusal such as "access denied" or "no such table" is a fault of the deployment, never of the
/// store at hand: it must not park the store or quarantine its payload, so it is unavailable too,
/// and what was asked for comes again until somebody mends it.
final class SdkFaults {
  private SdkFaults() {}

  /// Makes an SDK call; its exceptions become a `FaultException`.
  static <T> T translating(String service, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException refused) {
      throw fault(service, refused);
    }
  }

  static FaultException fault(String service, SdkException refused) {
    FaultException fault =
        new FaultException(Fault.of(category(refused), service + ": " + detail(refused)));
    fault.initCause(refused);
    return fault;
  }

  private static Category category(SdkException refused) {
    boolean throttled =
        refused instanceof AwsServiceException answered && answered.isThrottlingException();
    return throttled ? Category.THROTTLED : Category.UNAVAILABLE;
  }

  /// Codes only: an SDK message may repeat what was sent.
  private static String detail(SdkException refused) {
    return refused instanceof AwsServiceException answered && answered.awsErrorDetails() != null
        ? answered.statusCode() + " " + answered.awsErrorDetails().errorCode()
        : refused.getClass().getSimpleName();
  }
}
