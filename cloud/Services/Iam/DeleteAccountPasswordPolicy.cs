using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class DeleteAccountPasswordPolicy(IamStore iam) : IOperation<Nothing, Nothing>
{
    public Nothing Run(Nothing input, Call call) =>
        iam.PasswordPolicy.Remove("account")
            ? Nothing.Value
            : throw IamStore.NoSuchEntity("The account policy with name PasswordPolicy cannot be found.");
}
