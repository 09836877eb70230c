using System.Globalization;
using System.Text;

namespace Learning.Courses.Ledger;

/// <summary>
/// Reads what the log formats write, in the one spelling they allow. A lenient reader would let two different files be the
/// same proof, and then "this file was changed" and "this proof holds" would both be true.
/// </summary>
internal static class StrictText
{
    /// <summary>Standard base64 with padding; null when anything else, such as white space or stray bits in the last digit.</summary>
    public static byte[]? Base64(ReadOnlySpan<char> text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(text, bytes, out var length) && text.SequenceEqual(Convert.ToBase64String(bytes, 0, length))
            ? bytes[..length]
            : null;
    }

    /// <summary>A hash of the tree in base64; null when anything else.</summary>
    public static byte[]? Hash(ReadOnlySpan<char> text) => Base64(text) is { Length: MerkleTree.HashSize } hash ? hash : null;

    /// <summary>A decimal number from 0 up without leading zeros; null when anything else.</summary>
    public static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && text.SequenceEqual(number.ToString(CultureInfo.InvariantCulture))
            ? number
            : null;

    /// <summary>The name of a key: no spaces of any kind, no plus, no control characters.</summary>
    public static bool IsKeyName(string text) =>
        text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    /// <summary>A line without its line feed; null when the text ends before one. A carriage return is part of the line, and so wrong in it.</summary>
    public static string? ReadLine(TextReader reader)
    {
        var line = new StringBuilder();
        for (var c = reader.Read(); c >= 0; c = reader.Read())
        {
            if (c == '\n')
            {
                return line.ToString();
            }

            line.Append((char)c);
        }

        return null;
    }
}
