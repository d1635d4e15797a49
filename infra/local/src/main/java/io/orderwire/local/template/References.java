package io.orderwire.local.template;

/// What `Ref` and `Fn::GetAtt` mean for the resources of one stack.
public interface References {
  /// The resource's `Ref` value, for example a queue's URL.
  String ref(String logicalId);

  /// The value of one attribute, for example `Arn`.
  String attribute(String logicalId, String attribute);
}
