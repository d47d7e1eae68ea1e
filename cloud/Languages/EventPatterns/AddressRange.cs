using System.Globalization;
using System.Net;

namespace Classroom.Languages.EventPatterns;

/// <summary>{"cidr": "10.0.0.0/24"}: an address within a block.</summary>
static class AddressRange
{
    public static TextTest Parse(string text)
    {
        if (text.Split('/') is not [var first, var mask])
            throw new LanguageException("Malformed CIDR, one '/' required");
        if (!int.TryParse(mask, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits))
            throw new LanguageException("Malformed CIDR, mask bits must be an integer");
        if (!IPAddress.TryParse(first, out var address))
            throw new LanguageException($"Nonstandard IP address: {first}");
        var most = address.GetAddressBytes().Length * 8;
        if (bits < 0 || bits > most)
            throw new LanguageException($"Malformed CIDR, mask bits must be from 0 to {most}");
        var network = new IPNetwork(Masked(address, bits), bits);
        return new(value => IPAddress.TryParse(value, out var found) && network.Contains(found));
    }

    /// <summary>The first address of the block: IPNetwork accepts no other one.</summary>
    static IPAddress Masked(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var at = 0; at < bytes.Length; at++)
            bytes[at] &= (byte)(0xff << Math.Clamp(8 * (at + 1) - bits, 0, 8));
        return new(bytes);
    }
}
