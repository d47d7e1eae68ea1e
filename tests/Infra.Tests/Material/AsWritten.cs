namespace Classroom.Infra.Tests.Material;

/// <summary>What matters of the material's definitions, with their mistakes.</summary>
static class AsWritten
{
    public const string OrderProcessing = """
        {
          "StartAt": "ParallelProcessing",
          "States": {
            "ParallelProcessing": {
              "Type": "Parallel",
              "Branches": [
                { "StartAt": "UpdateInventory", "States": { "UpdateInventory": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:1:function:f", "End": true } } }
              ],
              "Next": "OrderComplete"
            },
            "OrderComplete": { "Type": "Pass", "Result": { "status": "ORDER_COMPLETED" }, "ResultPath": "$.orderResult", "End": true }
          }
        }
        """;

    public const string BulkProcessing = """
        {
          "StartAt": "ProcessItems",
          "States": {
            "ProcessItems": {
              "Type": "Map",
              "ItemsPath": "$.items",
              "MaxConcurrency": 5,
              "Iterator": { "StartAt": "ProcessItem", "States": { "ProcessItem": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true } } },
              "End": true
            }
          }
        }
        """;
}
