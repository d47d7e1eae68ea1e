using System.Text.Json;

namespace Classroom.Services.Tests.Completeness;

/// <summary>
/// The answers of all operations in all tests are those of the models: no unknown member, no wrong type, no unknown value.
/// </summary>
sealed class AnswerTests : AfterAllTests
{
    [Test]
    public void Every_answer_is_one_that_the_model_describes() => Assert.That(AnswerFaults.All, Is.Empty);

    [Test]
    public async Task What_differs_is_found()
    {
        await using var cloud = new TestCloud();
        var operation = cloud.OperationOf(typeof(Cloud.Iam.GetUser));
        var wrong = new
        {
            User = new
            {
                UserName = 5,
                Color = "red",
                Path = "/",
            },
        };
        Assert.That(
            AnswerFaults.Of(operation, JsonSerializer.SerializeToElement(wrong)).ToArray(),
            Is.EqualTo(
                new[] { "iam:GetUser.User.UserName is Number, and userNameType of AWS", "iam:GetUser.User.Color is no member of User" }
            )
        );
    }
}
