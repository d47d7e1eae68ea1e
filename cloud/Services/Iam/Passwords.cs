using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

/// <summary>Hashes and checks passwords.</summary>
static class Passwords
{
    const int Rounds = 100_000;

    public static LoginProfile Make(string user, string password, bool resetRequired, DateTimeOffset now)
    {
        if (password.Length is < 8 or > 128)
            throw new AwsException("PasswordPolicyViolation", "Password should have a minimum length of 8");
        var salt = RandomNumberGenerator.GetBytes(16);
        return new(user, Convert.ToBase64String(salt), Hash(password, salt), resetRequired, now);
    }

    public static bool IsRight(LoginProfile profile, string password) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(profile.Hash),
            Encoding.ASCII.GetBytes(Hash(password, Convert.FromBase64String(profile.Salt)))
        );

    static string Hash(string password, byte[] salt) =>
        Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, 32));
}
