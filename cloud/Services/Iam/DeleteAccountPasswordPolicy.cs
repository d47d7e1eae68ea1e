using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteAccountPasswordPolicy(IamStore iam) : IOperation<Nothing, Nothing>
{
    public IEnumerable<Permission> Needs(Nothing input, Call call) => [Permission.OnEverything];

    public Nothing Run(Nothing input, Call call) =>
        iam.PasswordPolicy.Remove("account")
            ? Nothing.Value
            : throw IamStore.NoSuchEntity("The account policy with name PasswordPolicy cannot be found.");
}
