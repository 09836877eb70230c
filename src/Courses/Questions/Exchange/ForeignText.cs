using System.Text;

namespace Learning.Courses.Questions.Exchange;

/// <summary>The words of a file whose encoding nobody has named.</summary>
/// <param name="Encoding">What it was, where it was not UTF-8 and the author should be told; else null.</param>
internal sealed record ForeignText(string Text, string? Encoding)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16Big = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>What Chinese Windows writes when nobody asks it for anything else: GBK is a part of it.</summary>
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>What the author should be told of it.</summary>
    public IReadOnlyList<Loss> Notes => Encoding is null ? [] : [new Loss("Exchange.Encoding", Encoding)];

    /// <summary>A byte order mark decides; without one strict UTF-8 is tried first, because other text is hardly ever that by chance.</summary>
    public static Outcome<ForeignText> Decode(byte[] bytes)
    {
        var text = bytes switch
        {
            [0xFF, 0xFE, ..] => Try(Utf16, bytes.AsSpan(2), "UTF-16"),
            [0xFE, 0xFF, ..] => Try(Utf16Big, bytes.AsSpan(2), "UTF-16"),
            [0xEF, 0xBB, 0xBF, ..] => Try(Utf8, bytes.AsSpan(3), null),
            _ => Try(Utf8, bytes, null) ?? Try(Gb18030, bytes, "GB18030"),
        };
        return text is null || text.Text.Contains('\0', StringComparison.Ordinal) ? new Refusal("Exchange.NotText") : text with { Text = text.Text.ReplaceLineEndings("\n") };
    }

    private static ForeignText? Try(Encoding encoding, ReadOnlySpan<byte> bytes, string? name)
    {
        try
        {
            return new ForeignText(encoding.GetString(bytes), name);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
