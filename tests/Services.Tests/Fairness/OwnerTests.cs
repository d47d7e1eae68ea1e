using Classroom.Access;
using Classroom.Cloud.Api;
using Classroom.Cloud.Fairness;

namespace Classroom.Services.Tests.Fairness;

/// <summary>To whom work belongs.</summary>
sealed class OwnerTests
{
    [TestCase("user1-orders", "user1")]
    [TestCase("arn:aws:states:us-east-1:000000000000:stateMachine:user1-orders", "user1")]
    [TestCase("arn:aws:iam::000000000000:role/class/user10-student", "user10")]
    [TestCase("arn:aws:iam::000000000000:user/instructor", "")]
    [TestCase("-odd", "")]
    [TestCase("", "")]
    public void A_resource_belongs_to_the_student_whose_name_it_begins_with(string name, string owner) =>
        Assert.That(Owner.Of(name).Name, Is.EqualTo(owner));

    [Test]
    public void A_call_belongs_to_the_student_of_its_role_user_or_source()
    {
        Assert.That(Owner.Of(Caller.Root("000000000000")).IsClass);
        Assert.That(Owner.Of(new Caller(new(PrincipalKind.Role, "arn:aws:iam::0:role/user2-fn", "0"), "x")).Name, Is.EqualTo("user2"));
        Assert.That(Owner.Of(new Caller(new(PrincipalKind.User, "arn:aws:iam::0:user/user3-student", "0"), "x")).Name, Is.EqualTo("user3"));
        Assert.That(Owner.Of(Caller.Service("sns.amazonaws.com", "arn:aws:sns:us-east-1:0:user4-topic", "0")).Name, Is.EqualTo("user4"));
    }
}
