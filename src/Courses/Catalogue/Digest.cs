using System.Security.Cryptography;
using System.Text;

namespace Learning.Courses.Catalogue;

/// <summary>SHA-256 in lower-case hex, the name by which the catalogue calls every text it has shown.</summary>
internal static class Digest
{
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
