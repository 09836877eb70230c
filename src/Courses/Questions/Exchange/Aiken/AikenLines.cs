using System.Text.RegularExpressions;

namespace Learning.Courses.Questions.Exchange.Aiken;

/// <summary>What a line of an Aiken file is. People in China write "A、" and "答案：B", which is understood too.</summary>
internal static partial class AikenLines
{
    /// <summary>"A. 上海" or "A) 上海".</summary>
    public static bool IsOption(string line, out char letter, out string text)
    {
        var match = Option().Match(line);
        (letter, text) = match.Success ? (match.Groups["letter"].Value[0], match.Groups["text"].Value.Trim()) : ('\0', "");
        return match.Success;
    }

    /// <summary>"ANSWER: B".</summary>
    public static bool IsAnswer(string line, out string letters)
    {
        var match = Answer().Match(line);
        letters = match.Success ? match.Groups["letters"].Value.ToUpperInvariant() : "";
        return match.Success;
    }

    [GeneratedRegex(@"^\s*(?<letter>[A-Z])\s?[.)．、）]\s*(?<text>\S.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Option();

    [GeneratedRegex(@"^\s*(ANSWER|答案)\s*[:：]\s*(?<letters>[A-Za-z](\s*[,，、]?\s*[A-Za-z])*)\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Answer();
}
