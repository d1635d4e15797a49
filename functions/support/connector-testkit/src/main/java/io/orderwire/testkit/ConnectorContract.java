package io.orderwire.testkit;

/// The contract that every connector passes: extend it, name the connector, and provide the
/// fixtures.
public abstract class ConnectorContract
    implements MapperRules,
        RobustnessRules,
        ExplainRules,
        WebhookRules,
        FeedRules,
        ConvergenceRules,
        DescriptorRules {}
