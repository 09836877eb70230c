using System.Text;

namespace Learning.Courses.Catalogue.Reading;

/// <summary>Reads one file that an author has saved: bounded, strictly UTF-8, with the line ends of one kind so that hashes do not depend on the editor.</summary>
internal static class ContentFile
{
    public const int LargestBytes = 1024 * 1024;

    /// <summary>A bank outlives its course: twenty thousand questions fit.</summary>
    public const int LargestBankBytes = 16 * 1024 * 1024;

    /// <summary>The name of every course's question bank.</summary>
    public const string QuestionFile = "questions.md";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string? ReadText(string path, ProblemList problems)
    {
        if (ReadBytes(path, problems) is not { } bytes)
        {
            return null;
        }

        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException at)
        {
            problems.Add(1 + bytes.Take(at.Index).Count(b => b == '\n'), "Content.NotUtf8");
            return null;
        }
    }

    public static byte[]? ReadBytes(string path, ProblemList problems)
    {
        try
        {
            var most = Path.GetFileName(path) == QuestionFile ? LargestBankBytes : LargestBytes;
            if (new FileInfo(path).Length <= most)
            {
                return File.ReadAllBytes(path);
            }

            problems.Add(1, "Content.TooLarge", most / 1024);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone or locked between the listing and the reading: the next reading settles it.
            problems.Add(1, "Content.Unreadable", e.Message);
        }

        return null;
    }
}
