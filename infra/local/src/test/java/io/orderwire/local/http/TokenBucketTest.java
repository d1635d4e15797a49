package io.orderwire.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(7);

  private static long taken(TokenBucket bucket, int asked) {
    return IntStream.range(0, asked).filter(each -> bucket.take()).count();
  }

  @Test
  void letsABurstInAndThenAsManyAsComeBack() {
    TokenBucket bucket = new TokenBucket(new RouteLimit(10, 25), now::get);
    assertThat(taken(bucket, 100)).isEqualTo(25);
    now.addAndGet(SECOND);
    assertThat(taken(bucket, 100)).isEqualTo(10);
    now.addAndGet(SECOND / 20);
    assertThat(taken(bucket, 100)).isZero();
    now.addAndGet(SECOND / 20);
    assertThat(taken(bucket, 100)).isEqualTo(1);
  }

  @Test
  void holdsNoMoreThanABurst() {
    TokenBucket bucket = new TokenBucket(new RouteLimit(10, 25), now::get);
    now.addAndGet(3600 * SECOND);
    assertThat(taken(bucket, 100)).isEqualTo(25);
  }
}
