package io.orderwire.aws;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.port.CartTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Calls carts over HTTP. Addresses are vetted when they are resolved and dialled as vetted; https
/// only, unless private carts are allowed; redirects are answers like any other; a body is read up
/// to [#MAX_BODY_BYTES], counted after decompression, and for no longer than the request's timeout.
public final class HttpCartTransport implements CartTransport {
  /// What a page of a listing never reaches. More is no order, but a fault or an attack.
  public static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final int MOST_CONNECTIONS = 50;
  private static final int MOST_PER_CART = 10;
  private static final int CHUNK = 16 * 1024;

  private final CloseableHttpClient client;
  private final boolean privateAllowed;
  private final InstantSource clock;

  HttpCartTransport(DnsResolver names, boolean privateAllowed, InstantSource clock) {
    this.privateAllowed = privateAllowed;
    this.clock = clock;
    ConnectionConfig connections =
        ConnectionConfig.custom()
            .setConnectTimeout(CONNECT)
            .setValidateAfterInactivity(TimeValue.ofSeconds(5))
            .setTimeToLive(TimeValue.ofMinutes(1))
            .build();
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new VettedResolver(names, privateAllowed))
                    .setDefaultConnectionConfig(connections)
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setMaxConnPerRoute(MOST_PER_CART)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("orderwire")
            .build();
  }

  @Override
  public CartReply exchange(Request request) {
    requireHttps(request.address());
    Instant deadline = clock.instant().plus(request.timeout());
    try {
      return client.execute(outgoing(request), response -> reply(response, deadline));
    } catch (IOException unanswered) {
      FaultException fault =
          new FaultException(
              Fault.of(Fault.Category.UNAVAILABLE, unanswered.getClass().getSimpleName()));
      fault.initCause(unanswered);
      throw fault;
    }
  }

  private void requireHttps(URI address) {
    String scheme = address.getScheme();
    if (!"https".equals(scheme) && !(privateAllowed && "http".equals(scheme))) {
      throw new FaultException(
          Fault.of(Fault.Category.UNAVAILABLE, "carts are called over https only, not " + scheme));
    }
  }

  private static HttpUriRequestBase outgoing(Request request) {
    HttpUriRequestBase outgoing = new HttpUriRequestBase(request.method(), request.address());
    Timeout timeout = Timeout.of(request.timeout());
    outgoing.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(timeout)
            .setResponseTimeout(timeout)
            .build());
    request.headers().values().forEach(outgoing::setHeader);
    request
        .body()
        .map(body -> new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null))
        .ifPresent(outgoing::setEntity);
    return outgoing;
  }

  private CartReply reply(ClassicHttpResponse response, Instant deadline) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      headers.put(header.getName(), header.getValue());
    }
    return new CartReply(
        response.getCode(), new Headers(headers), body(response.getEntity(), deadline));
  }

  private byte[] body(HttpEntity entity, Instant deadline) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try (InputStream content = entity.getContent()) {
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        body.write(chunk, 0, read);
        if (body.size() > MAX_BODY_BYTES) {
          throw malformed("the cart's answer is larger than %d bytes".formatted(MAX_BODY_BYTES));
        }
        if (clock.instant().isAfter(deadline)) {
          throw new IOException("the cart's answer takes too long");
        }
      }
    }
    return body.toByteArray();
  }

  private static FaultException malformed(String detail) {
    return new FaultException(Fault.of(Fault.Category.MALFORMED, detail));
  }

  /// The system's resolver.
  static DnsResolver systemNames() {
    return org.apache.hc.client5.http.SystemDefaultDnsResolver.INSTANCE;
  }
}
