#!/usr/bin/env python3
"""Writes the managed policies of AWS that courses use (cloud/Services/Iam/ManagedPolicies.txt) from the copy that moto installs.

    python3 build/models/policies.py          # writes the file

A line is one policy as JSON: its path, its version, when AWS made and changed it, and its statements. The policies for reading everything
have statements for all services of AWS; of those only the actions of the services of the embedded cloud are kept.
"""

import json
import pathlib

import moto
from moto.iam.aws_managed_policies import aws_managed_policies_data

TARGET = pathlib.Path(__file__).resolve().parents[2] / "cloud/Services/Iam/ManagedPolicies.txt"

SERVICES = {
    *("apigateway", "cloudtrail", "cloudwatch", "events", "execute-api", "iam", "lambda", "logs", "s3", "sns", "sqs", "states", "sts"),
    *("tag", "xray"),
}

REDUCED = {"ReadOnlyAccess", "SecurityAudit", "ViewOnlyAccess"}

NAMES = """
AdministratorAccess PowerUserAccess ReadOnlyAccess ViewOnlyAccess SecurityAudit
IAMFullAccess IAMReadOnlyAccess IAMUserChangePassword IAMUserSSHKeys
AWSLambda_FullAccess AWSLambda_ReadOnlyAccess AWSLambdaExecute AWSLambdaInvocation-DynamoDB
AWSLambdaBasicExecutionRole AWSLambdaRole AWSLambdaSQSQueueExecutionRole AWSLambdaVPCAccessExecutionRole AWSLambdaENIManagementAccess
AWSLambdaDynamoDBExecutionRole AWSLambdaKinesisExecutionRole AWSLambdaMSKExecutionRole
AWSStepFunctionsFullAccess AWSStepFunctionsReadOnlyAccess AWSStepFunctionsConsoleFullAccess
AmazonSNSFullAccess AmazonSNSReadOnlyAccess AmazonSNSRole AmazonSQSFullAccess AmazonSQSReadOnlyAccess
AmazonS3FullAccess AmazonS3ReadOnlyAccess
AmazonEventBridgeFullAccess AmazonEventBridgeReadOnlyAccess AmazonEventBridgeSchedulerFullAccess
CloudWatchEventsFullAccess CloudWatchEventsReadOnlyAccess CloudWatchEventsInvocationAccess
CloudWatchFullAccess CloudWatchFullAccessV2 CloudWatchReadOnlyAccess CloudWatchActionsEC2Access
CloudWatchLogsFullAccess CloudWatchLogsReadOnlyAccess CloudWatchLambdaInsightsExecutionRolePolicy CloudWatchAgentServerPolicy
AWSXRayDaemonWriteAccess AWSXrayFullAccess AWSXrayReadOnlyAccess AWSXrayWriteOnlyAccess
AmazonAPIGatewayAdministrator AmazonAPIGatewayInvokeFullAccess AmazonAPIGatewayPushToCloudWatchLogs
AWSCloudTrail_FullAccess AWSCloudTrail_ReadOnlyAccess
AmazonDynamoDBFullAccess AmazonDynamoDBReadOnlyAccess SecretsManagerReadWrite AmazonSSMReadOnlyAccess
ResourceGroupsandTagEditorFullAccess ResourceGroupsandTagEditorReadOnlyAccess
""".split()


def listed(value):
    return value if isinstance(value, list) else [value]


def reduced(statement):
    kept = [action for action in listed(statement["Action"]) if action.split(":")[0] in SERVICES]
    return {**statement, "Action": kept} if kept else None


def line(name, policy):
    statements = listed(policy["Document"]["Statement"])
    if name in REDUCED:
        statements = [kept for kept in map(reduced, statements) if kept]
    return json.dumps(
        {
            "path": f"{policy['Path']}{name}",
            "version": policy["DefaultVersionId"],
            "created": policy["CreateDate"],
            "updated": policy["UpdateDate"],
            "statements": statements,
        },
        separators=(",", ":"),
    )


def main():
    policies = json.loads(aws_managed_policies_data)
    lines = [line(name, policies[name]) for name in sorted(NAMES) if name in policies]
    head = f"# Managed policies of AWS, from moto {moto.__version__} (Apache License 2.0). build/models/policies.py writes this file.\n"
    TARGET.write_text(head + "".join(f"{entry}\n" for entry in lines))
    print(f"{len(lines)} policies in {TARGET}; unknown: {[name for name in NAMES if name not in policies]}")


main()
