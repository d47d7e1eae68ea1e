using System.Collections.Frozen;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The optimized integrations of Step Functions with the patterns of each, as the developer guide lists them.</summary>
static class OptimizedIntegrations
{
    static readonly FrozenDictionary<string, TaskPattern[]> Patterns = Read(
        """
        apigateway:invoke token
        athena:getQueryExecution
        athena:getQueryResults
        athena:startQueryExecution sync
        athena:stopQueryExecution
        batch:submitJob sync
        bedrock:createModelCustomizationJob sync
        bedrock:invokeModel token
        codebuild:batchDeleteBuilds
        codebuild:batchGetReports
        codebuild:deleteBuildBatch
        codebuild:retryBuildBatch sync
        codebuild:startBuild sync
        codebuild:startBuildBatch sync
        codebuild:stopBuild
        codebuild:stopBuildBatch
        databrew:startJobRun sync
        dynamodb:deleteItem
        dynamodb:getItem
        dynamodb:putItem
        dynamodb:updateItem
        ecs:runTask sync token
        eks:call
        eks:createCluster sync
        eks:createFargateProfile sync
        eks:createNodegroup sync
        eks:deleteCluster sync
        eks:deleteFargateProfile sync
        eks:deleteNodegroup sync
        eks:runJob sync token
        elasticmapreduce:addStep sync
        elasticmapreduce:cancelStep
        elasticmapreduce:createCluster sync
        elasticmapreduce:modifyInstanceFleetByName
        elasticmapreduce:modifyInstanceGroupByName
        elasticmapreduce:setClusterTerminationProtection
        elasticmapreduce:terminateCluster sync
        emr-containers:createVirtualCluster
        emr-containers:deleteVirtualCluster sync
        emr-containers:startJobRun sync
        emr-serverless:cancelJobRun sync
        emr-serverless:createApplication sync
        emr-serverless:deleteApplication sync
        emr-serverless:startApplication sync
        emr-serverless:startJobRun sync
        emr-serverless:stopApplication sync
        events:putEvents token
        glue:startJobRun sync
        http:invoke
        lambda:invoke token
        mediaconvert:createJob sync
        sagemaker:createEndpoint
        sagemaker:createEndpointConfig
        sagemaker:createHyperParameterTuningJob sync
        sagemaker:createLabelingJob sync
        sagemaker:createModel
        sagemaker:createProcessingJob sync
        sagemaker:createTrainingJob sync
        sagemaker:createTransformJob sync
        sagemaker:updateEndpoint
        sns:publish token
        sqs:sendMessage token
        states:startExecution sync sync2 token
        """
    );

    public static bool Has(TaskResource resource) =>
        Patterns.TryGetValue($"{resource.Service}:{resource.Action}", out var patterns)
        && (resource.Pattern == TaskPattern.RequestResponse || patterns.Contains(resource.Pattern));

    static FrozenDictionary<string, TaskPattern[]> Read(string table) =>
        table
            .Split('\n')
            .Select(line => line.Trim().Split(' '))
            .ToFrozenDictionary(words => words[0], words => words[1..].Select(PatternOf).ToArray(), StringComparer.Ordinal);

    static TaskPattern PatternOf(string word) =>
        word switch
        {
            "sync" => TaskPattern.Sync,
            "sync2" => TaskPattern.Sync2,
            _ => TaskPattern.WaitForTaskToken,
        };
}
