package io.orderwire.local.endpoint;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// S3 on this machine: S3Proxy in this process over plain files, `<folder>/<bucket>/<key>`.
public final class ObjectStore implements AutoCloseable {
  private final S3Proxy proxy;
  private final URI endpoint;

  private ObjectStore(S3Proxy proxy, URI endpoint) {
    this.proxy = proxy;
    this.endpoint = endpoint;
  }

  public static ObjectStore start(Path folder, int port) {
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(endpoint)
            .ignoreUnknownHeaders(true)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new StartFailure("S3Proxy cannot listen on port " + port + ": " + e.getMessage(), e);
    }
    return new ObjectStore(proxy, endpoint);
  }

  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy does not stop", e);
    }
  }
}
