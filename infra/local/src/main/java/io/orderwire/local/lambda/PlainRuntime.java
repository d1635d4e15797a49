package io.orderwire.local.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A Lambda runtime in plain Java, for systems without AWS's native client, and for several
/// functions in one JVM: asks the Runtime API for work, maps events with AWS's own serializers and
/// calls the handler.
///
/// It is loaded by each function's class loader, so that the interfaces it calls are the
/// function's. It uses nothing else of this project.
///
/// Arguments: `host:port` of the Runtime API, the handler's class, the function's name.
public final class PlainRuntime {
  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

  private final String base;
  private final String functionName;

  private PlainRuntime(String address, String functionName) {
    this.base = "http://" + address + "/2018-06-01/runtime/";
    this.functionName = functionName;
  }

  public static void main(String[] arguments) throws IOException {
    PlainRuntime runtime = new PlainRuntime(arguments[0], arguments[2]);
    String handlerName = arguments[1].split("::", 2)[0];
    RequestStreamHandler handler;
    try {
      handler = load(handlerName);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError problem) {
      Throwable cause = problem.getCause() == null ? problem : problem.getCause();
      cause.printStackTrace();
      runtime.post("init/error", error(cause));
      throw new IllegalStateException("cannot start " + handlerName, cause);
    }
    while (true) {
      runtime.serveOne(handler);
    }
  }

  private static RequestStreamHandler load(String className) throws ReflectiveOperationException {
    ClassLoader loader = PlainRuntime.class.getClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    Class<?> type = Class.forName(className, true, loader);
    Object handler = type.getDeclaredConstructor().newInstance();
    return switch (handler) {
      case RequestStreamHandler streams -> streams;
      case RequestHandler<?, ?> objects -> mapped(objects, inputOf(type), loader);
      default ->
          throw new ClassNotFoundException(
              className + " is no RequestHandler and no RequestStreamHandler");
    };
  }

  /// The input type that the handler declares, found by its one method that is no bridge.
  private static Type inputOf(Class<?> handler) {
    for (Type declared : handler.getGenericInterfaces()) {
      if (declared instanceof ParameterizedType of && of.getRawType() == RequestHandler.class) {
        return of.getActualTypeArguments()[0];
      }
    }
    return Arrays.stream(handler.getMethods())
        .filter(method -> method.getName().equals("handleRequest") && !method.isBridge())
        .map(method -> method.getGenericParameterTypes()[0])
        .findFirst()
        .orElse(Object.class);
  }

  @SuppressWarnings("unchecked")
  private static RequestStreamHandler mapped(
      RequestHandler<?, ?> handler, Type input, ClassLoader loader) {
    RequestHandler<Object, Object> untyped = (RequestHandler<Object, Object>) handler;
    PojoSerializer<Object> reader = serializer(input, loader);
    return (in, out, context) -> {
      Object result = untyped.handleRequest(reader.fromJson(in), context);
      if (result == null) {
        out.write("null".getBytes(StandardCharsets.UTF_8));
      } else {
        serializer(result.getClass(), loader).toJson(result, out);
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static PojoSerializer<Object> serializer(Type type, ClassLoader loader) {
    if (type instanceof Class<?> plain
        && LambdaEventSerializers.isLambdaSupportedEvent(plain.getName())) {
      return LambdaEventSerializers.serializerFor((Class<Object>) plain, loader);
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }

  private void serveOne(RequestStreamHandler handler) throws IOException {
    HttpURLConnection next = open("invocation/next");
    byte[] event;
    try (InputStream body = next.getInputStream()) {
      event = body.readAllBytes();
    }
    String requestId = next.getHeaderField("Lambda-Runtime-Aws-Request-Id");
    System.setProperty(
        TRACE_PROPERTY, String.valueOf(next.getHeaderField("Lambda-Runtime-Trace-Id")));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event), answer, new Invocation(requestId, functionName, next));
      post("invocation/" + requestId + "/response", answer.toByteArray());
    } catch (IOException
        | RuntimeException
        | LinkageError
        | StackOverflowError
        | AssertionError problem) {
      problem.printStackTrace();
      post("invocation/" + requestId + "/error", error(problem));
    }
  }

  private static byte[] error(Throwable problem) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JacksonFactory.getInstance()
        .getSerializer(java.util.Map.class)
        .toJson(
            java.util.Map.of(
                "errorType",
                problem.getClass().getName(),
                "errorMessage",
                String.valueOf(problem.getMessage())),
            out);
    return out.toByteArray();
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) URI.create(base + path).toURL().openConnection();
  }

  private void post(String path, byte[] body) throws IOException {
    HttpURLConnection connection = open(path);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    try (InputStream answer = connection.getInputStream()) {
      answer.readAllBytes();
    }
  }

  /// What a handler may ask about its invocation.
  private record Invocation(String requestId, String functionName, String arn, long deadline)
      implements Context {
    Invocation(String requestId, String functionName, HttpURLConnection next) {
      this(
          requestId,
          functionName,
          next.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"),
          Long.parseLong(next.getHeaderField("Lambda-Runtime-Deadline-Ms")));
    }

    @Override
    public String getAwsRequestId() {
      return requestId;
    }

    @Override
    public String getLogGroupName() {
      return "/aws/lambda/" + functionName;
    }

    @Override
    public String getLogStreamName() {
      return "local";
    }

    @Override
    public String getFunctionName() {
      return functionName;
    }

    @Override
    public String getFunctionVersion() {
      return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
      return arn;
    }

    @Override
    @SuppressWarnings("NullAway") // Lambda's own contract: null when no Cognito identity calls.
    public CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    @SuppressWarnings("NullAway") // Lambda's own contract: null when no mobile client calls.
    public ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return (int) Math.max(0, deadline - System.currentTimeMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
      return (int) (Runtime.getRuntime().maxMemory() >> 20);
    }

    @Override
    public LambdaLogger getLogger() {
      return new StandardOutput();
    }
  }

  private record StandardOutput() implements LambdaLogger {
    @Override
    public void log(String message) {
      System.out.println(message);
    }

    @Override
    public void log(byte[] message) {
      System.out.println(new String(message, StandardCharsets.UTF_8));
    }
  }
}
