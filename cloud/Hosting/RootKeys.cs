using System.Security.Cryptography;
using System.Text.Json;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Hosting;

/// <summary>
/// The root user's access key of a cloud that other machines can reach. It is made at the first start and is kept in a file that only
/// its owner can read; the command reads it there.
/// </summary>
static class RootKeys
{
    sealed record Stored(string AccessKeyId, string SecretAccessKey);

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "root-key.json");

    public static CloudSettings Apply(CloudSettings settings)
    {
        var path = PathIn(settings.DataFolder);
        if (!File.Exists(path))
            PrivateFile.Write(path, JsonSerializer.Serialize(Make(), Json));
        var (id, secret) = Read(path);
        return settings with { RootAccessKeyId = id, RootSecretAccessKey = secret, RootKeyFile = path };
    }

    static Stored Make() => new(Secrets.NewId("AKIA"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)));

    static Stored Read(string path)
    {
        try
        {
            if (
                JsonSerializer.Deserialize<Stored>(File.ReadAllText(path), Json) is
                { AccessKeyId.Length: > 0, SecretAccessKey.Length: >= 32 } known
            )
                return known;
        }
        catch (JsonException)
        {
            // Told below, as a file without keys is.
        }
        throw new SettingsException($"{path} holds no access key of the root user. Delete the file, and the next start makes a new key.");
    }
}
