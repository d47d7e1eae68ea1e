using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Gateway.Signatures;
using Classroom.Languages;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.S3;

/// <summary>
/// Stores the file of a form that a browser sends. The fields of the form are what the headers of PutObject are; a form with a
/// signature has a policy, which all fields must satisfy.
/// </summary>
sealed class PostObject(ObjectStore objects, S3Events events, S3Gate gate) : IOperation<S3Request, S3Answer>
{
    const string FileName = "${filename}";

    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.ToWrite(Put(input));

    public S3Answer Run(S3Request input, Call call)
    {
        var form = FormOf(input);
        var put = Put(input);
        var content = form.File ?? throw NoFile();
        if (form.Value("policy") is { } policy)
            PostPolicy.Read(policy).Check(form, put.Key, input.Bucket, content.Length, call.Now);
        var bucket = objects.Required(input.Bucket);
        gate.Check(nameof(PutObject), put);
        var description = S3Format.Describe(put) with { Tags = TagsOf(form) };
        var digest = Checksums.ForObject(put.Wire, put.Wire.Body);
        var made = objects.Put(bucket, put.Key, put.Wire.Body, description, digest);
        events.Created(bucket, made, nameof(PostObject), call);
        return AnswerOf(form, made, LocationOf(input, made.Key, call)) with
        {
            Headers =
            [
                ("ETag", $"\"{made.ETag}\""),
                ("Location", RedirectOf(form, made) ?? LocationOf(input, made.Key, call)),
                S3Format.Encryption,
                .. digest.Headers,
                .. made.VersionId == ObjectStore.NoVersion ? [] : S3Format.Version(bucket, made.VersionId),
            ],
        };
    }

    static FormUpload FormOf(S3Request input) =>
        input.Wire.Form ?? throw S3Errors.PreconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data");

    /// <summary>The request of PutObject that says the same as the form.</summary>
    static S3Request Put(S3Request input)
    {
        var form = FormOf(input);
        var key = form.Value("key") ?? throw FormSignature.Missing("key");
        if (form.FileName is { } name)
            key = key.Replace(FileName, name, StringComparison.Ordinal);
        var headers = new HeaderDictionary();
        foreach (var (field, value) in form.Fields.Where(field => !PostPolicy.IsOfForm(field.Key)))
            headers[field == "acl" ? "x-amz-acl" : field] = value;
        var path = $"/{input.Bucket}/{Uri.EscapeDataString(key)}";
        return new(input.Bucket, key, new("PUT", path, "", headers, form.File?.ToArray() ?? []));
    }

    static ImmutableSortedDictionary<string, string> TagsOf(FormUpload form)
    {
        if (form.Value("tagging") is not { } tagging)
            return Tags.None;
        try
        {
            return TagSets.OfObject(BoundedXml.Parse(System.Text.Encoding.UTF8.GetBytes(tagging), LanguageLimits.Xml));
        }
        catch (LanguageException)
        {
            throw S3Errors.Malformed();
        }
    }

    /// <summary>A redirection to an address that is none is ignored.</summary>
    static string? RedirectOf(FormUpload form, StoredObject made)
    {
        if (
            (form.Value("success_action_redirect") ?? form.Value("redirect")) is not { } redirect
            || !Uri.TryCreate(redirect, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        )
            return null;
        var mark = address.Query.Length > 0 ? '&' : '?';
        var etag = Uri.EscapeDataString($"\"{made.ETag}\"");
        return $"{redirect}{mark}bucket={Uri.EscapeDataString(made.Bucket)}&key={Uri.EscapeDataString(made.Key)}&etag={etag}";
    }

    static S3Answer AnswerOf(FormUpload form, StoredObject made, string location)
    {
        if (RedirectOf(form, made) is not null)
            return new(StatusCodes.Status303SeeOther);
        return form.Value("success_action_status") switch
        {
            "200" => new(StatusCodes.Status200OK),
            "201" => S3Answer.Of(
                new(
                    "PostResponse",
                    new XElement("Location", location),
                    new XElement("Bucket", made.Bucket),
                    new XElement("Key", made.Key),
                    new XElement("ETag", $"\"{made.ETag}\"")
                )
            ) with
            {
                Status = StatusCodes.Status201Created,
            },
            _ => new(StatusCodes.Status204NoContent),
        };
    }

    /// <summary>The address of the object under the name of the host that the form was sent to.</summary>
    static string LocationOf(S3Request input, string key, Call call)
    {
        var path = input.Wire.RawPath.TrimEnd('/');
        var escaped = string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(call.IsSecure ? "https" : "http")}://{input.Wire.Header("Host")}{path}/{escaped}"
        );
    }

    static AwsException NoFile() => S3Errors.InvalidArgument("POST requires exactly one file upload per request.", "file", "0");
}
