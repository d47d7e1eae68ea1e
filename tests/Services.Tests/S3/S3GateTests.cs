using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Models;
using Classroom.Cloud.S3;
using Microsoft.AspNetCore.Http;

namespace Classroom.Services.Tests.S3;

/// <summary>Requests to S3 with members that the operation does not take, or with wrong checksums, are refused.</summary>
sealed class S3GateTests : ServiceTest
{
    static readonly ServiceModel Model = ServiceModel.Of("s3");

    static IEnumerable<string> Operations =>
        TestCloud.Operations.Where(type => type.Namespace == typeof(GetObject).Namespace).Select(type => type.Name).Order();

    [TestCaseSource(nameof(Operations))]
    public void A_member_that_an_operation_does_not_take_is_refused_by_name(string operation)
    {
        var members = OperationMembers.Of(operation);
        foreach (var member in members.Elsewhere.Where(member => !member.IsTaken && member.Ignored is not { Count: 0 }))
        {
            var value = ValueOf(member.Member.Shape);
            if (member.Allows(value))
                continue;
            var exception = Assert.Throws<AwsException>(() => Check(operation, member.Member, value), member.Member.Name)!;
            Assert.That((exception.Code, exception.Status), Is.EqualTo(("NotImplemented", 501)), exception.Message);
            Assert.That(exception.Message, Does.Contain($"{member.Member.Name} of {operation}"));
        }
    }

    [TestCaseSource(nameof(Operations))]
    public void A_value_that_no_enumeration_has_is_refused(string operation)
    {
        foreach (
            var member in OperationMembers.Of(operation).Elsewhere.Where(member => member.Member.Shape is StringShape { Values: not null })
        )
        {
            if (!member.IsLeft)
                Assert.Throws<AwsException>(() => Check(operation, member.Member, "no-such-value"), member.Member.Name);
        }
    }

    [Test]
    public void Every_member_that_an_operation_takes_is_one_of_the_model()
    {
        var wrong =
            from operation in Operations
            let input = Model.Find(operation)?.Input
            let names = (input?.Members ?? []).Concat(
                (input?.Members.FirstOrDefault(member => member.IsPayload)?.Shape as StructureShape)?.Members ?? []
            )
            from taken in OperationMembers.Of(operation).Taken
            where names.All(member => member.Name != taken)
            select $"{operation} takes {taken}";
        Assert.That(wrong, Is.Empty);
    }

    // The checksums of "123456789", which the catalogs of such algorithms list.
    [TestCase("x-amz-checksum-crc32", "CBF43926")]
    [TestCase("x-amz-checksum-crc32c", "E3069283")]
    [TestCase("x-amz-checksum-crc64nvme", "AE8B14860A799888")]
    [TestCase("x-amz-checksum-sha1", "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    [TestCase("x-amz-checksum-sha256", "15E2B0D3C33891EBB0F1EF609EC419420C20E320CE94C65FBC8C3312448EB225")]
    [TestCase("Content-MD5", "25F9E794323B453885F5181F1B624D0B")]
    public void A_checksum_is_compared_with_the_body(string header, string hex)
    {
        var right = Convert.ToBase64String(Convert.FromHexString(hex));
        Assert.DoesNotThrow(() => Check("PutObject", "123456789", (header, right)));
        Assert.That(Refusal("12345678", (header, right)), Is.EqualTo("BadDigest"));
        Assert.That(Refusal("123456789", (header, "bm8=")), Is.AnyOf("InvalidRequest", "InvalidDigest"));
        Assert.That(Refusal("123456789", (header, "***")), Is.AnyOf("InvalidRequest", "InvalidDigest"));
    }

    [TestCase("000000000000", ExpectedResult = null)]
    [TestCase("111111111111", ExpectedResult = "AccessDenied")]
    [TestCase("abcd", ExpectedResult = "InvalidBucketOwnerAWSAccountID")]
    public string? The_expected_owner_of_a_bucket_is_compared(string owner) => Refusal("", ("x-amz-expected-bucket-owner", owner));

    [TestCase("<Tagging><TagSet/></Tagging>", ExpectedResult = null)]
    [TestCase("<Tagging><Color>red</Color></Tagging>", ExpectedResult = "MalformedXML")]
    public string? The_body_has_the_members_of_the_model(string body) => Refusal(() => Check("PutBucketTagging", body));

    [Test]
    public void A_member_of_the_body_that_is_not_taken_is_refused_by_name() =>
        Assert.That(
            Assert
                .Throws<AwsException>(() =>
                    Check(
                        "PutBucketVersioning",
                        "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>"
                    )
                )!
                .Message,
            Does.Contain("MFADelete of PutBucketVersioning")
        );

    string? Refusal(string body, (string, string) header) => Refusal(() => Check("PutObject", body, header));

    static string? Refusal(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (AwsException exception)
        {
            return exception.Code;
        }
    }

    static string ValueOf(Shape shape) =>
        shape switch
        {
            // The last value is not the default of any member.
            StringShape text => text.Values is { } values ? values[^1] : "given",
            NumberShape => "7",
            BooleanShape => "true",
            _ => "Mon, 02 Mar 2026 09:00:00 GMT",
        };

    void Check(string operation, Member member, string value)
    {
        if (member.Place == Place.Query)
            Check(operation, "", $"{member.WireName}={value}");
        else
            Check(operation, "", (member.WireName, value));
    }

    void Check(string operation, string body, string query) =>
        Cloud
            .Get<S3Gate>()
            .Check(operation, new("photos", "cat", new("GET", "/photos/cat", query, new HeaderDictionary(), Encoding.UTF8.GetBytes(body))));

    void Check(string operation, string body, params (string Name, string Value)[] headers)
    {
        var sent = new HeaderDictionary();
        foreach (var (name, value) in headers)
            sent[name] = value;
        Cloud.Get<S3Gate>().Check(operation, new("photos", "cat", new("PUT", "/photos/cat", "", sent, Encoding.UTF8.GetBytes(body))));
    }
}
