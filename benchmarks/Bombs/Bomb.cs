using System.IO.Compression;
using System.Text;
using Classroom.Benchmarks.Cloud;
using Classroom.Benchmarks.Crash;

namespace Classroom.Benchmarks.Bombs;

/// <summary>Something that a student does, by mistake or on purpose, and that must harm nobody else.</summary>
/// <param name="Prepare">Creates what the bomb needs, as the student.</param>
/// <param name="Light">Sets it off once; it is repeated until the bomb is stopped.</param>
sealed record Bomb(string Name, Func<AwsClient, Task> Prepare, Func<AwsClient, Task<Reply>> Light)
{
    static string Mine => BombClass.Bomber;

    /// <summary>The functions that bombs deploy.</summary>
    public static IReadOnlyList<string> Functions { get; } = ["spin", "fork", "flood", "hog", "echo"];

    public static IReadOnlyList<Bomb> All { get; } =
    [
        Machine(
            "self-starting Map",
            "STANDARD",
            """
            {"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.items","End":true,"ItemProcessor":{"StartAt":"S","States":{"S":{
              "Type":"Task","Resource":"arn:aws:states:::states:startExecution","End":true,
              "Parameters":{"StateMachineArn":"@self","Input":{"items":[1,2]}}}}}}}}
            """
        ),
        Machine(
            "endless Express",
            "EXPRESS",
            """
            {"StartAt":"P","States":{"P":{"Type":"Pass","Next":"C"},"E":{"Type":"Succeed"},
              "C":{"Type":"Choice","Choices":[{"Variable":"$.items","IsPresent":true,"Next":"P"}],"Default":"E"}}}
            """
        ),
        Machine(
            "fork of functions",
            "STANDARD",
            """
            {"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.items","End":true,"ItemProcessor":{"StartAt":"S","States":{"S":{
              "Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true,
              "Parameters":{"FunctionName":"@student-spin","Payload":{}}}}}}}}
            """,
            "spin",
            "def handler(event, context):\n    while True:\n        pass\n",
            items: 200
        ),
        Function(
            "process fork",
            "fork",
            """
            import subprocess, sys
            def handler(event, context):
                for _ in range(400):
                    subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True)
            """
        ),
        Function(
            "stdout flood",
            "flood",
            """
            import os
            def handler(event, context):
                block = b"x" * 1000000
                for _ in range(300):
                    os.write(1, block)
            """
        ),
        Function(
            "memory hog",
            "hog",
            """
            def handler(event, context):
                kept = []
                while True:
                    kept.append(bytearray(10000000))
            """
        ),
        new("event loop", PrepareLoopAsync, student => PutEventAsync(student)),
        new("queue loop", PrepareQueueAsync, student => SendAsync(student)),
        new(
            "metric expression",
            _ => Task.CompletedTask,
            student =>
                student.JsonAsync(
                    "monitoring",
                    "GetMetricData",
                    new
                    {
                        StartTime = 0,
                        EndTime = 3600,
                        MetricDataQueries = new[] { new { Id = "m", Expression = string.Concat(Enumerable.Repeat("1^", 400_000)) + "1" } },
                    }
                )
        ),
        new(
            "regular expression",
            _ => Task.CompletedTask,
            student =>
                student.JsonAsync(
                    "logs",
                    "TestMetricFilter",
                    new { filterPattern = "%(a+a+a+)+b%", logEventMessages = new[] { new string('a', 50_000) } }
                )
        ),
    ];

    static Bomb Machine(string name, string type, string definition, string? function = null, string? code = null, int items = 2)
    {
        var machine = $"{Mine}-{name.Replace(' ', '-')}";
        var arn = Scene.Arn("states", $"stateMachine:{machine}");
        return new(
            name,
            async student =>
            {
                if (function is not null)
                    await DeployAsync(student, function, code!);
                await BombClass.DoneAsync(
                    student.JsonAsync(
                        "states",
                        "CreateStateMachine",
                        new
                        {
                            name = machine,
                            type,
                            roleArn = BombClass.WorkflowRole(Mine),
                            definition = definition
                                .Replace("@self", arn, StringComparison.Ordinal)
                                .Replace("@student", Mine, StringComparison.Ordinal),
                        }
                    )
                );
            },
            student =>
                student.JsonAsync(
                    "states",
                    "StartExecution",
                    new { stateMachineArn = arn, input = $$"""{"items":[{{string.Join(',', Enumerable.Range(1, items))}}]}""" }
                )
        );
    }

    static Bomb Function(string name, string function, string code) =>
        new(
            name,
            student => DeployAsync(student, function, code),
            student =>
                student.RestAsync(
                    "lambda",
                    HttpMethod.Post,
                    $"/2015-03-31/functions/{Mine}-{function}/invocations",
                    new { },
                    ("X-Amz-Invocation-Type", "Event")
                )
        );

    static async Task DeployAsync(AwsClient student, string function, string code)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("index.py").Open())
            entry.Write(Encoding.UTF8.GetBytes(code));
        await BombClass.DoneAsync(
            student.RestAsync(
                "lambda",
                HttpMethod.Post,
                "/2015-03-31/functions",
                new
                {
                    FunctionName = $"{Mine}-{function}",
                    Runtime = "python3.12",
                    Role = BombClass.FunctionRole(Mine),
                    Handler = "index.handler",
                    Timeout = 10,
                    MemorySize = 128,
                    Code = new { ZipFile = zip.ToArray() },
                }
            )
        );
    }

    // Each event starts a workflow that puts two events.
    static async Task PrepareLoopAsync(AwsClient student)
    {
        var (bus, machine) = ($"{Mine}-loop", $"{Mine}-echo");
        await BombClass.DoneAsync(student.JsonAsync("events", "CreateEventBus", new { Name = bus }));
        await BombClass.DoneAsync(
            student.JsonAsync(
                "states",
                "CreateStateMachine",
                new
                {
                    name = machine,
                    roleArn = BombClass.WorkflowRole(Mine),
                    definition = """
                    {"StartAt":"E","States":{"E":{"Type":"Task","Resource":"arn:aws:states:::events:putEvents","End":true,
                      "Parameters":{"Entries":[{"EventBusName":"@bus","Source":"x","DetailType":"y","Detail":{}},
                                               {"EventBusName":"@bus","Source":"x","DetailType":"y","Detail":{}}]}}}}
                    """.Replace("@bus", bus, StringComparison.Ordinal),
                }
            )
        );
        await BombClass.DoneAsync(
            student.JsonAsync(
                "events",
                "PutRule",
                new
                {
                    Name = $"{Mine}-all",
                    EventBusName = bus,
                    EventPattern = """{"source":["x"]}""",
                }
            )
        );
        await BombClass.DoneAsync(
            student.QueryAsync(
                "iam",
                "CreateRole",
                ("RoleName", $"{Mine}-events"),
                ("AssumeRolePolicyDocument", PolicyText.Trust("events.amazonaws.com"))
            )
        );
        await BombClass.DoneAsync(
            student.QueryAsync(
                "iam",
                "PutRolePolicy",
                ("RoleName", $"{Mine}-events"),
                ("PolicyName", "own"),
                ("PolicyDocument", PolicyText.Allow("*", "*"))
            )
        );
        await BombClass.DoneAsync(
            student.JsonAsync(
                "events",
                "PutTargets",
                new
                {
                    Rule = $"{Mine}-all",
                    EventBusName = bus,
                    Targets = new[]
                    {
                        new
                        {
                            Id = "1",
                            Arn = Scene.Arn("states", $"stateMachine:{machine}"),
                            RoleArn = Scene.RoleArn($"{Mine}-events"),
                        },
                    },
                }
            )
        );
    }

    static Task<Reply> PutEventAsync(AwsClient student) =>
        student.JsonAsync(
            "events",
            "PutEvents",
            new
            {
                Entries = new[]
                {
                    new
                    {
                        EventBusName = $"{Mine}-loop",
                        Source = "x",
                        DetailType = "y",
                        Detail = "{}",
                    },
                },
            }
        );

    // The function sends each message back to its queue twice, over plain HTTP with the keys of its role.
    static async Task PrepareQueueAsync(AwsClient student)
    {
        await BombClass.DoneAsync(student.JsonAsync("sqs", "CreateQueue", new { QueueName = $"{Mine}-loop" }));
        await DeployAsync(
            student,
            "echo",
            $$"""
            import os, json, hashlib, hmac, datetime, urllib.request
            def sign(key, text): return hmac.new(key, text.encode(), hashlib.sha256).digest()
            def send(body):
                endpoint = os.environ["AWS_ENDPOINT_URL"]
                host = endpoint.split("//")[1]
                now = datetime.datetime.now(datetime.timezone.utc)
                stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
                data = json.dumps({"QueueUrl": endpoint + "/000000000000/{{Mine}}-loop", "MessageBody": body})
                headers = {"content-type": "application/x-amz-json-1.0", "host": host, "x-amz-date": stamp,
                           "x-amz-security-token": os.environ["AWS_SESSION_TOKEN"], "x-amz-target": "AmazonSQS.SendMessage"}
                names = ";".join(sorted(headers))
                canonical = "\n".join(["POST", "/", ""] + [f"{k}:{headers[k]}" for k in sorted(headers)] + ["", names,
                             hashlib.sha256(data.encode()).hexdigest()])
                scope = f"{day}/us-east-1/sqs/aws4_request"
                text = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
                key = ("AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"]).encode()
                for part in (day, "us-east-1", "sqs", "aws4_request"): key = sign(key, part)
                signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
                headers["authorization"] = (f"AWS4-HMAC-SHA256 Credential={os.environ['AWS_ACCESS_KEY_ID']}/{scope}, "
                                            f"SignedHeaders={names}, Signature={signature}")
                urllib.request.urlopen(urllib.request.Request(endpoint + "/", data.encode(), headers)).read()
            def handler(event, context):
                for record in event["Records"]:
                    send(record["body"])
                    send(record["body"])
            """
        );
        await BombClass.DoneAsync(
            student.RestAsync(
                "lambda",
                HttpMethod.Post,
                "/2015-03-31/event-source-mappings",
                new
                {
                    EventSourceArn = Scene.Arn("sqs", $"{Mine}-loop"),
                    FunctionName = $"{Mine}-echo",
                    BatchSize = 1,
                }
            )
        );
    }

    static Task<Reply> SendAsync(AwsClient student) =>
        student.JsonAsync("sqs", "SendMessage", new { QueueUrl = $"{student.Endpoint}/000000000000/{Mine}-loop", MessageBody = "again" });
}
