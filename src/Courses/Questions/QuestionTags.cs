using System.Text.RegularExpressions;
using Learning.Courses.Catalogue;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Learning.Courses.Questions;

/// <summary>How much a question asks, as its author judges it. Authors write the word in small letters.</summary>
public enum Difficulty
{
    Easy,
    Medium,
    Hard,
}

/// <summary>
/// What is said of a question so that it can be found and drawn. No member sees it and it is no part of the wording: whoever
/// sorts a bank anew, or retires a question, has not changed what it asks.
/// </summary>
/// <param name="Theme">In the author's own words; empty for none.</param>
/// <param name="IsRetired">Kept in the file and never drawn again. Papers of earlier years hold it still.</param>
public sealed partial record QuestionTags(string Theme, Difficulty? Difficulty, bool IsRetired)
{
    private const string ThemeName = "theme";
    private const string DifficultyName = "difficulty";
    private const string RetiredName = "retired";

    public static QuestionTags None { get; } = new("", null, false);

    public static bool IsName(string name) => name is ThemeName or DifficultyName or RetiredName;

    /// <summary>Letters of any script, digits and hyphens, so that it needs no quotes anywhere.</summary>
    public static bool IsTheme(string theme) => ThemePattern().IsMatch(theme);

    public static Difficulty? DifficultyNamed(string word) =>
        Enum.GetValues<Difficulty>().Where(d => Word(d) == word).Select(d => (Difficulty?)d).FirstOrDefault();

    public static string Word(Difficulty difficulty) => difficulty.ToString().ToLowerInvariant();

    /// <summary>What the braces of a heading say; what cannot be so is reported.</summary>
    internal static QuestionTags Read(HeadingBlock heading, string key, ProblemList problems)
    {
        var tags = None;
        foreach (var said in (heading.TryGetAttributes()?.Properties ?? []).Where(p => IsName(p.Key)).GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal))
        {
            var value = said.First() ?? "";
            var read = said.Count() > 1 ? null : said.Key switch
            {
                ThemeName => IsTheme(value) ? tags with { Theme = value } : null,
                DifficultyName => DifficultyNamed(value) is { } difficulty ? tags with { Difficulty = difficulty } : null,
                _ => value.Length == 0 ? tags with { IsRetired = true } : null,
            };
            if (read is null)
            {
                problems.Add(heading.Line + 1, CodeOf(said.Key), key, string.Join(' ', said));
            }

            tags = read ?? tags;
        }

        return tags;
    }

    /// <summary>As it stands in the braces, with a space before each.</summary>
    internal string Written()
    {
        var difficulty = Difficulty is { } d ? $" {DifficultyName}={Word(d)}" : "";
        var theme = Theme.Length > 0 ? $" {ThemeName}={Theme}" : "";
        return difficulty + theme + (IsRetired ? " " + RetiredName : "");
    }

    private static string CodeOf(string name) => name switch
    {
        ThemeName => "Bank.BadTheme",
        DifficultyName => "Bank.BadDifficulty",
        _ => "Bank.BadRetired",
    };

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}-]{0,29}$")]
    private static partial Regex ThemePattern();
}
