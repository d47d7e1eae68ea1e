using System.Text;
using System.Text.Json;

namespace Classroom.Storage.Tests;

/// <summary>The checksum that rows and files carry, against the published vectors of CRC-32C; and JSON that is kept as it is.</summary>
sealed class ChecksumTests
{
    [TestCase("", 0x00000000u)]
    [TestCase("a", 0xC1D04330u)]
    [TestCase("123456789", 0xE3069283u)]
    [TestCase("The quick brown fox jumps over the lazy dog", 0x22620404u)]
    public void Of_a_text(string text, uint sum)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.That((Checksum.Of(bytes), Checksum.Of(new MemoryStream(bytes))), Is.EqualTo((sum, sum)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1 << 17)]
    [TestCase((1 << 17) + 1)]
    public void A_stream_and_a_file_have_the_sum_of_their_bytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);
        try
        {
            Assert.That(
                (Checksum.Of(new MemoryStream(bytes)), Checksum.OfFile(path)),
                Is.EqualTo((Checksum.Of(bytes), Checksum.Of(bytes)))
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void A_rows_sum_changes_with_its_key_its_value_and_its_position()
    {
        var sums = new[]
        {
            Checksum.Of("key"u8, "value"u8, 1),
            Checksum.Of("kez"u8, "value"u8, 1),
            Checksum.Of("key"u8, "valuf"u8, 1),
            Checksum.Of("key"u8, "value"u8, 2),
            Checksum.Of("key"u8, "value"u8),
        };
        Assert.That(sums, Is.Unique);
        Assert.That(Checksum.Of("key"u8, "value"u8), Is.EqualTo(Checksum.Of("key"u8, "value"u8, 0)));
    }

    // UTF-8 has no half of a surrogate pair: it is kept as the escape that means it. (An attribute could not hold such a text either.)
    static readonly TestCaseData<string, string>[] Texts =
    [
        new("{ \"a\" : 1.50 }", "{ \"a\" : 1.50 }"),
        new("\"\uD83D\uDE00\"", "\"\uD83D\uDE00\""),
        new("\"\uD83D\"", "\"\\ud83d\""),
        new("\"x\uDE00y\uD83Dz\"", "\"x\\ude00y\\ud83dz\""),
        new("\"\uD83D\uDE00\uD83D\"", "\"\uD83D\uDE00\\ud83d\""),
        new("\uD83D", "\\ud83d"),
    ];

    [TestCaseSource(nameof(Texts))]
    public void Raw_json_is_kept_as_it_is(string text, string kept)
    {
        var written = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(new RawJson(text), Stored.Json));
        Assert.That(written, Is.EqualTo(kept));
    }

    [Test]
    public void Raw_json_comes_back_with_its_spaces_and_digits()
    {
        const string Text = "{ \"a\" : 1.50 }";
        Assert.That(JsonSerializer.Deserialize<RawJson>(Text, Stored.Json), Is.EqualTo(new RawJson(Text)));
    }
}
