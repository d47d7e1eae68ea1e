using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Wire;

/// <summary>What is wrong on the wire gets AWS's error in the protocol's own shape, and the server goes on.</summary>
sealed class MalformedRequestTests : CloudFixture
{
    [TearDown]
    public async Task The_server_goes_on() => Assert.That((await Root.QueryAsync("sts", "GetCallerIdentity")).Status, Is.EqualTo(200));

    [TestCase("", ExpectedResult = "ValidationException")]
    [TestCase("{", ExpectedResult = "SerializationException")]
    [TestCase("[]", ExpectedResult = "SerializationException")]
    [TestCase("null", ExpectedResult = "ValidationException")]
    [TestCase("""{"stateMachineArn":5}""", ExpectedResult = "SerializationException")]
    public async Task<string?> Json_that_is_no_input(string body)
    {
        var answer = await Root.JsonAsync("states", "DescribeStateMachine", body);
        Assert.That(answer.Status, Is.EqualTo(400), answer.Body);
        return answer.Code?.Split('#')[^1];
    }

    [Test]
    public async Task Json_that_is_nested_without_end()
    {
        var answer = await Root.JsonAsync("states", "DescribeStateMachine", new string('[', 100_000));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "SerializationException")));
    }

    [Test]
    public async Task An_operation_that_does_not_exist()
    {
        var json = await Root.JsonAsync("states", "MakeCoffee", "{}");
        var query = await Root.QueryAsync("iam", "MakeCoffee");
        Assert.That((json.Status, json.Code), Is.EqualTo((400, "UnknownOperationException")));
        Assert.That((query.Status, query.Code), Is.EqualTo((400, "InvalidAction")));
        await LoggedAsync("MakeCoffee");
    }

    [Test]
    public async Task A_service_that_does_not_exist()
    {
        var answer = await Root.SendAsync(
            "dynamodb",
            HttpMethod.Post,
            "/",
            "{}",
            "application/x-amz-json-1.0",
            ("X-Amz-Target", "DynamoDB_20120810.ListTables")
        );
        Assert.That(answer.Code, Is.EqualTo("UnknownOperationException"));
        await LoggedAsync("DynamoDB_20120810.ListTables");
    }

    /// <summary>The log names what is missing. A line may follow the answer.</summary>
    Task<string> LoggedAsync(string what) =>
        UntilAsync(() => Task.FromResult(Cloud.Log), log => log.Contains(what, StringComparison.Ordinal), $"{what} in the log");

    [Test]
    public async Task No_signature_at_all()
    {
        var answer = await WireClient.SendAsync(
            new(HttpMethod.Post, Cloud.Endpoint)
            {
                Content = new StringContent("Action=ListUsers", Encoding.UTF8, "application/x-www-form-urlencoded"),
            }
        );
        Assert.That((answer.Status, answer.Code), Is.EqualTo((403, "MissingAuthenticationToken")), answer.Body);
    }

    [Test]
    public async Task A_signature_of_the_wrong_secret()
    {
        var answer = await new WireClient(Cloud.Endpoint, "test", "tset").QueryAsync("iam", "ListUsers");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((403, "SignatureDoesNotMatch")), answer.Body);
    }

    [Test]
    public async Task Keys_that_nobody_has()
    {
        var answer = await new WireClient(Cloud.Endpoint, "AKIAIOSFODNN7EXAMPLE", "secret").QueryAsync("iam", "ListUsers");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((403, "InvalidClientTokenId")), answer.Body);
    }

    [TestCase(-20)]
    [TestCase(20)]
    public async Task A_clock_that_is_wrong(int minutes)
    {
        var body = Encoding.UTF8.GetBytes("Action=ListUsers");
        var request = new HttpRequestMessage(HttpMethod.Post, Cloud.Endpoint + "/") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        new Signer("test", "test", "iam") { Now = DateTimeOffset.UtcNow.AddMinutes(minutes) }.Sign(request, body);
        var answer = await WireClient.SendAsync(request);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((403, "SignatureDoesNotMatch")), answer.Body);
        Assert.That(answer.Message, Does.Contain(minutes < 0 ? "Signature expired" : "Signature not yet current"));
    }

    [Test]
    public async Task A_body_that_was_changed_on_the_way()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Cloud.Endpoint + "/")
        {
            Content = new StringContent("Action=ListRoles", Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        new Signer("test", "test", "iam").Sign(request, Encoding.UTF8.GetBytes("Action=ListUsers"));
        Assert.That((await WireClient.SendAsync(request)).Code, Is.EqualTo("SignatureDoesNotMatch"));
    }

    [TestCase("AWS4-HMAC-SHA256")]
    [TestCase("AWS4-HMAC-SHA256 Credential=x")]
    [TestCase("AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/iam/aws4_request, SignedHeaders=, Signature=")]
    [TestCase("Bearer abc")]
    public async Task An_authorization_that_cannot_be_read(string header)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Cloud.Endpoint + "/")
        {
            Content = new StringContent("Action=ListUsers", Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", header);
        var answer = await WireClient.SendAsync(request);
        Assert.That(answer.Status, Is.InRange(400, 403), answer.Body);
    }

    [Test]
    public async Task A_form_that_is_nested_without_end()
    {
        var answer = await Root.QueryAsync("iam", "CreateUser", (string.Join('.', Enumerable.Repeat("a", 5000)), "x"));
        Assert.That(answer.Status, Is.EqualTo(400), answer.Body);
    }

    [TestCase("GET / HTTP/1.1\r\n\r\n")]
    [TestCase("NONSENSE\r\n\r\n")]
    [TestCase("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")]
    [TestCase("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n")]
    public async Task Bytes_that_are_no_request(string bytes)
    {
        var uri = new Uri(Cloud.Endpoint);
        using var client = new TcpClient(uri.Host, uri.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(bytes));
        var buffer = new byte[1024];
        var count = await stream.ReadAsync(buffer);
        Assert.That(Encoding.ASCII.GetString(buffer, 0, count), Does.StartWith("HTTP/1.1 4"));
    }

    [Test]
    public async Task Cbor_is_answered_in_cbor()
    {
        var body = Convert.FromHexString("A0");
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{Cloud.Endpoint}/service/GraniteServiceVersion20100801/operation/ListMetrics"
        )
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/cbor");
        request.Headers.TryAddWithoutValidation("Smithy-Protocol", "rpc-v2-cbor");
        new Signer("test", "test", "monitoring").Sign(request, body);
        var answer = await WireClient.SendAsync(request);
        Assert.That((answer.Status, answer.Response.Content.Headers.ContentType?.MediaType), Is.EqualTo((200, "application/cbor")));
    }

    [Test]
    public async Task Cbor_that_is_none()
    {
        var body = Encoding.ASCII.GetBytes("not cbor at all");
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{Cloud.Endpoint}/service/GraniteServiceVersion20100801/operation/ListMetrics"
        )
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.TryAddWithoutValidation("Smithy-Protocol", "rpc-v2-cbor");
        new Signer("test", "test", "monitoring").Sign(request, body);
        Assert.That((await WireClient.SendAsync(request)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Every_answer_has_a_number()
    {
        var answer = await Root.JsonAsync("states", "ListStateMachines", new { });
        Assert.That(answer.Response.Headers.GetValues("x-amzn-RequestId").Single(), Has.Length.EqualTo(36));
        Assert.That(
            DateTimeOffset.TryParse(
                answer.Response.Headers.Date?.ToString("R", CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture,
                out _
            ),
            Is.True
        );
    }
}
